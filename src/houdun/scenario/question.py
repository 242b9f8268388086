"""The questions: a file each in `questions/`, and those of a team's own. What a file may not say is refused with its place.

question = load("lips_behind_words")
"""

from __future__ import annotations

import string
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from houdun.errors import UsageError
from houdun.facts.case import Severity
from houdun.facts.fault import Evidence
from houdun.facts.question import Given, Ingest, Letter, Question, Reserve, Sort, Stratum, Wording
from houdun.language import Bilingual, Language
from houdun.scenario import catalogue, show
from houdun.scenario.answer_key import read_key
from houdun.scenario.leak import leaks
from houdun.scenario.packaged import folder, found, names
from houdun.scenario.terms import terms
from houdun.toml_file import Table, read_toml

WORDINGS = 4
"""So many at least, in each language: the same words twice give a trial away."""
ALWAYS = ("sort", "severity", "strata", "wordings", "key")
PLAYED = ("show", "ingest", "withheld", "reproduction")
NEEDS: Mapping[Sort, tuple[str, ...]] = {
    Sort.FAULT: (*ALWAYS, *PLAYED, "fault"),
    Sort.CONTROL: (*ALWAYS, *PLAYED),
    Sort.ADVICE: (*ALWAYS, "reserves"),
    Sort.REFERENCES: ALWAYS,
}
MAY: Mapping[Sort, tuple[str, ...]] = {
    Sort.FAULT: ("given", "values", "details", "reserves"),
    Sort.CONTROL: ("given", "details", "reserves"),
    Sort.ADVICE: ("details",),
    Sort.REFERENCES: ("details", "reserves"),
}


def packaged() -> tuple[str, ...]:
    """The names of the questions that come along."""
    return names(folder("questions"))


def load(name: str) -> Question:
    """A packaged question by its name, or one of your own by its file. Raises UsageError with the file, the key and the mend."""
    with found(folder("questions"), name, Bilingual("考题", "question")) as path:
        return read(path)


def load_all(names: Iterable[str]) -> tuple[Question, ...]:
    """Several, in the order named. Raises UsageError where two have the same id."""
    questions = tuple(load(name) for name in names)
    ids = [question.id for question in questions]
    for each in ids:
        if ids.count(each) > 1:
            raise UsageError(
                Bilingual(f"有两道考题都叫 {each}", f"two questions are called {each}"),
                Bilingual("考题以文件名为编号，请给其中一个文件改名", "a question is called after its file: rename one of them"),
            )
    return questions


def read(path: Path) -> Question:
    """The question in that file, checked. Raises UsageError."""
    root = read_toml(path)
    sort = Sort(root.choice("sort", tuple(Sort)))
    root.only(NEEDS[sort], MAY[sort])
    details, given = _details(root.table("details")), tuple(Given(each) for each in _several(root, "given", tuple(Given)))
    question = Question(
        id=path.stem,
        sort=sort,
        severity=Severity(root.choice("severity", tuple(Severity))),
        strata=tuple(Stratum(each) for each in _one_or_more(root, "strata", tuple(Stratum))),
        wordings=_wordings(root, set(details), set(given)),
        key=read_key(root.table("key"), sort, _fault(root)),
        show=_show(root),
        fault=_fault(root),
        ingest=tuple(Ingest(each) for each in _several(root, "ingest", tuple(Ingest))),
        values=_values(root),
        details=details,
        given=given,
        withheld=_withheld(root),
        reproduction=root.bilingual("reproduction") if "reproduction" in root.raw else None,
        reserves=tuple(_reserve(each) for each in root.list("reserves")),
    )
    _refuse_leaks(root, question)
    return question


def _show(root: Table) -> str:
    """As `show.load` takes it; "" where nothing is played. Raises UsageError where it cannot be loaded."""
    name = root.text("show", "")
    if name:
        show.load(name)
    return name


def _fault(root: Table) -> str:
    """The fault's id; "" where nothing is broken."""
    if "fault" not in root.raw:
        return ""
    injectable = tuple(facts.id for facts in catalogue.entries() if facts.injectable_at_vendor)
    return root.choice("fault", injectable)


def _values(root: Table) -> dict[str, tuple[float, ...]]:
    """Of the fault's parameters, each within its bounds."""
    table = root.table("values")
    values = {name: _numbers(table, name) for name in table.raw}
    for name, numbers in values.items():
        for number in numbers:
            try:
                catalogue.parse(f"{_fault(root)}:{name}={number:g}")
            except UsageError as error:
                table.fail(name, error.problem, error.mend)
    return values


def _numbers(table: Table, key: str) -> tuple[float, ...]:
    held = table.raw[key]
    if not (isinstance(held, list) and held and all(type(each) in (int, float) for each in held)):
        table.fail(
            key,
            Bilingual("这里应当是一列数", "this must be a list of numbers"),
            Bilingual("请写成 [120, 180]", "write [120, 180]"),
        )
    return tuple(map(float, held))


def _details(table: Table) -> dict[str, tuple[Bilingual, ...]]:
    """Of the business: what may stand for `{name}` in the wordings."""
    details = {}
    for name in table.raw:
        choices = table.list(name)
        if not choices or name in tuple(Given):
            table.fail(
                name,
                Bilingual(
                    "这项细节没有取值，或与运行时填入的名字重名", "this detail has no choices, or the name of something given"
                ),
                Bilingual("请写成 [[details.名字]]，并换一个名字", "write [[details.NAME]], under a name of its own"),
            )
        for each in choices:
            each.only(("zh", "en"))
        details[name] = tuple(Bilingual(each.text("zh"), each.text("en")) for each in choices)
    return details


def _several(root: Table, key: str, known: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(root.one_of(key, each, known) for each in root.texts(key))


def _one_or_more(root: Table, key: str, known: tuple[str, ...]) -> tuple[str, ...]:
    chosen = _several(root, key, known)
    if not chosen:
        root.fail(
            key,
            Bilingual("这里至少要有一项", "this needs one at least"),
            Bilingual(f"请从 {'、'.join(known)} 中选择", f"choose from {', '.join(known)}"),
        )
    return chosen


def _withheld(root: Table) -> tuple[Evidence, ...]:
    """What is handed over when asked for. Everything that reveals the fault must be there, or nobody could find it."""
    if "withheld" not in root.raw:
        return ()
    withheld = tuple(Evidence(each) for each in _one_or_more(root, "withheld", tuple(Evidence)))
    reveals = catalogue.find(_fault(root)).facts.reveals if _fault(root) else ()
    missing = [each for each in reveals if each not in withheld]
    if missing:
        root.fail(
            "withheld",
            Bilingual("缺少能查明原因的证据", "what reveals the cause is not among it"),
            Bilingual(f"请补上 {'、'.join(missing)}", f"add {', '.join(missing)}"),
        )
    return withheld


def _reserve(table: Table) -> Reserve:
    table.only(("id", "asked", "zh", "en"))
    return Reserve(table.text("id"), terms(table.table("asked")), Bilingual(table.text("zh"), table.text("en")))


def _wordings(root: Table, details: set[str], given: set[str]) -> tuple[Wording, ...]:
    tables = root.list("wordings")
    if len(tables) < WORDINGS:
        root.fail(
            "wordings",
            Bilingual(
                f"这里有 {len(tables)} 种问法，至少要 {WORDINGS} 种", f"{len(tables)} wordings, where {WORDINGS} are needed"
            ),
            Bilingual("请再写几种语气、长短不同的问法", "write more, of another tone and length"),
        )
    for table in tables:
        table.only(("zh", "en"))
    return tuple(Wording(*(_letter(table.table(language), details, given) for language in ("zh", "en"))) for table in tables)


def _letter(table: Table, details: set[str], given: set[str]) -> Letter:
    """Each detail must stand in it, or instances that differ in it would read alike."""
    table.only(("subject", "text"))
    letter = Letter(table.text("subject").strip(), table.text("text").strip())
    slots = _slots(table, letter.text)
    if _slots(table, letter.subject) or not details <= slots <= details | given:
        table.fail(
            "text",
            Bilingual("花括号里的名字对不上", "the names in braces are not as they should be"),
            Bilingual(
                f"正文须用到 {_braced(details) or '（无）'}，还可以用 {_braced(given) or '（无）'}；标题里不用",
                f"the text must have {_braced(details) or '(none)'} and may have {_braced(given) or '(none)'}; the subject has none",
            ),
        )
    return letter


def _slots(table: Table, text: str) -> set[str]:
    try:
        return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}
    except ValueError:
        table.fail(
            "text",
            Bilingual("花括号不成对", "a brace has no partner"),
            Bilingual("请成对使用 { 和 }；要写出花括号本身，请写两遍", "use { and } in pairs; write a brace itself twice"),
        )


def _braced(names: set[str]) -> str:
    return " ".join(f"{{{name}}}" for name in sorted(names))


def _refuse_leaks(root: Table, question: Question) -> None:
    for place, text in _outgoing(question):
        found = leaks(question, text)
        if found:
            root.fail(
                place,
                Bilingual(f"这段话泄露了答案：{'、'.join(found)}", f"this gives the answer away: {', '.join(found)}"),
                Bilingual("请只写客户看到、听到的现象", "write only what a customer sees and hears"),
            )


def _outgoing(question: Question) -> Iterator[tuple[str, str]]:
    """What leaves us, with its place in the file."""
    for number, wording in enumerate(question.wordings):
        for language in Language:
            letter = wording.to(language)
            yield f"wordings[{number}].{language}", f"{letter.subject}\n{letter.text}"
    if question.reproduction:
        yield "reproduction", "\n".join(question.reproduction)
    for name, choices in question.details.items():
        yield f"details.{name}", "\n".join(word for choice in choices for word in choice)
    for number, reserve in enumerate(question.reserves):
        yield f"reserves[{number}]", "\n".join(reserve.tells)
