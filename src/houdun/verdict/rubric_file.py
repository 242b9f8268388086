"""The rubric's file: TOML, read strictly. `data/rubric.toml` is the default and shows every key."""

from __future__ import annotations

from importlib.resources import as_file, files
from pathlib import Path

from houdun.facts.attestation import Assurance
from houdun.facts.rubric import Belief, Criterion, Dimension, Gate, Parameter, Rubric, Stage, Trust
from houdun.language import Bilingual
from houdun.toml_file import Table, read_toml
from houdun.verdict.measures import Measure, measures, mistake
from houdun.verdict.missing import NEEDED

UNITS = ("share", "minutes", "grade", "count", "detail", "yes")
CRITERION = ("name", "question", "measure", "evidence", "weight", "unit")


def default_rubric() -> Rubric:
    """The rubric that ships with Houdun."""
    with as_file(files("houdun") / "data" / "rubric.toml") as path:
        return load_rubric(path)


def load_rubric(path: Path) -> Rubric:
    """Raises UsageError, with file, key and mend, for any mistake in the file."""
    root = read_toml(path)
    root.only(("version", "stages", "dimensions", "criteria"), ("belief",))
    criteria = root.table("criteria")
    criteria.only((), root.table("dimensions").raw)
    dimensions = tuple(_dimension(name, each, criteria.table(name)) for name, each in root.table("dimensions").tables())
    if not dimensions:
        root.fail("dimensions", Bilingual("至少要有一个维度", "there must be a dimension"), Bilingual("请补上", "add one"))
    stages = {name: _stage(name, each, dimensions) for name, each in root.table("stages").tables()}
    if not stages:
        root.fail("stages", Bilingual("至少要有一个阶段", "there must be a stage"), Bilingual("请补上", "add one"))
    return Rubric(version=root.text("version"), dimensions=dimensions, stages=stages, belief=_belief(root.table("belief")))


def _dimension(name: str, table: Table, criteria: Table) -> Dimension:
    table.only(("name", "question"))
    held = tuple(_criterion(f"{name}.{key}", each) for key, each in criteria.tables())
    if not held:
        criteria.fail(
            "", Bilingual("这个维度没有评估项", "this dimension has no criteria"), Bilingual("请至少写一项", "write at least one")
        )
    return Dimension(id=name, name=table.bilingual("name"), question=table.bilingual("question"), criteria=held)


def _criterion(id: str, table: Table) -> Criterion:
    table.only(CRITERION, ("parameters", "gate"))
    return Criterion(
        id=id,
        name=table.bilingual("name"),
        question=table.bilingual("question"),
        measure=table.choice("measure", tuple(measures())),
        parameters=_parameters(table.table("parameters"), measures()[table.text("measure")]),
        evidence=tuple(table.one_of("evidence", each, tuple(NEEDED)) for each in table.texts("evidence")),
        weight=table.positive("weight"),
        unit=table.choice("unit", UNITS),
        gate=_gate(table.table("gate")) if "gate" in table.raw else None,
    )


def _parameters(table: Table, measure: Measure) -> dict[str, Parameter]:
    table.only(sorted(measure.required), measure.parameters)
    read: dict[str, Parameter] = {}
    for key, value in table.raw.items():
        expected = mistake(value, measure.parameters[key])
        if expected or not isinstance(value, float | int | str | bool):
            problem = Bilingual(f"“{value}”不是 {measure.name} 能用的取值", f"{measure.name} cannot use “{value}”")
            table.fail(key, problem, Bilingual(f"应当是：{expected}", f"expected: {expected}"))
        read[key] = value
    return read


def _gate(table: Table) -> Gate:
    table.only(("at_least",))
    return Gate(table.number("at_least"))


def _stage(name: str, table: Table, dimensions: tuple[Dimension, ...]) -> Stage:
    table.only(("name", "weights"))
    weights = table.table("weights")
    ids = [dimension.id for dimension in dimensions]
    weights.only(ids)
    return Stage(id=name, name=table.bilingual("name"), weights={each: weights.positive(each) for each in ids})


def _belief(table: Table) -> Belief:
    default = Belief()
    numbers = {"prior_cases": 1e6, "prior_score": 1.0, "concentration": 1e6, "clear": 1.0}
    table.only((), (*numbers, "assurance"))
    given = {key: table.number(key, 1e-6, high) for key, high in numbers.items() if key in table.raw}
    if given.get("prior_score") == 1.0:
        mend = Bilingual("请填一个小于 1 的数", "write a number below 1")
        table.fail("prior_score", Bilingual("先验不能是满分", "the prior cannot be perfect"), mend)
    trust = _assurance(table.table("assurance")) if "assurance" in table.raw else default.assurance
    return Belief(
        prior_cases=given.get("prior_cases", default.prior_cases),
        prior_score=given.get("prior_score", default.prior_score),
        concentration=given.get("concentration", default.concentration),
        clear=given.get("clear", default.clear),
        assurance=trust,
    )


def _assurance(table: Table) -> dict[Assurance, Trust]:
    table.only([str(each) for each in Assurance])
    return {each: _trust(table.table(each)) for each in Assurance}


def _trust(table: Table) -> Trust:
    table.only(("worth", "cases"))
    return Trust(worth=table.number("worth", 0, 1), cases=table.positive("cases"))
