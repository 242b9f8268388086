"""Every fault, one file each. Importing the package enters all of them into the catalogue."""

from __future__ import annotations

import importlib
import pkgutil

for _each in pkgutil.iter_modules(__path__):
    importlib.import_module(f"{__name__}.{_each.name}")
