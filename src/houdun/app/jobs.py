"""What pages ask of the worker, through the journal: each job is asked for once, done once, and what came of it is told.

key = ask(space, "report", {"language": "zh"}, now)      a page, any process
do(space, key, now)                                     the worker; killed before the end, it is done again
came = outcome(space, key)                              a page again; None while it waits
"""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final, TypeAlias

from houdun.app.calendar import FEED, fetch_feed
from houdun.app.exporting import export
from houdun.app.workspace import Workspace
from houdun.errors import HoudunError
from houdun.facts.happening import Happening
from houdun.facts.time import Millis
from houdun.language import Bilingual

JOB: Final = "job"
DONE: Final = "done"
"""Topics: what was asked for, and under the same key what came of it."""

Job: TypeAlias = Callable[[Workspace, Mapping[str, Any]], Mapping[str, Any]]
"""Done again, it comes to the same. Takes what the page asked with and gives what the page is to know, both as JSON has it. Raises the house's errors."""

JOBS: Final[dict[str, Job]] = {"report": export, FEED: fetch_feed}
"""By the kind that pages name. A kind is one line here, and a function that loads what is heavy only when it is called."""

OURS: Final = (
    Bilingual("程序出错了，这是我们的问题", "something went wrong, and it is our fault"),
    Bilingual(
        "详情已写入运行 houdun serve 的终端，请附上它反馈给我们",
        "it stands on the terminal that runs houdun serve: please send it to us",
    ),
)


@dataclass(frozen=True, slots=True)
class Asked:
    key: str
    kind: str
    at: Millis
    data: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Came:
    """What came of a job: its result or, where it could not be done, the problem and the mend."""

    at: Millis
    result: Mapping[str, Any] | None
    problem: Bilingual | None = None
    mend: Bilingual | None = None
    where: str = ""


def ask(space: Workspace, kind: str, data: Mapping[str, object], now: Millis, key: str = "") -> str:
    """The key under which `outcome` answers. Asked again under the same key, it is the same job."""
    key = key or uuid.uuid4().hex
    space.store.journal.append_all([Happening(JOB, key, now, {"kind": kind, "data": dict(data)})])
    return key


def waiting(space: Workspace) -> Iterator[Asked]:
    """What was asked for and has come to nothing yet, the oldest first."""
    journal = space.store.journal
    done = set(journal.keys(DONE))
    open_ones = [key for key in journal.keys(JOB) if key not in done]
    return (_asked(key, entry.at, entry.data) for key, entry in journal.find_all(JOB, open_ones).items())


def asked(space: Workspace, key: str) -> Asked | None:
    """What was asked for under this key, if anything was."""
    entry = space.store.journal.find(JOB, key)
    return None if entry is None else _asked(key, entry.at, entry.data)


def outcome(space: Workspace, key: str) -> Came | None:
    """None while it waits, or where nobody asked for it."""
    entry = space.store.journal.find(DONE, key)
    if entry is None:
        return None
    if "result" in entry.data:
        return Came(entry.at, entry.data["result"])
    data = entry.data
    return Came(entry.at, None, Bilingual(*data["problem"]), Bilingual(*data["mend"]), data["where"])


def last(space: Workspace, kind: str) -> tuple[Asked, Came | None] | None:
    """The newest job of that kind and what came of it; None where there is none."""
    found = [entry for entry in space.store.journal.read(JOB) if entry.data["kind"] == kind]
    return (_asked(found[-1].key, found[-1].at, found[-1].data), outcome(space, found[-1].key)) if found else None


def do(space: Workspace, key: str, now: Millis, kinds: Mapping[str, Job] = JOBS) -> None:
    """Does it, unless it is done. An error of the house is told to who asked; any other one is raised, and the job still waits."""
    job = asked(space, key)
    if job is None or outcome(space, key) is not None:
        return
    try:
        if job.kind not in kinds:
            raise KeyError(job.kind)
        told: dict[str, object] = {"result": dict(kinds[job.kind](space, job.data))}
    except HoudunError as error:
        told = _told(error.problem, error.mend, error.where)
    space.store.journal.append_all([Happening(DONE, key, now, told)])


def finish(space: Workspace, key: str, result: Mapping[str, object], now: Millis) -> None:
    """It is done, by whomever."""
    space.store.journal.append_all([Happening(DONE, key, now, {"result": dict(result)})])


def give_up(
    space: Workspace, key: str, now: Millis, problem: Bilingual = OURS[0], mend: Bilingual = OURS[1], where: str = ""
) -> None:
    """It cannot be done; where nobody says why, the fault is ours."""
    space.store.journal.append_all([Happening(DONE, key, now, _told(problem, mend, where))])


def _asked(key: str, at: Millis, data: Mapping[str, Any]) -> Asked:
    return Asked(key, data["kind"], at, data["data"])


def _told(problem: Bilingual, mend: Bilingual, where: str) -> dict[str, object]:
    return {"problem": list(problem), "mend": list(mend), "where": where}
