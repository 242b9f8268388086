"""An impaired link of our own: one model of delay, jitter, loss, bursts and rate; a TCP and a UDP relay that obey it, without root."""

from __future__ import annotations

from houdun.media.link.model import CLEAR, Impairment, Line
from houdun.media.link.relay import Relay
from houdun.media.link.tcp import Tcp
from houdun.media.link.udp import Udp

__all__ = ["CLEAR", "Impairment", "Line", "Relay", "tcp_link", "udp_link"]


def tcp_link(target: tuple[str, int], *, seed: int = 0) -> Relay:
    """An impaired link for byte streams (RTMP, HTTP) to `target` (host, port)."""
    return Relay(target, Tcp, reliable=True, seed=seed)


def udp_link(target: tuple[str, int], *, seed: int = 0) -> Relay:
    """An impaired link for datagrams (WebRTC media) to `target` (host, port)."""
    return Relay(target, Udp, reliable=False, seed=seed)
