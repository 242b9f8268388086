"""How fast history lands in the store and comes back, and how much memory that takes.

    python benchmarks/importing.py [--entries 1000000]

1,000,000 made-up events of 125,000 cases, 200 of them open side by side, into SQLite: once straight from memory, once from
a CSV through the reader of event logs. To reach: at least 30,000 entries a second, at most 1 GB. Each measurement runs in a
process of its own; the peak is that process's.
"""

from __future__ import annotations

import argparse
import csv
import multiprocessing
import resource
import tempfile
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import NamedTuple

from houdun.channel.events import Reader
from houdun.channel.port import RawFile, ReadOptions
from houdun.facts.case import Basis, CaseKey, CaseLog, Milestone, Role, Source, Stamp
from houdun.facts.time import HOUR, MINUTE, Millis, iso
from houdun.facts.vendor import Vendor
from houdun.store import RawName, Store
from houdun.testing.factories import MONDAY, uid_of

VENDOR = Vendor("acme", "gold")
SIDE_BY_SIDE = 200
STEPS = tuple(milestone for milestone in Milestone if milestone is not Milestone.IMPACT_STARTED)[:8]
MAP = """
unmapped = "reject"
[columns]
case = "ticket"
activity = "step"
time = "when"
actor = "who"
role = "side"
[roles]
customer = "customer"
vendor = "vendor"
[time]
order = "iso"
[activities]
""" + "\n".join(f'{step} = {{ milestone = "{step}" }}' for step in STEPS)


class Event(NamedTuple):
    case: str
    step: Milestone
    at: Millis
    who: str
    role: Role


class Figures(NamedTuple):
    entries: int
    landed: float
    read_back: float
    peak_mb: float
    bytes_each: float


def events(count: int) -> Iterator[Event]:
    """Cases of eight steps, in the order in which they would be logged."""
    for number in range(count):
        block, within = divmod(number, SIDE_BY_SIDE * len(STEPS))
        step, beside = divmod(within, SIDE_BY_SIDE)
        role = Role.VENDOR if step else Role.CUSTOMER
        at = MONDAY + block * HOUR + step * 7 * MINUTE + beside
        yield Event(f"T-{block * SIDE_BY_SIDE + beside:06}", STEPS[step], at, f"{role} {beside % 17}", role)


def from_memory(folder: Path, count: int) -> Figures:
    def parts(_: Store) -> Iterator[CaseLog]:
        for row, event in enumerate(events(count)):
            source = Source("0" * 64, f"row {row}")
            stamp = Stamp(
                uid=uid_of(event.step, event.at),
                at=event.at,
                milestone=event.step,
                basis=Basis.CLAIMED,
                author=event.who,
                role=event.role,
                source=source,
            )
            yield CaseLog(key=CaseKey(VENDOR, "events", event.case), title="", horizon=event.at, entries=(stamp,))

    return _measured(folder, parts)


def from_csv(folder: Path, count: int) -> Figures:
    table, mapping = folder / "events.csv", folder / "map.toml"
    mapping.write_text(MAP, encoding="utf-8")
    with table.open("w", encoding="utf-8", newline="") as stream:
        lines = csv.writer(stream)
        lines.writerow(("ticket", "step", "when", "who", "side"))
        lines.writerows((event.case, event.step, iso(event.at), event.who, event.role) for event in events(count))

    def parts(store: Store) -> Iterator[CaseLog]:
        file = RawFile(table, table.name, store.keep(table))
        for part in Reader().read([file], ReadOptions(vendor=VENDOR, mapping=mapping)):
            if not isinstance(part, CaseLog):
                raise part.error()
            yield part

    return _measured(folder, parts)


def _measured(folder: Path, parts: Callable[[Store], Iterator[CaseLog]]) -> Figures:
    with Store.create(folder / "workspace") as store:
        start = time.perf_counter()
        with store.importing("events", [RawName("events.csv", "0" * 64)], MONDAY) as run:
            for part in parts(store):
                run.add(part)
        landed = time.perf_counter()
        read = sum(len(log.entries) for log in store.cases())
        end = time.perf_counter()
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    size = (folder / "workspace" / "houdun.db").stat().st_size
    assert read == run.counts.entries
    return Figures(read, read / (landed - start), read / (end - landed), peak, size / read)


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    arguments.add_argument("--entries", type=int, default=1_000_000)
    count: int = arguments.parse_args().entries
    print(f"{'':12} {'entries':>9} {'landed/s':>9} {'read back/s':>11} {'peak MB':>8} {'bytes each':>10}")
    for name, measure in (("from memory", from_memory), ("from CSV", from_csv)):
        with (
            tempfile.TemporaryDirectory() as folder,
            ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn")) as alone,
        ):
            found = alone.submit(measure, Path(folder), count).result()
        print(
            f"{name:12} {found.entries:9,} {found.landed:9,.0f} {found.read_back:11,.0f} {found.peak_mb:8,.0f}"
            f" {found.bytes_each:10,.0f}"
        )


if __name__ == "__main__":
    main()
