"""An impaired link of our own: one model of delay, jitter, loss, bursts and rate; relays that obey it, without root: TCP, UDP, and WHIP with its media."""

from __future__ import annotations

from functools import partial

from houdun.media.link.model import CLEAR, Impairment, Line
from houdun.media.link.relay import Relay
from houdun.media.link.tcp import Tcp
from houdun.media.link.udp import Udp

__all__ = ["CLEAR", "Impairment", "Line", "Relay", "tcp_link", "udp_link", "whip_link"]


def tcp_link(target: tuple[str, int], *, seed: int = 0) -> Relay:
    """An impaired link for byte streams (RTMP, HTTP) to `target` (host, port)."""
    return Relay(partial(Tcp, target), reliable=True, seed=seed)


def udp_link(target: tuple[str, int], *, seed: int = 0) -> Relay:
    """An impaired link for datagrams (WebRTC media) to `target` (host, port)."""
    return Relay(partial(Udp, target), reliable=False, seed=seed)


def whip_link(target: str, *, seed: int = 0) -> Relay:
    """An impaired link for a WebRTC publisher to the WHIP server at `target` (`http://host:port`): its signalling passes, its media is impaired."""
    # What WebRTC stands on takes a tenth of a second to load: of all commands only those with such a link wait for it.
    from houdun.media.link.whip import Whip

    return Relay(partial(Whip, target), reliable=False, seed=seed)
