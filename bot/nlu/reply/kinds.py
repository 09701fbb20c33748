"""What kind of reply a message is: a yes, a no, none of them, not knowing, declining, and the words that say it."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict

from bot.nlu.language.phrases import Found, Lexicon, Phrases, longest
from bot.nlu.language.places import OF_TWO, ORDINALS
from bot.nlu.language.scene import SELF
from bot.nlu.page import Page
from bot.nlu.reply import silence
from bot.nlu.reply.all_of_them import of_some_or_others, says_yes
from bot.nlu.reply.counted_none import counted_none
from bot.nlu.reply.details import yes_all_the_same
from bot.nlu.reply.not_me import of_others_only
from bot.nlu.reply.remarks import of_a_remark
from bot.nlu.reply.replies import checklist, first_word
from bot.nlu.reply.said_of import BEHIND, of_what_follows
from bot.nlu.reply.unspoken import unspoken
from bot.nlu.reply.wonders import not_to_tell
from bot.nlu.reply.yes_no import SHORT
from bot.nlu.vocabulary import load_yaml, word_lists

_W = word_lists("answers")

PLACES = {"first": 0, "second": 1, "third": 2, "last": -1}
MIDDLE = "middle"
_LIFE = word_lists("told_instead")["beside_it"]
_FURTHER = 4


class _Replies(BaseModel):
    """bot/nlu/answers.yml."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    lead: dict[str, list[str]]
    anywhere: dict[str, list[str]]
    names: dict[str, list[str]]
    """Read by `by_name`."""


class Kinds:
    def __init__(self, lexicon: Lexicon) -> None:
        replies = _Replies.model_validate(load_yaml("answers.yml"))
        self._lead: Phrases[str] = Phrases(lexicon)
        self._anywhere: Phrases[str] = Phrases(lexicon)
        for kind, phrases in replies.lead.items():
            self._lead.add(phrases, kind)
        for kind, phrases in replies.anywhere.items():
            self._anywhere.add(phrases, kind)
        self.words = self._lead.words | self._anywhere.words

    def of(self, page: Page) -> tuple[str | None, Found[str] | None]:
        anywhere = longest(self._anywhere.find(page.doc))
        for kind in ("decline", "rest_no", *PLACES, MIDDLE, "none", "all", "lacks", "unsure", "silent", "same"):
            for one in anywhere:
                if one.of == kind and self._fits(page, one):
                    if kind == "all" and (unsure := _unsure_of(page, one, anywhere)):
                        return self._unsure(page, unsure)
                    kind = "unsure" if kind == "silent" else kind
                    if kind == "unsure":
                        return self._unsure(page, one)
                    return "none" if kind == "all" and _denied(page, one) else kind, one
        if none := of_others_only(page) or counted_none(page):
            return none.of, none
        if alone := _alone(page):
            return alone
        opening = self.opening(page)
        if opening and not (_of_a_noun(page, opening) or _carries_on(page, opening)):
            return opening.of, opening
        return _auxiliary(page) or (None, None)

    def _unsure(self, page: Page, one: Found[str]) -> tuple[str | None, Found[str] | None]:
        opening = self.opening(page)
        if yes := yes_all_the_same(page, one, opening):
            return "yes", yes
        if of_a_remark(page, one.start):
            return opening.of if opening else None, opening  # "negative, not sure when"
        return "unsure", one

    def opening(self, page: Page) -> Found[str] | None:
        """The yes, the no or the not knowing with which the message begins."""
        start = first_word(page)
        found = (one for one in longest(self._lead.find(page.doc)) if one.start <= start)
        return next((one for one in found if not unspoken(page, one.start)), None)

    def _fits(self, page: Page, one: Found[str]) -> bool:
        """ "first", "all" and "none" speak of the question only in a short reply or at its start."""
        after = page.keys[one.end : one.end + 1]
        if one.of == "all" and not says_yes(page, one):
            return False
        if page.keys[one.start] in _W["quantifying"] and of_some_or_others(page, one):
            return False
        if one.of == "unsure" and page.keys[one.end - 1] == "no" and after and after[0].isalpha():
            return False  # "yes and no improvement"
        if silence.told(page, one) or one.of == "unsure" and page.keys[one.end - 1 : one.end + 1] == ["say", "it"]:
            return False  # "can't say it did nothing" tells more
        applies = "".join(page.keys[one.start : one.end]) not in _W["not_applicable"]
        if one.of == "unsure" and not applies and _W["denying"] & set(page.keys[one.end : one.end + 2]):
            return False  # "N/A - never administered"
        if one.of == "decline" and page.keys[one.start] == "next" and after and after[0].isalnum():
            return False  # "next one is 4 December, last one was 12 June"
        if one.of == "decline" and not_to_tell(page, one):
            return False  # "I don't want to die"
        if one.of == "decline" and one.end - one.start == 1:
            return _by_itself(page, one)
        if one.of in ("decline", "same"):
            return len(page.keys) <= 25
        if one.of == "rest_no":
            return checklist(list(page.asked))  # "flu, 30 October. Nothing else in the diary" is one thing
        if one.of in (*PLACES, MIDDLE) and _several_places(page, one):
            return False
        if one.of in (*PLACES, MIDDLE) and _relatives(page, one.end):
            return False  # "the last one is what my dad died of"
        if one.of in (*PLACES, MIDDLE) and one.start and page.keys[one.start - 1] in _W["denying"] | _W["at"]:
            return False  # "not the middle one", "at first yes"
        if one.of in (*PLACES, MIDDLE) and page.keys[one.start] == "the" and one.end - one.start == 2:
            return one.start == 0 and one.end >= len(page.keys) - 1  # "the second", not "the second dose"
        short = len(page.keys) <= SHORT
        return (
            one.start <= 1
            or short
            and one.of in ("none", "all", "lacks")
            or one.of in ("unsure", "silent")
            and len(page.keys) <= 25
        )


def _denied(page: Page, one: Found[str]) -> bool:
    """ "Nope to both", "my brother has it, negative for both": what is said of all of them is a no."""
    opens = page.keys[first_word(page)] in _W["denying"] - {"not"}
    said = one.start > 1 and page.keys[one.start - 1] in _W["before_denied_all"]
    return opens or said and page.keys[one.start - 2] in _W["denying"] | _W["found_nothing"]


def _several_places(page: Page, one: Found[str]) -> bool:
    """ "Yes to the first and third", "no to the former, yes to the latter": more than one of what was asked."""
    after = page.keys[one.end : one.end + _FURTHER]
    further = next((at for at, key in enumerate(after) if key not in _W["joins_places"]), len(after))
    return further < len(after) and after[further] in ORDINALS or page.words.issuperset(OF_TWO)


def _alone(page: Page) -> tuple[str, Found[str]] | None:
    """ "We want a baby, so no", "condoms, yes, all through": a clause that is nothing but the answer."""
    if (
        len(page.keys) <= SHORT
        and page.keys[-1] in ("yes", "no")
        and page.keys[-2:-1]
        and page.keys[-2] in _W["sayers"]
    ):
        return page.keys[-1], Found(len(page.keys) - 1, len(page.keys), page.keys[-1])  # "the memory clinic said no"
    for clause in page.clauses[1:] if len(page.keys) <= SHORT else page.clauses[1:][-1:]:
        words = [key for key in page.keys[clause.start : clause.end] if key.isalpha() and key not in _W["before_alone"]]
        if words in (["yes"], ["no"]):
            bare = page.keys[clause.start] == words[0]  # not "my daughter says no, so no"
            if bare and page.cast.other(clause.start, clause, page.sentence(clause)[0].start):
                continue  # "both sisters, yes. Me, no"
            return words[0], Found(clause.start, clause.end, words[0])
        if len(words) == 2 and words[0] in _W["speakers"] and words[1] in _W["auxiliaries"]:
            return "no", Found(clause.start, clause.end, "no")  # "my ex was, I wasn't"
        if len(words) > 1 and set(words[:-1]) <= _W["denying"] and words[-1] in _W["candidates"]:
            return "no", Found(clause.start, clause.end, "no")  # "my uncle, not me"
    return None


def _unsure_of(page: Page, one: Found[str], told: list[Found[str]]) -> Found[str] | None:
    """ "N/A for both": of all that was asked nothing is known."""
    clause = page.clause_at(one.start)
    return next((two for two in told if two.of == "unsure" and clause.start <= two.start < one.start), None)


def _relatives(page: Page, at: int) -> bool:
    """Whether the sentence goes on with somebody else: "... one my mother had", "..., and that's my dad"."""
    clause = page.clause_at(at - 1)
    people = [place for place, who in page.cast.people if at <= place < page.sentence(clause)[-1].end and who != SELF]
    return any(page.cast.other(place + 1, page.clause_at(place), place) for place in people)


def _by_itself(page: Page, one: Found[str]) -> bool:
    """Whether only courtesy stands beside a word: "skip please", not "starts next week"."""
    rest = {*page.keys[: one.start], *page.keys[one.end :]}
    return all(key in _W["courtesy"] or not key.isalnum() for key in rest)


def _of_a_noun(page: Page, lead: Found[str]) -> bool:
    """ "No record", "no plans to change it": the no denies what follows it and answers nothing by itself.

    So does one that takes itself back: "no, unless you count the ALS".
    """
    if _of_a_test(page, lead) or of_what_follows(page, lead):
        return True
    qualified = bool(_W["qualifying"] & set(page.keys[lead.end : lead.end + 1]))  # "no known paper on that"
    after = page.keys[lead.end + qualified : lead.end + qualified + 1]
    takes_back = _W["takes_back"] | _W["takes_one_out"] if len(page.asked) == 1 else _W["takes_back"]
    if takes_back & set(page.keys[lead.end : lead.end + 3]):
        return True
    if lead.of == "yes" and page.keys[lead.start] == "no":
        return bool(after) and after[0].isalpha() and after[0] not in _W["after_no_problem"]  # "no problem answering"
    determines = lead.of == "no" and page.keys[lead.end - 1] == "no" and bool(after) and after[0].isalpha()
    return determines and after[0] not in _W["after_a_no"]


def _of_a_test(page: Page, lead: Found[str]) -> bool:
    """ "Negative for HIV", "a clear TB test": the result of what is named behind it, and of nothing else."""
    behind = [m for m in page.mentions if lead.end <= m.start <= lead.end + BEHIND and m.clause.holds(lead.start)]
    behind = [m for m in behind if not (m.means.shy or {",", ":"} & set(page.keys[lead.end : m.start]))]
    return page.keys[lead.end - 1] in _W["of_a_test"] and bool(behind)


def _carries_on(page: Page, lead: Found[str]) -> bool:
    """ "I will only discuss that ...", "he can't sign": a verb with its helper says more than a yes or a no."""
    if page.keys[lead.start] in _W["yes"] | _W["no"] or page.keys[lead.end - 1] not in _W["helpers"]:
        return False
    after = page.keys[lead.end : lead.end + 1]
    if lead.of == "no":
        return bool(_W["unlike_a_no"] & set(after))
    return after == ["never"] or not _ends_there(page, lead.end)  # "I have never once been screened"


def _auxiliary(page: Page) -> tuple[str, Found[str]] | None:
    """ "They were last time", "it isn't, sadly": somebody and a helping verb, with nothing else that tells."""
    start = first_word(page)
    words = page.keys[start : start + 3]
    if len(words) < 2 or words[0] not in _W["subjects"] or words[1] not in _W["helpers"]:
        return None
    denied = words[1] in _W["auxiliaries"] or words[2:] == ["not"]
    end = start + 2 + (words[2:] == ["not"])
    if not _ends_there(page, end) or not denied and page.keys[end : end + 1] == ["never"]:
        return None
    return ("no" if denied else "yes"), Found(start, end, "no" if denied else "yes")


def _ends_there(page: Page, at: int) -> bool:
    """Whether nothing follows a helping verb but what may stand behind an answer: "I do have it", "she did in May"."""
    if page.keys[at : at + 1] and page.keys[at] in _W["full_verbs"]:
        at += 1
    after = page.keys[at : at + 1]
    if after == ["in"] and not page.in_date(at) and not page.plain(at + 1, min(at + 3, len(page.keys)), also=_LIFE):
        return False  # "he is not in hospital"
    return not after or not after[0].isalpha() or after[0] in _W["after_a_helper"]
