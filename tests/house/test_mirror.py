"""Unit tests mirror src: every module has its test file, and every test file its module."""

from __future__ import annotations

from pathlib import Path

ROOT = Path(__file__).parents[2]
SRC = ROOT / "src" / "houdun"
UNIT = ROOT / "tests" / "unit"

ELSEWHERE = {
    "cli": "tests/acceptance drives the commands as a user does",
    "testing": "used by every other test",
    "store": "tests/integration/store runs on both databases",
    "web": "tests/integration/web asks every page as every role",
    "facts": "tests/house/test_facts.py; what decides something has its file in tests/unit/facts",
    "__main__": "every acceptance test starts there",
}


def _modules() -> set[str]:
    return {
        path.relative_to(SRC).with_suffix("").as_posix()
        for path in SRC.rglob("*.py")
        if path.name != "__init__.py" and path.relative_to(SRC).with_suffix("").parts[0] not in ELSEWHERE
    }


def _tests() -> set[str]:
    return {path.relative_to(UNIT).with_suffix("").as_posix().replace("test_", "") for path in UNIT.rglob("test_*.py")}


def test_every_module_has_its_test_file() -> None:
    missing = {module for module in _modules() if module not in _tests() and module.rpartition("/")[0] not in _tests()}
    assert not missing


def test_every_test_file_has_its_module() -> None:
    modules = {path.relative_to(SRC).with_suffix("").as_posix() for path in SRC.rglob("*")}
    assert _tests() <= modules


def test_every_place_elsewhere_is_still_there() -> None:
    assert all((SRC / room).is_dir() or (SRC / f"{room}.py").is_file() for room in ELSEWHERE)
