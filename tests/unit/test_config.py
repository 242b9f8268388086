from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from houdun import config
from houdun.errors import UsageError


def test_the_environment_beats_the_file_and_the_file_the_defaults(tmp_path: Path) -> None:
    (tmp_path / "houdun.toml").write_text('stage = "scale"\nzone = "Europe/Berlin"\n')
    settings = config.load(tmp_path, {"HOUDUN_ZONE": "UTC", "HOUDUN_DRAWS": "100"})
    assert (settings.stage, settings.zone, settings.draws) == ("scale", "UTC", 100)


def test_the_template_sets_nothing_and_names_every_setting(tmp_path: Path) -> None:
    (tmp_path / "houdun.toml").write_text(config.template())
    assert config.load(tmp_path, {}) == config.Settings()
    uncommented = "\n".join(line.removeprefix("# ") for line in config.template().splitlines() if " = " in line)
    assert set(tomllib.loads(uncommented)) == set(config.Settings.__dataclass_fields__)


@pytest.mark.parametrize(
    ("text", "mend"),
    [
        ('stag = "scale"', "did you mean stage"),
        ("draws = -1", "draws = 4096"),
        ("draws = true", "draws = 4096"),
        ("zone = 3", "quotation marks"),
        ('zone = "Mars/Olympus"', "IANA"),
        ('zone = "../../etc/passwd"', "IANA"),
        ("zone = ", "line and column"),
    ],
)
def test_a_wrong_setting_says_what_to_do(tmp_path: Path, text: str, mend: str) -> None:
    (tmp_path / "houdun.toml").write_text(text)
    with pytest.raises(UsageError, match=mend):
        config.load(tmp_path, {})


def test_an_unknown_variable_of_ours_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="environment"):
        config.load(tmp_path, {"HOUDUN_ZOME": "UTC"})


def test_keys_of_media_addresses_are_no_settings(tmp_path: Path) -> None:
    config.load(tmp_path, {"HOUDUN_KEY_TRTC_PUSH": "a-key", "HOUDUN_SECRETS": "/somewhere"})
