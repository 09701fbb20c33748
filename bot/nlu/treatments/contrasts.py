"""One treatment told apart from another: "only the rituximab helped", "it wasn't the IVIG that helped"."""

from __future__ import annotations

from bot.nlu.page import Mention, Page
from bot.nlu.treatments.outcomes import RESPONSES
from bot.nlu.vocabulary import word_lists

_W = word_lists("therapies")


def exclusive(page: Page, mention: Mention) -> bool:
    """ "Only the rituximab helped", "it was the rituximab that helped": the others did not."""
    before = page.keys[max(mention.clause.start, mention.start - 3) : mention.start]
    after = page.keys[mention.end : mention.end + 4]
    if page.keys[mention.end + 1 : mention.end + 4] in (["the", "only", word] for word in _W["only_one"]):
        return True  # "rituximab was the only one that helped"
    if _W["that"] & set(after[:1]) and before[-2:-1] in (["was"], ["is"], ["its"]) and before[-1] in _W["article"]:
        return True
    return bool(set(before) & _W["exclusive"]) and not _W["exclusive"] & set(after) and "for" not in before


def not_this(page: Page, mention: Mention) -> bool:
    """ "... helped, not the IVIG or the steroids", "it wasn't the IVIG that helped": the outcome is denied."""
    at = mention.start - 1
    named = {place for one in page.mentions if one.means.type == "therapy" for place in range(one.start, one.end)}
    while at >= mention.clause.start and (page.keys[at] in _W["between_denied"] or at in named):
        at -= 1
    if at < mention.clause.start:
        return False
    return (
        page.keys[at] == "not"
        or page.keys[at] in _W["was_not"]
        and _W["that"] & set(page.keys[mention.end :][:1]) != set()
    )


def this_instead(page: Page, mention: Mention) -> bool:
    """ "(It wasn't the IVIG that helped), it was the rituximab"."""
    before = [
        key for key in page.keys[mention.clause.start : mention.start] if key.isalpha() and key not in _W["article"]
    ]
    return before in (["it", "was"], ["its"], ["it", "is"], ["but"]) and mention.end >= mention.clause.end - 1


def at_last(page: Page, mention: Mention) -> bool:
    """ "Nothing worked until the rituximab": the first that helped."""
    at = mention.start - 1
    while at > mention.clause.start and page.keys[at] in _W["before_named"]:
        at -= 1
    return at > mention.clause.start and page.keys[at] in _W["until"]


def neither_of_two(page: Page, mention: Mention) -> bool:
    """ "Neither the IVIG nor the rituximab did any good": what is said of the second is said of the first."""
    if "NEITHER" not in mention.said or set(RESPONSES) & mention.said:
        return False
    later = (m for m in page.mentions if m.clause is mention.clause and m.start > mention.end)
    second = next((m for m in later if m.means.type == "therapy"), None)
    if second is None or not set(RESPONSES) & second.said:
        return False
    between = set(page.keys[mention.end : second.start])
    return bool(between & _W["nor"]) and between <= _W["nor"] | _W["article"] | _W["between_denied"]


def not_that_one(page: Page, mention: Mention) -> bool:
    """ "Prednisolone, not prednisone", "no, dexamethasone not hydrocortisone": which one it is, not that none is."""
    others = (m for m in page.of_kind(mention.fact) if m is not mention)
    between = (page.keys[min(m.end, mention.end) : max(m.start, mention.start)] for m in others)
    return any(words in ([",", "not"], ["not"]) for words in between)


def never_did(page: Page, mention: Mention) -> bool:
    """ "Never did the steroids help", "at no point has the IVIG made a difference": the effect is denied, no giving."""
    start = mention.clause.start
    named = {at for m in page.mentions if m.clause is mention.clause for at in range(m.start, m.end)}
    if not any(key.isalpha() for key in page.keys[mention.end : mention.clause.end]):
        return False  # "never did the Cytoxan"
    passed = _W["article"] | _W["between_denied"]  # "at no stage did the IVIG or the rituximab help"
    end = mention.start
    while end > start and (end - 1 in named or page.keys[end - 1] in passed):
        end -= 1
    before = page.keys[start:end]
    denied = before[:-1]
    while denied and denied[0] in _W["joins"]:
        denied.pop(0)
    return before[-1:] != [] and before[-1] in _W["did"] and " ".join(denied) in _W["at_no_time"]


def ticked(page: Page, mention: Mention) -> str | None:
    """ "2 of 3 worked: IVMP yes, IVIg yes, RTX no": what a yes and a no under a heading of effect mean."""
    mark = page.keys[mention.end : mention.end + 1]
    if not mark or mark[0] not in _W["ticks"] | _W["no"]:
        return None
    colon = next((at for at in range(mention.start - 1, -1, -1) if page.keys[at] in _W["ends_head"]), 0)
    start = page.sentence(page.clause_at(colon))[0].start
    head = set(page.keys[start:colon]) if page.keys[colon] in (":", "?") else set()
    if not head & _W["of_effect"] or head & _W["denied_heads"]:
        return None
    return "responded" if mark[0] in _W["ticks"] else "failed"


def tried_in_vain(page: Page, mention: Mention) -> bool:
    """ "Tried the lot: steroids nope, IVIG nope": what is denied is the effect."""
    before = page.keys[page.sentence(mention.clause)[0].start : mention.start]
    head = set(before[: before.index(":")]) if ":" in before else set()
    return bool(head & _W["in_vain"]) and bool(head & _W["the_lot"])


def nor_did(page: Page, mention: Mention) -> bool:
    """ "The Octagam didn't touch it. Nor did the methylpred drip before that", "..., and nor was the Endoxan": what was
    said of the one before holds of this one; not "nor was rituximab ever given"."""
    if "nor" not in page.keys[mention.clause.start : mention.start] or mention.said & {"HAD", "NOT_GIVEN", *RESPONSES}:
        return False
    before = [key for key in page.keys[mention.clause.start : mention.start] if key.isalpha()]
    while before and before[0] in _W["joins"]:
        before.pop(0)
    after = set(page.keys[mention.end : page.sentence(mention.clause)[-1].end])
    passed = _W["article"] | _W["of_a_dose"]
    return before[:1] == ["nor"] and before[1:2] != [] and before[1] in _W["did_or_was"] and (
        passed.issuperset(before[2:]) and not after & _W["of_giving"]
    )  # fmt: skip


def elliptic(page: Page, mention: Mention) -> bool:
    """ "Oral pred helped partially; IVIG didn't": what the whole of a sentence denies was said in the one before."""
    if nor_did(page, mention):
        return True
    if "DIDNT" not in mention.said:
        return False
    clause = mention.clause
    words = page.keys[clause.start : mention.start] + page.keys[mention.end : clause.end]
    return sum(key.isalpha() and key not in _W["article"] | _W["turning"] for key in words) == 1
