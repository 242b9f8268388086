"""Causes in the account: credentials, permissions, quotas."""

from __future__ import annotations

from houdun.facts.fault import Layer
from houdun.language import Bilingual
from houdun.probe.diagnosis.clue import Cause, Clue
from houdun.probe.diagnosis.known import Known
from houdun.probe.diagnosis.signs import CONFIRMS


def refused(known: Known) -> bool:
    reply = known.withheld.server_reply
    return reply is not None and reply.status in (401, 403)


CAUSES = (
    Cause(
        "wrong_token",
        Layer.ACCOUNT,
        Bilingual("推流鉴权失败", "publishing is refused: wrong credential"),
        (
            Clue(4.0, Bilingual("从头到尾没有收到任何媒体", "no media came at any time"), lambda known: not known.anything),
            Clue(CONFIRMS, Bilingual("服务器以鉴权失败拒绝了推流", "the server refused the publisher's credential"), refused),
        ),
    ),
)
