"""What each part of a reply to a list says of the things asked: "the third, yes", "except the last", "others no"."""

from __future__ import annotations

from bot.nlu.reply.head import Head, divides
from bot.nlu.reply.listed import OTHER_WAY, Listed, Unclear
from bot.nlu.reply.said_of import ABLE
from bot.nlu.vocabulary import catalogue, says


def take(list_: Listed, head: Head, following: list[Head], end: int) -> None:
    """Takes what one part says, which goes on until `end`; `following`: its head and those behind it."""
    kind = head.said.kind if head.said else ""
    if head.scope == "next":
        if head.corrects:
            if sum(one.count for one in following if one.scope == "next") != len(list_.facts):
                raise Unclear
            list_.anew()
        list_.turn += head.count
        _one(list_, head, tuple(range(list_.turn - head.count, list_.turn)), end)
    elif head.scope == "rest":
        left = [at for at in range(len(list_.facts)) if at not in list_.told]
        if kind == "no":  # "pred 10 mg, no other drugs"
            left = [at for at in left if list_.facts[at] not in ABLE]
        if not left or head.count not in (0, len(left)):
            raise Unclear
        _one(list_, head, tuple(left), end)
    elif head.scope == "all":
        if head.corrects:
            list_.anew()
        if list_.turn or list_.general:
            raise Unclear
        list_.general = kind
        _but(list_, head, end)
    elif head.scope == "except" and not head.places:
        _but(list_, head, end)
    elif head.scope == "places":
        _placed(list_, head, following, end)
    else:
        _apart(list_, head, kind, end)


def _one(list_: Listed, head: Head, places: tuple[int, ...], end: int) -> None:
    """What is said of one thing or of several."""
    if places and places[-1] >= len(list_.facts) or not list_.of_these(head, places, end):
        raise Unclear
    kind = head.said.kind if head.said else ""
    if len(places) > 1:
        treated = list_.treats(*places) and kind in ("yes", "")
        told = [list_.word(head), list_.text(head.end, end) if treated else ""]
        part = (list_.at(head.start), ", ".join(one for one in told if one))
    else:
        part = list_.part(head, end)
    if not part[1]:
        raise Unclear
    for place in places:
        list_.put(place, kind, part, anew=head.corrects)


def _placed(list_: Listed, head: Head, following: list[Head], end: int) -> None:
    """ "The third, yes"; a place only told, while others are denied, is a yes: "the first, not the second"."""
    if head.said is not None:
        return _one(list_, head, head.places, end)
    further = list_.text(head.end, end)
    denied = any(one.said and one.said.kind == "no" for one in following)
    follows = following[1] if len(following) > 1 else None
    if not further and follows and follows.corrects:
        return None  # "the second, I mean the third, yes"
    if not further and follows and follows.scope == "places" and follows.said and follows.said.end == follows.end:
        raise Unclear  # "the first, the second: no"
    if denied and (not further or list_.treats(*head.places) or _set_off(list_, head, end)):
        told = f"yes, {further}" if further else "yes"
    elif head.named or not further or list_.of_others(head.end, end):
        raise Unclear
    elif any(list_.told.get(place, ("",))[0] for place in head.places):
        return _further(list_, head, further, end)
    else:
        return _one(list_, head, head.places, end)
    if not list_.of_these(head, head.places, end):
        raise Unclear
    for place in head.places:
        list_.put(place, "yes", (list_.at(head.start), told), anew=head.corrects)
    return None


def _further(list_: Listed, head: Head, further: str, end: int) -> None:
    """ "Yes, yes, no. First was hopeless, second was brilliant": more is told of those that were a yes."""
    for place in head.places:
        kind, (start, _) = list_.told.get(place, ("", (0, "")))
        if kind != "yes" or not list_.of_these(head, head.places, end):
            raise Unclear
        list_.put(place, kind, (start, f"yes, {further}"))


def _set_off(list_: Listed, head: Head, end: int) -> bool:
    """ "The second, he's 5 months. Not the first": the place alone says yes, what follows is a remark."""
    plain = all(catalogue()[list_.facts[place]]["type"] == "yes_no" for place in head.places)
    return plain and divides(list_.keys, head.end) and not list_.of_others(head.end, end)


def _apart(list_: Listed, head: Head, kind: str, end: int) -> None:
    """Things told apart from the others: "except the last", "only the heart"."""
    if not list_.of_these(head, head.places, end) or list_.of_others(head.end, end):
        raise Unclear
    if head.scope == "only":
        list_.general = "no"
    elif kind == "no":
        list_.general = kind  # "all but the third no"
    chosen = "yes" if head.scope == "only" else OTHER_WAY.get(list_.general or "no", "yes")
    further = list_.text(head.end, end)
    if chosen == "no" and list_.treats():
        list_.course, further = further, ""  # "all bar rituximab, none of it worked"
    for place in head.places:
        if head.named and not _decided(list_.facts[place], chosen):
            told = further  # "all fine except hep B, which they are repeating"
        else:
            told = f"{chosen}, {further}" if further and len(head.places) == 1 else chosen
        list_.put(place, chosen, (list_.at(head.start), told), anew=True)


def _decided(fact: str, kind: str) -> bool:
    """Whether its name alone tells: "only TB" leaves open whether it is cured."""
    return catalogue()[fact]["type"] == "yes_no" or says()[fact].kind == "therapy" or kind == "no"


def _but(list_: Listed, head: Head, end: int) -> None:
    """ "Everything's no but I did have a kidney transplant", "neg bar MGUS": told of what it names itself."""
    told = list_.named(head.end, end)
    if len(told) > 1 or head.scope == "except" and not told:
        raise Unclear
    for place in told:
        list_.put(place, "", (list_.at(head.end), list_.text(head.end, end)), anew=True)
