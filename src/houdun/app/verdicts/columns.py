"""What every case gave to every number, as columns of arrays: 10,000 cases × 34 criteria are read as fast as the disk gives them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import accumulate
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from houdun.facts.case import CaseKey
from houdun.facts.verdict import Contribution, VendorResult

Columns: TypeAlias = Mapping[str, NDArray[np.generic]]
"""Arrays by name."""


def columns(result: VendorResult) -> dict[str, NDArray[np.generic]]:
    """All contributions of one vendor: `ends` [criteria] says where each criterion's rows end, in the rubric's order."""
    held = [criterion.contributions for dimension in result.dimensions for criterion in dimension.criteria]
    rows = [one for each in held for one in each]
    keys = sorted({one.case for one in rows})
    numbers = {key: number for number, key in enumerate(keys)}
    return {
        "ends": np.array(list(accumulate(map(len, held))), dtype=np.int64),
        "case": np.array([numbers[one.case] for one in rows], dtype=np.int32),
        "value": np.array([one.value for one in rows], dtype=np.float64),
        "censored": np.array([one.censored for one in rows], dtype=np.bool_),
        **_texts("entry", [one.entry for one in rows]),
        **_texts("key", [part for key in keys for part in (key.channel, key.id)]),
    }


def contributions(
    result: VendorResult, held: Columns, criterion: str, *, falling: bool, offset: int, limit: int
) -> tuple[int, tuple[Contribution, ...]]:
    """How many a criterion has, and some of them: the largest value first where `falling`, else the smallest."""
    ids = [each.id for dimension in result.dimensions for each in dimension.criteria]
    if criterion not in ids:
        return 0, ()
    place, ends = ids.index(criterion), held["ends"].tolist()
    start, end = (ends[place - 1] if place else 0), ends[place]
    values = held["value"][start:end].astype(np.float64)
    chosen = (start + np.argsort(-values if falling else values, kind="stable")[offset : offset + limit]).tolist()
    cases = [held["case"][row].item() for row in chosen]
    entries = _read(held, "entry", chosen)
    parts = _read(held, "key", [part for case in cases for part in (2 * case, 2 * case + 1)])
    found = (
        Contribution(CaseKey(result.vendor, channel, id), held["value"][row].item(), held["censored"][row].item(), entry)
        for row, entry, channel, id in zip(chosen, entries, parts[::2], parts[1::2], strict=True)
    )
    return end - start, tuple(found)


def _texts(name: str, texts: Sequence[str]) -> dict[str, NDArray[np.generic]]:
    """One after the other, and where each ends: an array of strings would give every one the room of the longest."""
    written = [text.encode("utf-8", "surrogatepass") for text in texts]
    return {
        f"{name}_text": np.frombuffer(b"".join(written), dtype=np.uint8),
        f"{name}_ends": np.array(list(accumulate(map(len, written))), dtype=np.int64),
    }


def _read(held: Columns, name: str, places: Sequence[int]) -> list[str]:
    text, ends = held[f"{name}_text"], held[f"{name}_ends"]
    bounds = [(ends[place - 1].item() if place else 0, ends[place].item()) for place in places]
    return [text[start:end].tobytes().decode("utf-8", "surrogatepass") for start, end in bounds]
