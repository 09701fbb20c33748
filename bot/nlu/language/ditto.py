"""What is said of one thing and holds of the next: "LGI1 pos; CASPR2 ditto", "IVMP: NR. IVIg: idem", "HIV was negative
and so was hep B"."""

from __future__ import annotations

from bot.nlu.page import Mention, Page
from bot.nlu.vocabulary import word_lists

_W = word_lists("ditto")
_BEFORE = 3
"""Words before a name: "so was the"."""


def tell(page: Page) -> None:
    """A name with nothing said of it but "ditto" has what was said of the one of its kind before it."""
    if (_W["ditto"] | _W["so"]).isdisjoint(page.keys):
        return
    for mention in page.mentions:
        if _ditto(page, mention) and (before := _before(page, mention)):
            mention.said |= before.said - {"FAMILY"}


def _ditto(page: Page, mention: Mention) -> bool:
    at = mention.end + (page.keys[mention.end : mention.end + 1] in ([":"], ["="], ["-"], ["("]))
    behind = page.keys[at : at + 1] and page.keys[at] in _W["ditto"]
    ends = page.keys[at + 1 : at + 2] == [] or page.keys[at + 1] in _W["ends"]
    ahead = page.keys[mention.start - 1 : mention.start] and page.keys[mention.start - 1] in _W["ditto"]
    return bool(behind and ends or ahead) or _so_was(page, mention)


def _so_was(page: Page, mention: Mention) -> bool:
    """ "... and so was hep B", "so did the rituximab"."""
    before = page.keys[max(0, mention.start - _BEFORE) : mention.start]
    if before[-1:] and before[-1] in _W["articles"]:
        before.pop()
    return len(before) > 1 and before[-1] in _W["was"] and before[-2] in _W["so"]


def _before(page: Page, mention: Mention) -> Mention | None:
    told = (m for m in reversed(page.mentions) if m.end <= mention.start and m.means.type == mention.means.type)
    return next((m for m in told if m.said and m.fact != mention.fact or m.said and m.start < mention.start), None)
