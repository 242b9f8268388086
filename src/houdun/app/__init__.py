"""The composition root: the one place where concrete classes meet."""

from houdun.app.demonstration import Demo, demo
from houdun.app.readers import READERS, reader
from houdun.app.reports import FORMATS
from houdun.app.support import desk
from houdun.app.typed import lately, vendor_of
from houdun.app.workspace import ImportRequest, Workspace, create, open_workspace, packaged_file, rubric

__all__ = [
    "FORMATS",
    "READERS",
    "Demo",
    "ImportRequest",
    "Workspace",
    "create",
    "demo",
    "desk",
    "lately",
    "open_workspace",
    "packaged_file",
    "reader",
    "rubric",
    "vendor_of",
]
