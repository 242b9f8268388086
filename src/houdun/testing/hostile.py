"""A comparison in which every text from outside is an attack, for whoever shows one: `hostile()`."""

from __future__ import annotations

import dataclasses

from houdun.facts.vendor import Vendor
from houdun.facts.verdict import Comparison, Contribution, DimensionResult, VendorResult
from houdun.testing.comparisons import comparison

EVIL = "<script>alert(1)</script>\u202e\x1b[31m{{7*7}}#set page(width: 1pt)`|**@everyone**" + "A" * 5000 + "\ufffe𠮷"
"""Markup, reading direction, terminal codes, two template languages, Markdown, an endless name, no character, a rare one."""


def hostile() -> Comparison:
    """Every text from outside is an attack: script, bidi control, terminal codes, templates, endless names."""
    calm = comparison(3, cases=6)
    vendor, twin = calm.verdict.vendors[0].vendor, Vendor(EVIL, "gold")
    readings = {key: reading for key, reading in calm.cases.items() if key.vendor != vendor}
    for key, reading in calm.cases.items():
        if key.vendor == vendor:
            there = dataclasses.replace(key, vendor=twin, id=EVIL + key.id)
            entries = tuple(dataclasses.replace(one, text=EVIL + one.text, author=EVIL) for one in reading.messages)
            log = dataclasses.replace(reading.log, key=there, title=EVIL, entries=entries)
            readings[there] = dataclasses.replace(reading, log=log)
    return _renamed(dataclasses.replace(calm, cases=readings), vendor, twin)


def _renamed(calm: Comparison, old: Vendor, new: Vendor) -> Comparison:
    verdict = calm.verdict
    swap = {old: new}

    def results(vendor: VendorResult) -> VendorResult:
        return dataclasses.replace(
            vendor,
            vendor=swap.get(vendor.vendor, vendor.vendor),
            dimensions=tuple(_moved(one, old, new) for one in vendor.dimensions),
        )

    return dataclasses.replace(
        calm,
        verdict=dataclasses.replace(
            verdict,
            vendors=tuple(map(results, verdict.vendors)),
            rank_acceptability={swap.get(one, one): ranks for one, ranks in verdict.rank_acceptability.items()},
            beats={swap.get(a, a): {swap.get(b, b): share for b, share in row.items()} for a, row in verdict.beats.items()},
            leader=new,
        ),
        curves=tuple(dataclasses.replace(curve, vendor=swap.get(curve.vendor, curve.vendor)) for curve in calm.curves),
        hours={swap.get(one, one): cells for one, cells in calm.hours.items()},
        deliveries=tuple(
            dataclasses.replace(
                one,
                promise=dataclasses.replace(
                    one.promise, vendor=swap.get(one.promise.vendor, one.promise.vendor), url=f"javascript:{EVIL}", price=EVIL
                ),
            )
            for one in calm.deliveries
        ),
        attestations=tuple(
            dataclasses.replace(one, vendor=swap.get(one.vendor, one.vendor), value=EVIL, note=EVIL) for one in calm.attestations
        ),
        viewer_losses=tuple(dataclasses.replace(one, vendor=swap.get(one.vendor, one.vendor)) for one in calm.viewer_losses),
        severity_mix={swap.get(one, one): mix for one, mix in calm.severity_mix.items()},
        provenance=dataclasses.replace(calm.provenance, run_by=EVIL, sources=(EVIL,)),
    )


def _moved(dimension: DimensionResult, old: Vendor, new: Vendor) -> DimensionResult:
    """The result with its contributions at the renamed vendor's cases."""

    def contribution(one: Contribution) -> Contribution:
        there = dataclasses.replace(one.case, vendor=new, id=EVIL + one.case.id) if one.case.vendor == old else one.case
        return dataclasses.replace(one, case=there)

    criteria = tuple(
        dataclasses.replace(one, contributions=tuple(map(contribution, one.contributions))) for one in dimension.criteria
    )
    return dataclasses.replace(dimension, criteria=criteria)
