from __future__ import annotations

from pathlib import Path

from django.core.management import call_command

from houdun.store import Store


def test_the_migrations_make_the_tables_of_the_models(tmp_path: Path) -> None:
    Store.create(tmp_path).close()
    call_command("makemigrations", "store", check=True, dry_run=True, verbosity=0)
