"""What a rater hands back, read strictly: every mistake is an InputError with the packet's place in the file and the field."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, NoReturn, TypeAlias

from houdun.errors import InputError
from houdun.facts.grade import Grade
from houdun.facts.question import DEEPEST
from houdun.grading.blind.packet import Packet, Record
from houdun.grading.blind.postmortem import ITEMS, VERIFIED
from houdun.language import Bilingual

NO_IDEA = "no idea"
LONGEST_NAME, LONGEST_NOTE, LONGEST_GUESS, LONGEST_SECONDS = 60, 2_000, 120, 86_400
LARGEST = 50_000_000
"""Bytes of a file: no rater fills in more."""
Json: TypeAlias = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class _At:
    """A place in the file, and how to complain about it."""

    file: str
    path: str = ""

    def below(self, key: str) -> _At:
        return _At(self.file, f"{self.path}.{key}" if self.path else key)

    def fail(self, problem: Bilingual, mend: Bilingual) -> NoReturn:
        raise InputError(problem, mend, where=f"{self.file} {self.path}".strip())


def empty(packet: Packet) -> Record:
    """The answer that a rater fills in: null everywhere."""
    asked: Record = {"depth": None}
    asked |= {name: None for name in ("cause", "remedy") if getattr(packet, name)}
    if packet.points:
        asked["points"] = [None] * len(packet.points)
    if packet.postmortem:
        asked["postmortem"] = dict.fromkeys(ITEMS)
    return asked | {"guess": None, "seconds": None, "note": ""}


def is_name(name: str) -> bool:
    """Whether it can name a rater."""
    return 0 < len(name) <= LONGEST_NAME and name.isprintable() and name == name.strip()


def read(data: bytes, file: str, packets: Mapping[str, Packet]) -> tuple[tuple[Grade, ...], int]:
    """The grades in a rater's file, and how many of its packets were left empty. `packets` are those that there are, by id; a guess
    is what the rater calls a vendor, or "no idea". Raises InputError."""
    root = _document(data, _At(file))
    rater, listed = root.get("rater"), root.get("packets")
    if not isinstance(rater, str) or not is_name(rater):
        _At(file, "rater").fail(
            Bilingual(f"评分人应为 1 到 {LONGEST_NAME} 个可见字符", f"a rater's name has 1 to {LONGEST_NAME} visible characters"),
            Bilingual("请保留导出时的 rater", "leave it as it was exported"),
        )
    if not isinstance(listed, list):
        _At(file, "packets").fail(
            Bilingual("这里应当是一列答复包", "this must be the list of packets"),
            Bilingual("请在导出的文件里填写", "fill in the file that was exported"),
        )
    given = [_entry(each, _At(file, f"packets[{number}]"), packets) for number, each in enumerate(listed)]
    _refuse_twice(given)
    grades = [_grade(packet, answer, rater, at) for packet, answer, at in given if not _untouched(answer)]
    return tuple(grades), len(given) - len(grades)


def grade(packet: Packet, answer: Json, rater: str) -> Grade:
    """One answer, filled in as `empty` has it. Raises InputError with the field."""
    return _grade(packet, answer, rater, _At(""))


def _document(data: bytes, at: _At) -> Json:
    mend = Bilingual("请在导出的文件里填写，并存为 UTF-8", "fill in the file that was exported, and save it as UTF-8")
    if len(data) > LARGEST:
        at.fail(Bilingual("文件太大", "the file is too large"), mend)
    try:
        root = json.loads(data.decode("utf-8-sig"))
    except (UnicodeDecodeError, json.JSONDecodeError, RecursionError, ValueError) as error:
        line = f"{error.lineno}:{error.colno}" if isinstance(error, json.JSONDecodeError) else "?"
        at.fail(Bilingual(f"不是有效的 JSON（行:列 {line}）", f"this is not valid JSON (line:column {line})"), mend)
    if not isinstance(root, dict):
        at.fail(Bilingual("文件应当是一个 JSON 对象", "the file must be one JSON object"), mend)
    return root


def _entry(held: object, at: _At, packets: Mapping[str, Packet]) -> tuple[Packet, Json, _At]:
    id = held.get("id") if isinstance(held, dict) else None
    if not isinstance(held, dict) or not isinstance(id, str) or id not in packets:
        at.below("id").fail(
            Bilingual("没有这个编号的答复包", "there is no packet of that id"),
            Bilingual("请保留导出时的 id", "leave the id as it was exported"),
        )
    answer = held.get("answer")
    if not isinstance(answer, dict):
        at.below("answer").fail(
            Bilingual("缺少 answer", "the answer is missing"),
            Bilingual("不想评的请保持 null", "leave null what you do not grade"),
        )
    known = empty(packets[id])
    for key in answer:
        if key not in known:
            at.below(f"answer.{key}").fail(
                Bilingual("不认识这个字段", "this field means nothing"),
                Bilingual(f"可填 {'、'.join(known)}", f"there are {', '.join(known)}"),
            )
    return packets[id], answer, at.below("answer")


def _refuse_twice(given: list[tuple[Packet, Json, _At]]) -> None:
    seen: set[str] = set()
    for packet, _, at in given:
        if packet.id in seen:
            at.fail(
                Bilingual("同一个答复包出现了两次", "this packet is there twice"), Bilingual("请只留一次", "leave it there once")
            )
        seen.add(packet.id)


def _untouched(answer: Json) -> bool:
    """Nothing is filled in; a note alone is no grade."""
    return all(_empty(value) for key, value in answer.items() if key != "note")


def _empty(value: object) -> bool:
    held = value.values() if isinstance(value, dict) else value if isinstance(value, list) else (value,)
    return all(each is None for each in held)


def _grade(packet: Packet, answer: Json, rater: str, at: _At) -> Grade:
    return Grade(
        packet=packet.id,
        rater=rater,
        depth=_level(answer.get("depth"), DEEPEST, at.below("depth")),
        cause=_yes(answer.get("cause"), at.below("cause")) if packet.cause else None,
        remedy=_yes(answer.get("remedy"), at.below("remedy")) if packet.remedy else None,
        points=_points(answer.get("points"), len(packet.points), at.below("points")),
        postmortem=_postmortem(answer.get("postmortem"), at.below("postmortem")) if packet.postmortem else {},
        guess=_guess(answer.get("guess"), at.below("guess")),
        seconds=_seconds(answer.get("seconds"), at.below("seconds")),
        note=_note(answer.get("note", ""), at.below("note")),
    )


def _level(value: object, highest: int, at: _At) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value <= highest:
        at.fail(
            Bilingual(f"这里应当是 0 到 {highest} 的整数", f"this must be a whole number from 0 to {highest}"),
            Bilingual("请填写", "fill it in"),
        )
    return value


def _yes(value: object, at: _At) -> bool:
    if not isinstance(value, bool):
        at.fail(Bilingual("这里应当是 true 或 false", "this must be true or false"), Bilingual("请填写", "fill it in"))
    return value


def _points(value: object, count: int, at: _At) -> tuple[bool, ...]:
    if not count:
        return ()
    if not isinstance(value, list) or len(value) != count:
        at.fail(
            Bilingual(f"这里应当有 {count} 个 true 或 false", f"there must be {count} times true or false"),
            Bilingual("每个要点一个", "one for each point"),
        )
    return tuple(_yes(each, _At(at.file, f"{at.path}[{number}]")) for number, each in enumerate(value))


def _postmortem(value: object, at: _At) -> dict[str, int]:
    if not isinstance(value, dict) or set(value) != set(ITEMS):
        at.fail(
            Bilingual("复盘的各项应与导出时一致", "the items of the post-mortem must be those that were exported"),
            Bilingual(f"应为 {'、'.join(ITEMS)}", f"they are {', '.join(ITEMS)}"),
        )
    return {item: _level(value[item], VERIFIED, at.below(item)) for item in ITEMS}


def _guess(value: object, at: _At) -> str:
    if not isinstance(value, str) or not 0 < len(value.strip()) <= LONGEST_GUESS:
        at.fail(
            Bilingual("请猜是哪一家服务商；看不出来就写 no idea", "guess the vendor, or say no idea"),
            Bilingual(f"写它的名字，不超过 {LONGEST_GUESS} 字", f"write its name, {LONGEST_GUESS} characters at most"),
        )
    return "" if value.strip().casefold() == NO_IDEA else value.strip()


def _seconds(value: object, at: _At) -> float:
    if (
        not isinstance(value, int | float)
        or isinstance(value, bool)
        or not math.isfinite(value)
        or not 0 <= value <= LONGEST_SECONDS
    ):
        at.fail(
            Bilingual(f"这里应当是 0 到 {LONGEST_SECONDS} 的秒数", f"this must be seconds, from 0 to {LONGEST_SECONDS}"),
            Bilingual("大致用了多久即可", "roughly how long it took"),
        )
    return float(value)


def _note(value: object, at: _At) -> str:
    if not isinstance(value, str) or len(value) > LONGEST_NOTE:
        at.fail(
            Bilingual(f"备注应为文字，不超过 {LONGEST_NOTE} 字", f"a note is text of up to {LONGEST_NOTE} characters"),
            Bilingual("请缩短", "shorten it"),
        )
    return value
