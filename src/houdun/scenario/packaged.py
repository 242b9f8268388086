"""Data files that come along, and those of a team's own beside them: found by name, or by path."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path

from houdun.errors import UsageError
from houdun.language import Bilingual


def folder(name: str) -> Traversable:
    """One of this room's folders of data."""
    return resources.files("houdun.scenario") / name


def names(inside: Traversable) -> tuple[str, ...]:
    """The names of the TOML files in it, without their ending, in order."""
    return tuple(sorted(file.name.removesuffix(".toml") for file in inside.iterdir() if file.name.endswith(".toml")))


@contextmanager
def found(inside: Traversable, name: str, what: Bilingual) -> Iterator[Path]:
    """Where the file of that name lies, or the one of your own at that path. `what` such a file is called in the UsageError for a name that there is not."""
    known = names(inside)
    if name in known:
        with resources.as_file(inside / f"{name}.toml") as path:
            yield path
        return
    if not name.endswith(".toml"):
        raise UsageError(
            Bilingual(f"没有名为 {name} 的{what.zh}", f"there is no {what.en} {name}"),
            Bilingual(
                f"可选 {'、'.join(known)}，或给出自己的 .toml 文件",
                f"use one of {', '.join(known)}, or a .toml file of your own",
            ),
        )
    yield Path(name)
