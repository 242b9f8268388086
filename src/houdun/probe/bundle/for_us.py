"""What is for us: the layers and causes that the observations speak for, with the reasons. It never leaves the house."""

from __future__ import annotations

import json
from pathlib import Path

from houdun.facts.fault import Layer
from houdun.files import write
from houdun.language import Bilingual, Language
from houdun.probe.bundle.incident import Incident
from houdun.probe.diagnosis.ranking import Diagnosis, Suspicion, diagnose

LAYERS = {
    Layer.CAPTURE: Bilingual("采集", "capture"),
    Layer.ENCODER: Bilingual("编码", "encoder"),
    Layer.PACKETISER: Bilingual("封装", "packetiser"),
    Layer.TRANSPORT: Bilingual("传输", "transport"),
    Layer.SERVER: Bilingual("服务端", "server"),
    Layer.PLAYER: Bilingual("播放端", "player"),
    Layer.ACCOUNT: Bilingual("账号", "account"),
}
NAMED = 5
"""Causes that are listed at most."""


def files(incident: Incident, folder: Path) -> None:
    """Writes all files of this part."""
    found = diagnose(incident.observations(), incident.onset, incident.facts)
    write(folder / "diagnosis.json", (json.dumps(_told(found), indent=1, ensure_ascii=False) + "\n").encode())
    for language in Language:
        write(folder / f"diagnosis-{language}.md", _page(found, language).encode())


def _told(found: Diagnosis) -> dict[str, object]:
    return {
        "layers": [{"layer": str(layer), "share": round(share, 3)} for layer, share in found.layers],
        "causes": [
            {
                "cause": each.cause.id,
                "layer": str(each.cause.layer),
                "share": round(each.share, 3),
                "reasons": [reason._asdict() for reason in each.reasons],
            }
            for each in found.causes[:NAMED]
        ],
    }


def _page(found: Diagnosis, language: Language) -> str:
    heading = Bilingual(
        "# 最可能出问题的环节（仅供内部，勿外发）", "# Where it most likely comes from (for us only, not to be sent out)"
    )
    unknown = Bilingual("仅凭观测还看不出原因。", "The observations alone do not tell.")
    asked = Bilingual(
        "依据只有观测，没有日志与设置；拿到之后结论会更准。",
        "This rests on observations alone; logs and settings would make it surer.",
    )
    body = [_cause(each, language) for each in found.causes[:NAMED]] or [unknown.to(language)]
    return "\n\n".join([heading.to(language), *body, asked.to(language)]) + "\n"


def _cause(each: Suspicion, language: Language) -> str:
    said = f"## {LAYERS[each.cause.layer].to(language)} · {each.cause.name.to(language)} ({each.share:.0%})"
    return "\n".join([said, "", *(f"- {reason.to(language)}" for reason in each.reasons)])
