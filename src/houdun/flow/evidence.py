"""What is kept while a stream is watched, so that a change has its evidence: the bundle of `houdun probe --bundle`."""

from __future__ import annotations

from contextlib import AbstractContextManager
from pathlib import Path
from typing import Protocol

from houdun.errors import OutsideError
from houdun.language import Bilingual
from houdun.media.events import Event
from houdun.probe.session import Second


class Evidence(AbstractContextManager["Evidence"], Protocol):
    """Sees everything in order; where a second holds a detection, it writes what it kept. Leaving it waits until that is written."""

    def event(self, event: Event) -> None: ...

    def second(self, second: Second) -> None: ...


def evidence(folder: Path, stream: str) -> Evidence:
    """Bundles go into folders below `folder`, which is made. Raises OutsideError where it cannot be."""
    # Here and not above: charts take a third of a second, which only who wants bundles should pay.
    from houdun.flow.bundling import Keeper

    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise OutsideError(
            Bilingual(f"无法建立（{error.strerror}）", f"cannot be made ({error.strerror})"),
            Bilingual("请换一个可写的文件夹", "choose a folder that you may write to"),
            where=str(folder),
        ) from error
    return Keeper(folder, stream)
