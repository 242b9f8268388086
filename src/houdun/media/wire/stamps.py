"""Time stamps of few bits, told apart from their turns."""

from __future__ import annotations


class Unwrap:
    """Stamps of `bits` bits become whole numbers that go on past the wrap.

    Each is taken for the value nearest to the one before it (the first: to 0), whichever track that was of: so tracks that begin on either side of
    a wrap stay together.
    """

    def __init__(self, bits: int) -> None:
        self._turn, self._last = 1 << bits, 0

    def __call__(self, stamp: int) -> int:
        self._last = self.near(stamp)
        return self._last

    def near(self, stamp: int) -> int:
        """Where a stamp stands that comes from elsewhere and may be wrong: it is not remembered."""
        half = self._turn >> 1
        return self._last + (stamp - self._last + half) % self._turn - half
