"""Django without a project: settings, connections and transactions. Importing this module configures Django."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

import django
from django.conf import settings
from django.db import connections, transaction
from django.db.backends.base.base import BaseDatabaseWrapper

from houdun.errors import OutsideError
from houdun.store import address
from houdun.store.failures import translated

if not settings.configured:
    settings.configure(
        INSTALLED_APPS=["houdun.store"],
        DEFAULT_AUTO_FIELD="django.db.models.BigAutoField",
        USE_TZ=True,
    )
    django.setup()

_numbers = itertools.count(1)
_WRITERS_LOCK = 0x486F7564756E
"""The key of PostgreSQL's advisory lock: "Houdun" in ASCII."""


class Database:
    """One workspace's database under a Django alias of its own, with one connection for each thread that uses it."""

    def __init__(self, place: address.Address) -> None:
        self.place = place.place
        self.alias = f"houdun-{next(_numbers)}"
        connections.settings.update(
            {self.alias: connections.configure_settings({"default": {}, self.alias: place.options})[self.alias]}
        )

    @property
    def connection(self) -> BaseDatabaseWrapper:
        return connections[self.alias]

    def close(self) -> None:
        """Closes this thread's connection. It is opened again where it is used again."""
        self.connection.close()

    @contextmanager
    def reading(self) -> Iterator[None]:
        """Whatever fails outside becomes one of our errors. What may be tried again then begins with a new connection."""
        try:
            with translated(self.place):
                yield
        except OutsideError:
            if not self.connection.in_atomic_block:
                self.close()
            raise

    @contextmanager
    def writing(self) -> Iterator[None]:
        """One transaction that lands whole or not at all. Writers queue; one that waits too long raises OutsideError."""
        with self.reading(), transaction.atomic(using=self.alias, durable=True):
            # SQLite queues by itself: its transactions begin IMMEDIATE.
            if self.connection.vendor == "postgresql":
                self.execute(f"SET LOCAL lock_timeout = {address.BUSY_SECONDS * 1000:.0f}")
                self.execute(f"SELECT pg_advisory_xact_lock({_WRITERS_LOCK})")
            yield

    def execute(self, sql: str) -> None:
        with self.connection.cursor() as cursor:
            cursor.execute(sql)

    def execute_many(self, sql: str, rows: Sequence[tuple[int | str | bytes, ...]]) -> int:
        """How many rows it changed."""
        with self.connection.cursor() as cursor:
            cursor.executemany(sql, rows)
            return int(cursor.rowcount)
