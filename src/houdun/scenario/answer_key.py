"""The answer key of a question's file: what a right answer says, what is mistaken for it, what each depth looks like."""

from __future__ import annotations

from collections.abc import Mapping

from houdun.facts.question import DEEPEST, AnswerKey, Cause, Point, Proposal, Sort
from houdun.language import Bilingual
from houdun.scenario import catalogue, terms
from houdun.toml_file import Table

FEWEST_POINTS = 3
NEEDS: Mapping[Sort, tuple[str, ...]] = {
    Sort.FAULT: ("depth", "mistaken"),
    Sort.CONTROL: ("depth", "mistaken", "truth"),
    Sort.ADVICE: ("depth", "points"),
    Sort.REFERENCES: ("depth", "points"),
}


def read_key(table: Table, sort: Sort, fault: str) -> AnswerKey:
    """The `[key]` of a question of that sort and fault; a fault brings its cause and remedies from the catalogue. Raises UsageError."""
    table.only(NEEDS[sort])
    known = tuple(terms.causes())
    return AnswerKey(
        depth=_depth(table),
        cause=terms.cause(fault) if fault else _truth(table),
        mistaken=tuple(terms.cause(table.one_of("mistaken", each, known)) for each in table.texts("mistaken")),
        proposals=_proposals(fault),
        points=_points(table) if "points" in table.raw else (),
    )


def _truth(table: Table) -> Cause | None:
    if "truth" not in table.raw:
        return None
    truth = table.table("truth")
    truth.only(("tells", "zh", "en"))
    return Cause("nothing_wrong", truth.bilingual("tells"), terms.terms(truth))


def _proposals(fault: str) -> tuple[Proposal, ...]:
    known = catalogue.find(fault).facts.remedies if fault else ()
    return tuple(Proposal(each.id, each.cures, each.what, terms.remedy(each.id)) for each in known)


def _depth(table: Table) -> tuple[Bilingual, ...]:
    depths = table.list("depth")
    if len(depths) != DEEPEST + 1:
        table.fail(
            "depth",
            Bilingual(
                f"这里有 {len(depths)} 级，应为 0 到 {DEEPEST} 级", f"{len(depths)} depths, where 0 to {DEEPEST} are needed"
            ),
            Bilingual("请每级写一句", "write one sentence for each"),
        )
    return tuple(_sentence(each) for each in depths)


def _points(table: Table) -> tuple[Point, ...]:
    points = table.list("points")
    if len(points) < FEWEST_POINTS:
        table.fail(
            "points",
            Bilingual(f"要点至少 {FEWEST_POINTS} 条", f"{FEWEST_POINTS} points are needed at least"),
            Bilingual("请补上好的答复应有的内容", "add what a good answer holds"),
        )
    for each in points:
        each.only(("weight", "zh", "en"))
    return tuple(Point(Bilingual(each.text("zh"), each.text("en")), each.positive("weight")) for each in points)


def _sentence(table: Table) -> Bilingual:
    table.only(("zh", "en"))
    return Bilingual(table.text("zh"), table.text("en"))
