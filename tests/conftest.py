"""What holds for every test."""

from __future__ import annotations

from hypothesis import settings

# The machine is shared: how long an example takes says nothing of it.
settings.register_profile("houdun", deadline=None)
settings.load_profile("houdun")
