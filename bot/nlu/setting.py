"""When a message is read, and by whom it was written where that is known."""

from __future__ import annotations

import datetime as dt
from typing import NamedTuple


class Setting(NamedTuple):
    """writer: the role that was chosen in the chat, "patient", "carer" or "clinician"; None: it must be told from
    the message."""

    day: dt.date
    writer: str | None = None
