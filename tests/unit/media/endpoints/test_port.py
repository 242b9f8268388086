"""Every opener keeps the port, and every address finds its opener."""

from __future__ import annotations

import importlib
import inspect

import pytest

from houdun.errors import UsageError
from houdun.media import endpoints
from houdun.media.endpoints.port import Opener
from houdun.testing.contracts.publisher import tracks_of
from houdun.testing.streams import encoded

MODULES = sorted({*endpoints.BY_SCHEME.values(), *endpoints.BY_SUFFIX.values()})


@pytest.mark.parametrize("name", MODULES)
def test_an_opener_offers_what_the_port_says_in_the_ports_words(name: str) -> None:
    module = importlib.import_module(f"houdun.media.endpoints.{name}")
    offered = [each for each in ("publish", "play") if hasattr(module, each)]
    assert offered
    for each in offered:
        asked = list(inspect.signature(getattr(Opener, each)).parameters)[1:]
        assert list(inspect.signature(getattr(module, each)).parameters) == asked


@pytest.mark.parametrize("name", sorted(set(endpoints.BY_SCHEME.values())))
def test_an_openers_schemes_lead_to_it(name: str) -> None:
    module = importlib.import_module(f"houdun.media.endpoints.{name}")
    assert {endpoints.BY_SCHEME[scheme] for scheme in module.schemes} == {name}


@pytest.mark.parametrize("url", ["http://h/x", "https://h/x.mp4?a=x.flv", "srt://h:1", "http://[", "nonsense:x"])
def test_an_address_of_no_protocol_is_a_usage_error(url: str) -> None:
    with pytest.raises(UsageError):
        endpoints.play(url)


@pytest.mark.parametrize("url", ["http://h/x.flv", "https://h/X.M3U8?token=t0ken", "whep://h/x"])
def test_what_only_plays_takes_no_stream(url: str) -> None:
    with pytest.raises(UsageError, match="only plays") as caught:
        endpoints.publish(url, tracks_of(encoded(1.0)))
    assert "t0ken" not in str(caught.value)


def test_what_only_takes_a_stream_plays_none() -> None:
    with pytest.raises(UsageError, match="only publishes"):
        endpoints.play("whip://h/x")


def test_a_key_is_filled_on_opening_and_shown_by_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOUDUN_KEY_PORT_TEST", "never-shown-k3y")
    for url in ("rtmp://h/live/{key:PORT_TEST}", "http://h/{key:PORT_TEST}.flv", "http://h/{key:PORT_TEST}.m3u8"):
        player = endpoints.play(url)
        assert "***" in repr(player)
        assert "never-shown-k3y" not in repr(player)
    assert "never-shown-k3y" not in repr(endpoints.publish("rtmp://h/live/{key:PORT_TEST}", tracks_of(encoded(1.0))))
    with pytest.raises(UsageError, match="HOUDUN_KEY_NONE_SUCH"):
        endpoints.play("rtmp://h/live/{key:NONE_SUCH}")
