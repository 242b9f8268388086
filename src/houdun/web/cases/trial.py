"""What a trial knows of a case, as the page tells it: the question, what was at once on the table and what was held back, the answer, the fault itself."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from houdun.app.cases import Shown
from houdun.app.names import SORTS
from houdun.app.workspace import Workspace
from houdun.facts.fault import Evidence
from houdun.facts.grade import Grade, Ruled
from houdun.facts.question import Cause, Question
from houdun.flow.trial.told.diagnosed import diagnosed
from houdun.flow.trial.told.one import Look, Tried
from houdun.language import Bilingual
from houdun.probe.diagnosis.ranking import Diagnosis
from houdun.scenario import catalogue
from houdun.scenario.instance import SAYS
from houdun.web.cases.plot import Plot, plot

PICTURES: Final = {"png": "image/png", "webp": "image/webp", "mp4": "video/mp4"}
"""What is shown inline: of these endings, and made by our probe."""
FACTS: Final = f"{Evidence.STREAM_FACTS}.json"
MOST_FACTS: Final = 40
KINDS: Final[Mapping[Evidence, Bilingual]] = {
    Evidence.PUBLISHER_LOG: Bilingual("推流端日志", "the publisher's log"),
    Evidence.ENCODER_SETTINGS: Bilingual("编码设置", "encoder settings"),
    Evidence.DEVICE_LIST: Bilingual("设备清单", "the list of devices"),
    Evidence.PACKET_CAPTURE: Bilingual("推流端抓包", "a packet capture"),
    Evidence.STREAM_FACTS: Bilingual("流的编码参数", "the stream's codec facts"),
    Evidence.PLAYER_LOG: Bilingual("播放端日志", "the player's log"),
    Evidence.SENDER_REPORTS: Bilingual("RTCP 发送端报告", "RTCP sender reports"),
    Evidence.SERVER_REPLY: Bilingual("服务器的答复", "the server's reply"),
    Evidence.NETWORK_TEST: Bilingual("到推流点的网络测试", "a network test to the ingest"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """Evidence that was held back until asked for; `given` once a letter of ours carried it."""

    kind: Bilingual
    given: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """A showing. `pictures` are (name, sha256) of what is shown inline, `clip` is the sha256 of what is played. `remedy` is what was tried, where
    anything was; `diagnosis` is the probe's own, of the fault as it was first seen."""

    look: Look
    plot: Plot | None
    pictures: tuple[tuple[str, str], ...]
    clip: str
    remedy: Bilingual | None
    facts: tuple[tuple[str, str], ...]
    diagnosis: Diagnosis | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Panel:
    """`settled` are the details and values that this instance was put with, `mistaken` the causes that it was taken for. `hidden`: the reader grades
    and has not handed in this case's grade, so that nobody else's is shown."""

    tried: Tried
    question: Question
    sort: Bilingual
    fault: Bilingual | None
    settled: tuple[tuple[str, str | Bilingual], ...]
    given: tuple[tuple[Bilingual, Bilingual], ...]
    held: tuple[Held, ...]
    cause: Cause | None
    views: tuple[View, ...]
    ruled: Ruled | None
    mistaken: tuple[Bilingual, ...]
    grades: tuple[Grade, ...]
    hidden: bool


def panel(space: Workspace, case: Shown, language: str, reader: str) -> Panel | None:
    """None where the case is no trial's. `reader` is the name by which its reader would grade."""
    tried = case.tried
    if tried is None:
        return None
    question, hidden = tried.question, reader in tried.graders and all(each.rater != reader for each in tried.grades)
    return Panel(
        tried=tried,
        question=question,
        sort=SORTS[question.sort],
        fault=catalogue.find(question.fault).facts.name if question.fault else None,
        settled=tuple(_settled(tried)),
        given=tuple((SAYS[name], words) for name, words in tried.looks[0].given.items()) if tried.looks else (),
        held=tuple(Held(kind=KINDS[kind], given=kind in _carried(tried)) for kind in question.withheld),
        cause=question.key.cause,
        views=tuple(_view(space, question, look, language) for look in tried.looks),
        ruled=None if hidden else tried.ruled,
        mistaken=tuple(each.tells for each in question.key.mistaken if tried.ruled and each.id in tried.ruled.mistaken),
        grades=() if hidden else tried.grades,
        hidden=hidden,
    )


def picture_of(case: Shown, sha256: str) -> str | None:
    """The media type of a picture or clip that our probe made of this case's stream; None for anything else."""
    looks = case.tried.looks if case.tried else ()
    names = (name for look in looks for name, kept in look.files.items() if kept == sha256)
    return next((PICTURES[ending] for name in names if (ending := name.rpartition(".")[2]) in PICTURES), None)


def _settled(tried: Tried) -> Iterator[tuple[str, str | Bilingual]]:
    if tried.instance is not None:
        yield from ((name, f"{value:g}") for name, value in tried.instance.values.items())
        yield from tried.instance.details.items()


def _carried(tried: Tried) -> set[str]:
    """The kinds of evidence that letters of ours carried."""
    return {name.partition(".")[0] for files in tried.attached.values() for name, _ in files}


def _view(space: Workspace, question: Question, look: Look, language: str) -> View:
    mine = [(name, sha256) for name, sha256 in look.files.items() if name.rpartition(".")[2] in PICTURES]
    own = [each for each in mine if not each[0].startswith("onset-") or each[0] == f"onset-{language}.png"] or mine[:1]
    return View(
        look=look,
        plot=plot(look),
        pictures=tuple(own),
        clip=next((sha256 for name, sha256 in look.files.items() if name.startswith("clip.")), ""),
        remedy=next((each.what for each in question.key.proposals if look.remedies and each.id == look.remedies[-1]), None),
        facts=tuple(_facts(space, look)),
        diagnosis=diagnosed(space.store, look) if look.number == 0 and look.detected_s is not None else None,
    )


def _facts(space: Workspace, look: Look) -> Iterator[tuple[str, str]]:
    """What the probe wrote of the stream's codecs, flat. Our own file, and read as carefully as any other."""
    if FACTS not in look.files:
        return
    told = json.loads(space.store.evidence(look.files[FACTS]).read_bytes())
    flat = [*told.items(), *(told.get("sps") or {}).items()]
    yield from [(name, str(value)) for name, value in flat if not isinstance(value, dict) and value not in (None, "")][
        :MOST_FACTS
    ]
