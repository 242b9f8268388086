"""The report as a page asks for it: written by the worker onto the workspace's shelf."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from typing import Any

from houdun.app.workspace import Workspace
from houdun.errors import OutsideError
from houdun.language import Bilingual, Language

SHELF = "reports"
"""The folder of a workspace in which reports lie that a page has asked for."""


def export(space: Workspace, asked: Mapping[str, Any]) -> Mapping[str, Any]:
    """A job: the report at these weights, on the workspace's shelf. The same wish writes the same file again."""
    language, weights = Language(asked["language"]), [f"{id}={weight}" for id, weight in sorted(asked["weights"].items())]
    wish = hashlib.sha256(repr((asked["stage"], weights)).encode()).hexdigest()[:8]
    path = space.root / SHELF / f"houdun-{asked['stage']}-{wish}-{language.value}.{asked['format']}"
    try:
        path.parent.mkdir(exist_ok=True)
    except OSError as error:
        raise OutsideError(
            Bilingual(f"文件夹 {SHELF} 建不了（{error.strerror}）", f"the folder {SHELF} cannot be made ({error.strerror})"),
            Bilingual("请检查权限与磁盘空间", "check permissions and the disk's free space"),
            where=str(path.parent),
        ) from error
    space.report([path], language=language, stage=asked["stage"], weights=weights)
    return {"file": path.name}
