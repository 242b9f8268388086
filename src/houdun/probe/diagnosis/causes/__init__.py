"""The causes that are looked for, a file a layer. To add one, add it to its layer's list: the ranking does the rest."""

from __future__ import annotations

from houdun.probe.diagnosis.causes import account, capture_picture, capture_sound, encoder, packetiser, player, server, transport
from houdun.probe.diagnosis.clue import Cause

CAUSES: tuple[Cause, ...] = (
    *capture_picture.CAUSES,
    *capture_sound.CAUSES,
    *encoder.CAUSES,
    *packetiser.CAUSES,
    *transport.CAUSES,
    *server.CAUSES,
    *player.CAUSES,
    *account.CAUSES,
)
