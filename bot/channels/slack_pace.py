"""How fast turns begin, so that Slack's requests are acknowledged in time while many wait for an answer."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager


class Pace:
    """Turns begin one by one, so that acknowledgements need not wait for many.

    A turn holds the event loop for a while when it begins; a request needs a few rounds of the loop to be read and
    acknowledged, and gets them in between.
    """

    _TURNS_AT_ONCE = 4
    _ROUNDS_BETWEEN = 8

    def __init__(self) -> None:
        self._slots = asyncio.Semaphore(self._TURNS_AT_ONCE)
        self._gate = asyncio.Lock()

    @asynccontextmanager
    async def turn(self) -> AsyncIterator[None]:
        async with self._slots:
            async with self._gate:
                for _ in range(self._ROUNDS_BETWEEN):
                    await asyncio.sleep(0)
            yield
