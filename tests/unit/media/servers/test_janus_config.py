from __future__ import annotations

from pathlib import Path

from houdun.media.servers import janus_config


def _written(folder: Path) -> Path:
    return janus_config.write(folder, Path("/usr/lib/some/janus"), 8188, range(30_000, 30_100))


def test_the_api_listens_on_loopback_alone(tmp_path: Path) -> None:
    text = (_written(tmp_path) / "janus.transport.http.jcfg").read_text(encoding="utf-8")
    assert 'ip = "127.0.0.1"' in text
    assert "port = 8188" in text
    assert "admin_http = false" in text


def test_media_ports_are_those_given(tmp_path: Path) -> None:
    assert 'rtp_port_range = "30000-30099"' in (_written(tmp_path) / "janus.jcfg").read_text(encoding="utf-8")


def test_nothing_is_loaded_but_rooms_and_http(tmp_path: Path) -> None:
    _written(tmp_path)
    links = {path.name: path.readlink() for kind in janus_config.MODULES for path in (tmp_path / kind).iterdir()}
    assert links == {
        "libjanus_videoroom.so": Path("/usr/lib/some/janus/plugins/libjanus_videoroom.so"),
        "libjanus_http.so": Path("/usr/lib/some/janus/transports/libjanus_http.so"),
    }


def test_writing_again_replaces_what_was_there(tmp_path: Path) -> None:
    _written(tmp_path)
    janus_config.write(tmp_path, Path("/elsewhere"), 9, range(1, 2))
    assert (tmp_path / "plugins" / "libjanus_videoroom.so").readlink() == Path("/elsewhere/plugins/libjanus_videoroom.so")
