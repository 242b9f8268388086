"""The catalogue of faults, and how one is called for: `late_sound:delay_ms=180`."""

from __future__ import annotations

import math
from difflib import get_close_matches

from houdun.errors import UsageError
from houdun.facts.fault import FaultFacts, Layer, Parameter, Remedy
from houdun.inert import one_line
from houdun.language import Bilingual
from houdun.scenario import faults  # noqa: F401  # importing it enters them all
from houdun.scenario.fault import REGISTRY, Fault


def entries() -> tuple[FaultFacts, ...]:
    """All faults, in the order of the layers from the host to the viewer, then by id."""
    layers = list(Layer)
    return tuple(sorted((made.facts for made in REGISTRY.values()), key=lambda facts: (layers.index(facts.layer), facts.id)))


def find(name: str) -> type[Fault]:
    """The fault of that id. Raises UsageError with the nearest ids."""
    if name not in REGISTRY:
        raise UsageError(
            Bilingual(f"没有名为「{_shown(name)}」的故障", f"there is no fault “{_shown(name)}”"),
            _nearest(name),
        )
    return REGISTRY[name]


def parse(text: str, *, seed: int = 0) -> Fault:
    """`NAME[:param=value[,param=value]…]`. Raises UsageError: an unknown name or parameter, no number, a number out of bounds."""
    name, _, given = text.partition(":")
    made = find(name.strip())
    values = {parameter.name: parameter.default for parameter in made.facts.parameters}
    for pair in filter(None, map(str.strip, given.split(","))):
        parameter, value = _value(made.facts, pair)
        values[parameter] = value
    return made(values, seed)


def remedy(facts: FaultFacts, name: str) -> Remedy:
    """The remedy of that id, right or wrong. Raises UsageError with those that there are."""
    known = {each.id: each for each in facts.remedies}
    if name not in known:
        raise UsageError(
            Bilingual(f"{facts.id} 没有名为「{_shown(name)}」的补救办法", f"{facts.id} has no remedy “{_shown(name)}”"),
            Bilingual(f"可选：{'、'.join(known)}", f"there are: {', '.join(known)}"),
        )
    return known[name]


def _value(facts: FaultFacts, pair: str) -> tuple[str, float]:
    name, _, text = (part.strip() for part in pair.partition("="))
    known = {parameter.name: parameter for parameter in facts.parameters}
    if name not in known:
        raise UsageError(
            Bilingual(f"{facts.id} 没有参数「{_shown(name)}」", f"{facts.id} has no parameter “{_shown(name)}”"),
            _parameters(facts),
        )
    parameter = known[name]
    try:
        value = float(text)
    except ValueError:
        value = math.nan
    if not parameter.least <= value <= parameter.most:
        raise UsageError(
            Bilingual(f"{facts.id} 的 {name} 不能是「{_shown(text)}」", f"{name} of {facts.id} cannot be “{_shown(text)}”"),
            Bilingual(f"取值范围：{bounds(parameter)}", f"it goes from {bounds(parameter)}"),
        )
    return name, value


def bounds(parameter: Parameter) -> str:
    """`60–800 ms`."""
    return f"{parameter.least:g}–{parameter.most:g} {parameter.unit}".rstrip()


def _parameters(facts: FaultFacts) -> Bilingual:
    if not facts.parameters:
        return Bilingual("它没有参数，只写名字即可", "it has none: give the name alone")
    listed = [f"{parameter.name} ({bounds(parameter)})" for parameter in facts.parameters]
    return Bilingual(f"可用：{'、'.join(listed)}", f"there are: {', '.join(listed)}")


def _nearest(name: str) -> Bilingual:
    near = get_close_matches(name, REGISTRY, n=3)
    everything = Bilingual("houdun faults 列出全部", "houdun faults lists them all")
    if not near:
        return everything
    return Bilingual(f"是不是 {'、'.join(near)}？{everything.zh}", f"did you mean {' or '.join(near)}? {everything.en}")


def _shown(text: str) -> str:
    return one_line(text, 40)
