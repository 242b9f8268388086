"""The comparison as a snapshot: computed by a worker, kept in the workspace, loaded and ranked anew by pages within milliseconds."""

from houdun.app.verdicts.keeping import FILE, Latest, compute, is_stale, load, mark_of
from houdun.app.verdicts.leads import Lead, Number, leads
from houdun.app.verdicts.snapshot import Behind, Mark, Snapshot

__all__ = ["FILE", "Behind", "Latest", "Lead", "Mark", "Number", "Snapshot", "compute", "is_stale", "leads", "load", "mark_of"]
