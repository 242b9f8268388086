from __future__ import annotations

import pytest

from houdun.channel.chat.words import new_words, preamble, said_by_program


@pytest.mark.parametrize(
    "line",
    [
        "张三撤回了一条消息",
        "你撤回了一条消息",
        "李工邀请张三加入了群聊",
        "王五退出了群聊",
        "张三 拍了拍 李工",
        "张三修改群名为“直播支持群”",
        "以上是打招呼的内容",
        "—— 以下为新消息 ——".strip("— "),
        "[该消息已撤回]",
    ],
)
def test_what_the_program_says_is_told(line: str) -> None:
    assert said_by_program(line)
    assert new_words([line]) == ""


@pytest.mark.parametrize("line", ["我撤回了一条消息里的配置，请重试", "加入群聊后就卡了", "[图片]", "拉流时断时续"])
def test_what_somebody_says_is_kept(line: str) -> None:
    assert not said_by_program(line)
    assert new_words([line]) == line


@pytest.mark.parametrize(
    ("lines", "words"),
    [
        (["「李四：之前的话」", "- - - - - - - - - - - - - - -", "新的话"], "新的话"),
        (["「李四：第一行", "第二行」", "- - - - - - - - - - - - - - -", "新的话", "再一句"], "新的话\n再一句"),
        (["“李四：之前的话”", "——————", "新的话"], "新的话"),
        (["回复 李四：之前的话", "新的话"], "新的话"),
        (["> 之前的话", "> 还有", "新的话"], "新的话"),
        (["引用 李四: [图片]", "新的话"], "新的话"),
        (["回复 李四：好的"], "回复 李四：好的"),
        (["「这个参数」要改", "------", "改成 3"], "「这个参数」要改\n------\n改成 3"),
        (["", "你好", ""], "你好"),
        ([], ""),
    ],
)
def test_quotations_are_stripped_and_nothing_else(lines: list[str], words: str) -> None:
    assert new_words(lines) == words


@pytest.mark.parametrize(
    "line",
    [
        "消息记录（此消息记录为文本格式，不支持重新导入）",
        "=" * 64,
        "消息分组:我的好友",
        "消息对象:张三",
        "群聊的聊天记录如下:",
        "",
    ],
)
def test_the_top_of_an_export_belongs_to_nobody(line: str) -> None:
    assert preamble(line)


def test_a_sentence_above_the_first_message_is_no_preamble() -> None:
    assert not preamble("音画不同步")
