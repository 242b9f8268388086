from __future__ import annotations

import json
import tomllib
from pathlib import Path

import pytest

from houdun import config, viewers
from houdun.flow import demo
from houdun.language import Language
from houdun.verdict.promise_file import load_promises


@pytest.mark.parametrize("language", Language)
def test_the_material_is_what_the_ordinary_readers_read(tmp_path: Path, language: Language) -> None:
    (tmp_path / "houdun.toml").write_text(demo.settings(language), encoding="utf-8")
    material = demo.write_material(tmp_path, language)
    settings = config.load(tmp_path, {})
    conversations = [json.loads(line) for line in material.conversations.read_text(encoding="utf-8").splitlines()]
    promised = {(promise.vendor.name, promise.vendor.plan) for promise in load_promises(tmp_path / settings.promises)}
    assert promised == {(each["vendor"], each["plan"]) for each in conversations}
    assert max(map(max, viewers.load(tmp_path / settings.viewers))) > demo.VIEWERS_AT_PEAK


def test_it_is_the_same_every_time(tmp_path: Path) -> None:
    first = demo.write_material(tmp_path, Language.EN).conversations.read_bytes()
    assert demo.write_material(tmp_path, Language.EN).conversations.read_bytes() == first


def test_the_settings_are_toml_in_either_language() -> None:
    assert all(tomllib.loads(demo.settings(language))["stage"] == "growth" for language in Language)


def test_a_demo_in_the_other_language_makes_way_and_a_workspace_of_ones_own_does_not(tmp_path: Path) -> None:
    settings, store = tmp_path / "houdun.toml", tmp_path / "houdun.db"
    for text, kept in ((demo.settings(Language.ZH), False), (demo.settings(Language.EN), True), ('stage = "scale"\n', True)):
        settings.write_text(text, encoding="utf-8")
        store.touch()
        demo.make_way(tmp_path, Language.EN)
        assert (settings.exists(), store.exists()) == (kept, kept)
