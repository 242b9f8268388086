"""The tables as this version knows them: made, brought up to date, or refused where a newer version made them."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.db.migrations.executor import MigrationExecutor

from houdun.errors import UsageError
from houdun.language import Bilingual
from houdun.store.database import Database

APP = "store"


def migrate(database: Database, root: Path) -> None:
    """Idempotent; what a kill left half done is done by the next call. UsageError where the tables are newer than we are."""
    with database.reading(), _alone(root):
        executor = MigrationExecutor(database.connection)
        loader = executor.loader
        newer = {name for app, name in loader.applied_migrations if app == APP} - {name for _, name in loader.disk_migrations}
        if newer:
            raise UsageError(
                Bilingual(f"数据库由更新版本的 Houdun 建立（{max(newer)}）", f"a newer Houdun made this database ({max(newer)})"),
                Bilingual("请升级 Houdun", "upgrade Houdun"),
                where=database.place,
            )
        executor.migrate(loader.graph.leaf_nodes(APP))


@contextmanager
def _alone(root: Path) -> Iterator[None]:
    """One process at a time: changing tables is the one thing that SQLite's transactions do not queue."""
    folder = os.open(root, os.O_RDONLY)
    try:
        fcntl.flock(folder, fcntl.LOCK_EX)
        yield
    finally:
        os.close(folder)
