"""What is known of a fault that we can cause: its true cause, how it shows, what reveals it, what cures it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from houdun.language import Bilingual


class Layer(StrEnum):
    """Where on the way from the host to the viewer the cause sits."""

    CAPTURE = "capture"
    ENCODER = "encoder"
    PACKETISER = "packetiser"
    TRANSPORT = "transport"
    SERVER = "server"
    PLAYER = "player"
    ACCOUNT = "account"


class Evidence(StrEnum):
    """What a good engineer would ask for. Each is a thing that the customer's side has and may withhold until asked."""

    PUBLISHER_LOG = "publisher_log"
    """Send times, queue, encode times, errors of the publishing side, a line a second."""
    ENCODER_SETTINGS = "encoder_settings"
    DEVICE_LIST = "device_list"
    """Sound and picture devices with their nominal rates."""
    PACKET_CAPTURE = "packet_capture"
    """Time stamps, sizes and kinds of the packets as they left the publisher."""
    STREAM_FACTS = "stream_facts"
    """Codec facts of the stream as received: profile, parameter sets, slice types, range, rates."""
    PLAYER_LOG = "player_log"
    """Buffer, stalls, join, HTTP headers and playlists of the playing side."""
    SENDER_REPORTS = "sender_reports"
    """RTCP sender reports before and behind the server."""
    SERVER_REPLY = "server_reply"
    """What the server said when it refused."""
    NETWORK_TEST = "network_test"
    """Loss, delay and rate between the publisher and the ingest, measured apart from the stream."""


Value = float | int | str | bool


@dataclass(frozen=True, slots=True)
class Parameter:
    """A number that a fault can be given: `NAME:param=value`. Bounds are inclusive; the unit of a share is empty."""

    name: str
    default: float
    least: float
    most: float
    unit: str
    meaning: Bilingual


@dataclass(frozen=True, slots=True)
class Remedy:
    """A change of the customer's set-up that somebody might propose. `cures` is the truth; a wrong one must fail at the probe."""

    id: str
    change: Mapping[str, Value]
    cures: bool
    what: Bilingual


@dataclass(frozen=True, slots=True, kw_only=True)
class FaultFacts:
    """The catalogue's entry. `id` is stable snake_case; `mistaken_for` holds ids of other faults."""

    id: str
    name: Bilingual
    layer: Layer
    true_cause: Bilingual
    notices: Bilingual
    """What a viewer sees or hears."""
    reveals: tuple[Evidence, ...]
    mistaken_for: tuple[str, ...]
    injectable_at_vendor: bool
    """Can it be caused from the customer's side alone, against a vendor that we do not control?"""
    parameters: tuple[Parameter, ...] = ()
    remedies: tuple[Remedy, ...] = field(default=())
