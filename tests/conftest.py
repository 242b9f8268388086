"""What holds for every test."""

from __future__ import annotations

import signal

from hypothesis import settings

import houdun.web.project  # noqa: F401  # before any test loads the store: Django is configured once a process, and the web's settings hold the store's

# The machine is shared: how long an example takes says nothing of it.
settings.register_profile("houdun", deadline=None)
settings.load_profile("houdun")

# Who runs the tests in the background lets them ignore Ctrl-C, and with them every command that they start and end by it.
signal.signal(signal.SIGINT, signal.default_int_handler)
