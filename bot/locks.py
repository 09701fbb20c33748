"""One turn at a time for each conversation, in one process or in many."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from weakref import WeakValueDictionary

import redis
from rasa.core.lock_store import LOCK_LIFETIME, LockError, LockStore
from rasa.utils.endpoints import EndpointConfig

_POLL_SECONDS = 0.02


class ConversationLocks(LockStore):
    """Locks in this process; with a Redis address, across all processes too.

    Rasa's own Redis lock reads, changes and writes a ticket list in three steps, so that two workers can draw the
    same ticket and both go in; and it looks again only once a second. Redis' SET NX lock does neither.
    """

    def __init__(self, endpoint_config: EndpointConfig | None = None) -> None:
        url = endpoint_config.url if endpoint_config else None
        self._redis = redis.Redis.from_url(url, socket_timeout=5) if url else None
        self._here: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()
        super().__init__()

    @asynccontextmanager
    async def lock(
        self,
        conversation_id: str,
        lock_lifetime: float = LOCK_LIFETIME,
        wait_time_in_seconds: float = _POLL_SECONDS,
    ) -> AsyncGenerator[None, None]:
        """Hold the conversation. Raises LockError when it cannot be had within `lock_lifetime` seconds."""
        here = self._here.setdefault(conversation_id, asyncio.Lock())
        async with here:
            if self._redis is None:
                yield
                return
            shared = self._redis.lock(f"lock:{conversation_id}", timeout=lock_lifetime)
            await self._acquire(shared, lock_lifetime, wait_time_in_seconds)
            try:
                yield
            finally:
                if shared.owned():
                    shared.release()

    @staticmethod
    async def _acquire(shared: redis.lock.Lock, lifetime: float, wait: float) -> None:
        deadline = asyncio.get_running_loop().time() + lifetime
        while not shared.acquire(blocking=False):
            if asyncio.get_running_loop().time() > deadline:
                raise LockError("The conversation is still busy with another message.")
            await asyncio.sleep(wait)

    def check(self) -> None:
        """Raises redis.RedisError when the shared locks cannot be reached."""
        if self._redis is not None:
            self._redis.ping()
