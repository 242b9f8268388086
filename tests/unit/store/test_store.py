from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from houdun.errors import UsageError
from houdun.store import Store


def test_importing_the_store_loads_no_django() -> None:
    code = "import sys, houdun.store; print('django' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "False\n"


def test_opening_where_no_workspace_is_says_how_to_make_one(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="houdun init"):
        Store.open(tmp_path)
