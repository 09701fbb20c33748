"""How often one conversation may speak and one client may begin another."""

from __future__ import annotations

import hashlib
import math
import time

from limits import RateLimitItemPerMinute
from limits.storage import storage_from_string
from limits.strategies import FixedWindowRateLimiter

from bot import settings


class Throttle:
    """Counts per minute, in this process or, with REDIS_URL, across all. Addresses are counted by their hash."""

    def __init__(self) -> None:
        self._limiter = FixedWindowRateLimiter(storage_from_string(settings.text("REDIS_URL") or "memory://"))
        self._limits = {
            "messages": RateLimitItemPerMinute(settings.number("CHAT_MESSAGES_PER_MINUTE", at_least=1)),
            "sessions": RateLimitItemPerMinute(settings.number("CHAT_SESSIONS_PER_MINUTE", at_least=1)),
        }

    def wait(self, what: str, who: str) -> int | None:
        """Seconds to wait before the next of `what` ("messages", "sessions") by `who`; None when it may go ahead."""
        limit = self._limits[what]
        key = hashlib.sha256(who.encode()).hexdigest()
        if self._limiter.hit(limit, what, key):
            return None
        return max(1, math.ceil(self._limiter.get_window_stats(limit, what, key).reset_time - time.time()))
