"""The process beside the web: what takes long is done here."""

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path

from houdun.channel.wake import Wake


def main(root: Path, parent: int) -> None:
    with Wake() as stop:
        signal.signal(signal.SIGTERM, lambda *_: stop.set())
        while not stop.is_set and os.getppid() == parent:
            stop.wait(1.0)


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
