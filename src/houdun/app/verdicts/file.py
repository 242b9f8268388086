"""A snapshot as one file: arrays side by side, and all else as JSON among them. Nothing in it can run."""

from __future__ import annotations

import io
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import cache
from typing import get_args, get_origin

import numpy as np
from cattrs.preconf.json import make_converter
from cattrs.strategies import configure_tagged_union
from numpy.lib.npyio import NpzFile
from numpy.typing import NDArray

from houdun.app.verdicts.columns import Columns, columns
from houdun.app.verdicts.snapshot import Mark, Snapshot
from houdun.facts.case import CaseKey, Entry
from houdun.facts.reading import CaseReading
from houdun.facts.vendor import Vendor
from houdun.facts.verdict import Comparison, CriterionResult, VendorResult
from houdun.flow.compare import Compared
from houdun.language import Bilingual
from houdun.report.story.telling import few
from houdun.verdict.judge import Assessment
from houdun.verdict.results import Assessed

FORMAT = "houdun.snapshot/1"
TOLD, PICTURES = "told", "pictures"
DRAWN = ("scores", "earned", "held", "tiers")
"""Of `Assessed`: what is arrays in it."""


@dataclass(frozen=True, slots=True)
class Told:
    """What is JSON."""

    format: str
    mark: Mark
    comparison: Comparison


def pack(mark: Mark, compared: Compared, pictures: Mapping[str, str]) -> bytes:
    """`pictures` are those of `houdun.app.verdicts.pictures`."""
    arrays: dict[str, NDArray[np.generic]] = {}
    for number, (assessed, result) in enumerate(
        zip(compared.assessment.vendors, compared.comparison.verdict.vendors, strict=True)
    ):
        parts = {name: getattr(assessed, name) for name in DRAWN} | columns(result)
        arrays |= {_name(number, part): array for part, array in parts.items()}
    told = Told(FORMAT, mark, _slim(compared))
    arrays |= {TOLD: _written(_json.unstructure(told)), PICTURES: _written(dict(pictures))}
    written = io.BytesIO()
    np.savez(written, **arrays)  # type: ignore[arg-type]  # its stub holds any name to be that of its one setting
    return written.getvalue()


def unpack(data: bytes) -> Snapshot:
    """Raises an error of some kind for anything that `pack` of this version has not made."""
    arrays = np.load(io.BytesIO(data), allow_pickle=False)
    if not isinstance(arrays, NpzFile) or arrays.zip is None or arrays.zip.testzip() is not None:
        raise ValueError("damaged")
    told = _json.structure(_read(arrays, TOLD), Told)
    if told.format != FORMAT:
        raise ValueError("of another version")
    verdict = told.comparison.verdict
    assessment = Assessment(
        rubric=told.comparison.rubric,
        vendors=tuple(_assessed(result, number, arrays) for number, result in enumerate(verdict.vendors)),
        central_weights=verdict.central_weights,
        draws=verdict.draws,
        seed=verdict.seed,
    )
    return Snapshot(told.mark, told.comparison, assessment, _columns_of(told.comparison, arrays), _drawn(arrays))


def _assessed(result: VendorResult, number: int, arrays: NpzFile) -> Assessed:
    drawn = {name: arrays[_name(number, name)] for name in DRAWN}
    return Assessed(result.vendor, result.cases, result.dimensions, result.gates, **drawn)


def _columns_of(comparison: Comparison, arrays: NpzFile) -> Callable[[Vendor], Columns]:
    """Read when asked for: they are most of the file, and few pages need them."""
    numbers = {result.vendor: number for number, result in enumerate(comparison.verdict.vendors)}

    def read(vendor: Vendor) -> Columns:
        start = _name(numbers[vendor], "")
        return {name.removeprefix(start): arrays[name] for name in arrays.files if name.startswith(start)}

    return read


def _drawn(arrays: NpzFile) -> Callable[[], dict[str, str]]:
    return cache(lambda: _json.structure(_read(arrays, PICTURES), dict[str, str]))


def _written(value: object) -> NDArray[np.uint8]:
    return np.frombuffer(json.dumps(value).encode(), dtype=np.uint8)


def _read(arrays: NpzFile, name: str) -> object:
    value: object = json.loads(arrays[name].tobytes())
    return value


def _name(number: int, part: str) -> str:
    return f"{number}/{part}"


def _slim(compared: Compared) -> Comparison:
    whole = compared.comparison
    tried = whole.trial.cases if whole.trial else {}
    cases = {key: _silent(reading) for key, reading in whole.cases.items() if key in tried} | dict(compared.told)
    return replace(whole, verdict=replace(whole.verdict, vendors=tuple(map(_telling, whole.verdict.vendors))), cases=cases)


def _silent(reading: CaseReading) -> CaseReading:
    return replace(reading, log=replace(reading.log, entries=()), signals=())


def _telling(result: VendorResult) -> VendorResult:
    def slim(each: CriterionResult) -> CriterionResult:
        return replace(each, contributions=few(each.contributions))

    return replace(
        result, dimensions=tuple(replace(each, criteria=tuple(map(slim, each.criteria))) for each in result.dimensions)
    )


# JSON has no keys but strings: where ours are more, a mapping is a list of pairs.


def _has_keys_of_ours(kind: object) -> bool:
    return get_origin(kind) is get_origin(Mapping[str, str]) and get_args(kind)[0] in (Vendor, CaseKey)


def _write_pairs(kind: object) -> Callable[[Mapping[object, object]], object]:
    key, value = get_args(kind)
    return lambda held: [[_json.unstructure(a, key), _json.unstructure(b, value)] for a, b in held.items()]


def _read_pairs(kind: object) -> Callable[[list[list[object]], object], object]:
    key, value = get_args(kind)
    return lambda held, _: {_json.structure(a, key): _json.structure(b, value) for a, b in held}


_json = make_converter(detailed_validation=False)
_json.register_structure_hook(Bilingual, lambda held, _: Bilingual(*held))
_json.register_structure_hook_factory(_has_keys_of_ours, _read_pairs)
_json.register_unstructure_hook_factory(_has_keys_of_ours, _write_pairs)
configure_tagged_union(Entry, _json)
