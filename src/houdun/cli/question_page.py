"""The reference page of the questions: `python -m houdun.cli.question_page > docs/reference/questions.md`. It tells what customers write, and no answers."""

from __future__ import annotations

import sys
from collections.abc import Iterator

from houdun.facts.question import Question, Sort
from houdun.scenario.instance import instances
from houdun.scenario.question import load_all, packaged

INTRODUCTION = """# Questions 考题

<!-- Made by `python -m houdun.cli.question_page > docs/reference/questions.md`; edit that file, or the questions in src/houdun/scenario/questions. -->

## English

A question is a piece of live business with something to ask about it. Four sorts:

| sort | what is behind it | graded by |
|---|---|---|
| `fault` | one of the [faults](faults.md), caused on purpose: its true cause is known | depth 0–4, the cause and the remedy by rule |
| `control` | nothing is wrong; who finds a cause anyway is guessing | depth 0–4, the reason why all is well |
| `advice` | a decision that a team has to take | depth 0–4, key points with weights |
| `references` | customers of the vendor's to learn from | depth 0–4, key points with weights |

**These questions are public, answers included**: a vendor can read the files like anybody else. Use them to see how a trial works. Where a decision hangs on
it, write variants of your own: another business, other symptoms, other values, other words. [How](../how-to/write-a-question.md), and an hour's work.

A file holds:

| key | meaning |
|---|---|
| `sort`, `severity`, `strata` | as above; `critical`, `high`, `normal`, `low`; when it may be put: `day`, `night`, `weekend`, `peak` |
| `fault`, `[values]` | the fault, and for each of its parameters the values that it may take |
| `show`, `ingest` | what is played ([shows](cli.md), or a file of yours), and published how: `rtmp`, `whip`. Some faults show only one way |
| `given` | said at once, in the run's own words: `stream`, `since`, `published`, `played`. What a wording does not mention stands in lines below it |
| `withheld` | handed over as it is asked for, real and of that run. Everything that reveals the fault must be there |
| `reproduction` | told when asked how to reproduce it |
| `[[reserves]]` | what the customer knows and tells only when one of the terms in `asked` is said |
| `[[details.NAME]]` | choices that stand for `{NAME}` in every wording |
| `[[wordings]]` | four or more, each with a subject and a text in both languages: alike in tone and detail, not translated word for word |
| `key.depth` | five sentences: what an answer of depth 0 … 4 looks like for this very question |
| `key.mistaken` | causes easily taken for the true one: ids of faults, or `viewer_network`, `service_node`, `phone_decoder`, `browser`, `host_hardware` |
| `key.truth` | of a control: why all is well, and the words that say so |
| `key.points` | of advice and references: what a good answer holds, with weights |

The true cause and the remedies come from the catalogue of faults. The words by which an answer names or proposes them stand in
`src/houdun/scenario/words`: groups of terms, one of each group in one language. They say what was named, not whether it was affirmed.

A file is refused, with the place and the mend, where anything that leaves us (wordings, details, reproduction, reserves) tells the fault's id or name,
the thing that its cause is about, a value of a parameter, or a remedy. No wording may speak of an outage with real users either: it is a test account.

`question × values × details × wordings` gives the instances. An instance's id is the question's id, eight hexadecimal digits and the wording's number:
it stays the same in every run and tells no parameter. Instances that differ in the wording alone are one *situation*: give vendors of one block
the same situation and, if you like, different wordings; give one vendor neither twice.

## 中文

一道考题，就是一段直播业务加上一件要问的事。分四类：

| 类别 | 背后是什么 | 怎样评 |
|---|---|---|
| `fault` | 有意注入的[故障](faults.md)，真实原因已知 | 深度 0–4，原因与补救办法另按规则判 |
| `control` | 什么都没坏；硬说有原因的就是在猜 | 深度 0–4，是否说清为什么正常 |
| `advice` | 团队要做的一个决定 | 深度 0–4，按要点加权 |
| `references` | 想了解的同类客户 | 深度 0–4，按要点加权 |

**这些考题连答案都是公开的**，服务商和别人一样看得到。先拿它们了解考察怎么进行；真要据此做决定，请写自己的变体：换业务、换现象、换取值、换说法。
[写法在这里](../how-to/write-a-question.md)，一小时左右。

文件里有：

| 键 | 含义 |
|---|---|
| `sort`、`severity`、`strata` | 类别见上；严重程度 `critical`、`high`、`normal`、`low`；可以在什么时段问：`day`、`night`、`weekend`、`peak` |
| `fault`、`[values]` | 故障，以及它的每个参数可取哪些值 |
| `show`、`ingest` | 播什么（[自带节目](cli.md)或自己的文件），怎样推：`rtmp`、`whip`。有的故障只在一种方式下看得出 |
| `given` | 当场就说的，用那一场的真实内容：`stream`、`since`、`published`、`played`。问法里没提到的，会逐行附在后面 |
| `withheld` | 对方要了才给，都是那一场的真东西。能查明原因的必须都在里面 |
| `reproduction` | 问起怎样复现时的回答 |
| `[[reserves]]` | 客户知道、但对方说到 `asked` 里的词才讲的事 |
| `[[details.名字]]` | 每种问法里 `{名字}` 处可填的内容 |
| `[[wordings]]` | 至少四种，每种都有中英文的标题和正文：语气、详略相当，不逐字翻译 |
| `key.depth` | 五句话：对这道题来说，0 到 4 级的答复各是什么样 |
| `key.mistaken` | 容易误判成的原因：故障编号，或 `viewer_network`、`service_node`、`phone_decoder`、`browser`、`host_hardware` |
| `key.truth` | 对照题：为什么其实正常，以及怎样的话算说中 |
| `key.points` | 咨询题和案例题：好的答复应有的要点及权重 |

真实原因和补救办法来自故障目录。怎样的话算说中，写在 `src/houdun/scenario/words`：分若干组词，同一种语言里每组说到一个即可。
它只管提到没有，不管是肯定还是否定。

凡是会发出去的文字（问法、细节、复现、保留信息），只要透露了故障的编号或名称、原因所指的东西、参数取值或补救办法，整个文件都会被拒绝，并指出位置和改法。
问法里也不要声称有真实用户受影响：用的是测试账号。

考题 × 取值 × 细节 × 问法就是全部实例。实例编号由考题编号、八位十六进制数和问法序号组成，每次运行都相同，也看不出参数。
只差问法的实例是同一个*情境*：同一配对组里给各家同一情境，问法可以不同；同一家不要重复给。

"""
SORTS = {Sort.FAULT: "fault 故障", Sort.CONTROL: "control 对照", Sort.ADVICE: "advice 咨询", Sort.REFERENCES: "references 案例"}


def page() -> str:
    """The whole page, Markdown, both languages."""
    questions = load_all(packaged())
    return INTRODUCTION + "".join(f"{line}\n" for line in _table(questions))


def _table(questions: tuple[Question, ...]) -> Iterator[str]:
    yield f"## The {len(questions)} questions 自带的 {len(questions)} 道考题"
    yield ""
    yield f"{len(instances(questions))} instances 个实例. Not told here is which fault is behind which 这里不写背后是哪种故障。"
    yield ""
    yield "| question 考题 | sort 类别 | a subject 标题举例 | show 节目 | ingest 推流 | severity 严重程度 | strata 时段 | instances 实例 |"
    yield "|---|---|---|---|---|---|---|---|"
    for question in sorted(questions, key=lambda question: (list(Sort).index(question.sort), question.id)):
        yield _row(question)


def _row(question: Question) -> str:
    first = question.wordings[0]
    cells = (
        f"`{question.id}`",
        SORTS[question.sort],
        f"{first.en.subject}<br>{first.zh.subject}",
        question.show,
        ", ".join(question.ingest),
        question.severity,
        ", ".join(question.strata),
        str(len(instances([question]))),
    )
    return f"| {' | '.join(cells)} |"


if __name__ == "__main__":
    sys.stdout.write(page())
