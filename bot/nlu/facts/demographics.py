"""Sex at birth; age is read in ages.py."""

from __future__ import annotations

from bot.nlu.facts import ages, decades
from bot.nlu.facts.age_owners import beside_the_writer
from bot.nlu.page import Finding, Page
from bot.nlu.vocabulary import word_lists

_W = word_lists("demographics")
_TITLES = {
    **dict.fromkeys(("mr", "herr", "herrn", "sr", "monsieur", "signor"), "male"),
    **dict.fromkeys(("mrs", "ms", "miss", "frau", "sra", "madame", "mme", "signora", "mdm"), "female"),
}
_APART = 12
"""Words from an age to the sex told after it."""
_OPENS, _OPENING = 4, 14
"""Words within which a title opens a letter, and within which a letter presents its patient."""

_ASTRAY_WITHIN, _COMPARED_WITHIN = 4, 5
_INFORMS = 4
"""Words after a relative within which it is said that he knows or keeps something."""


def read(page: Page) -> list[Finding]:
    found = ages.read(page)
    return found + _sexes(page, found)


def _sexes(page: Page, ages: list[Finding]) -> list[Finding]:
    found = []
    for mention in page.of_kind("sex"):
        if not mention.states or "NEGATED" in mention.said:
            continue
        word = page.keys[mention.start]
        if any(n.end < mention.start <= n.end + 3 and beside_the_writer(page, n) for n in page.numbers):
            continue  # "mother of a 12 year old boy"
        beside = page.cast.sex or page.cast.writer == "carer"
        if beside and _W["writer"] & set(page.keys[max(0, mention.start - 2) : mention.end]):
            continue  # "my son has it, and I'm a single mum"
        if mention.end - mention.start > 1 or _own_sex(page, mention.start, word, ages):
            found.append(Finding("sex", mention.means.value, mention.start, mention.end))
    place = next((at for at, who in page.cast.people if who == page.cast.candidate), None)
    asks_only = all(clause.asks for clause in page.clauses)  # "may my wife sleep in my room?"
    told = (
        page.cast.sex
        and not asks_only
        and not (place is not None and _only_beside(page, place))
        and not _of_other_sex(page, page.cast.sex)
    )
    snipped = (m for m in page.of_kind("contraception_days") if _W["snipped"] & set(page.keys[m.start : m.end]))
    told = told and not (page.cast.sex == "male" and any(snipped))  # "hubby had the snip": she is the candidate
    if not found and page.cast.sex and told and place is not None and not _speaks_for_oneself(page):
        found.append(Finding("sex", page.cast.sex, place, place + 1))
    return found or _titled(page, ages)


def _only_beside(page: Page, at: int) -> bool:
    """Whether a relative is named who is not screened: at whose home something is, who sits there, keeps the papers."""
    return any(named(page, at) for named in (_at_a_home, _sent_astray, _beside_me, _took_notes, _compared))


def _at_a_home(page: Page, at: int) -> bool:
    """ "The letter's at my son's": where something is, and nobody's screening."""
    return page.raw(at).endswith(("'s", "’s")) and page.keys[max(0, at - 2)] in _W["at_a_home"]


def _beside_me(page: Page, at: int) -> bool:
    """ "DOB 14/12/2008, mum's sat next to me": she is named last, as the one who sits there."""
    end = page.clause_at(at).end
    after = page.keys[at + 1 : end]
    return end >= len(page.keys) and not _W["sitting"].isdisjoint(after) and not _W["near_me"].isdisjoint(after)


def _took_notes(page: Page, at: int) -> bool:
    """ "I think my sister wrote down that it was Hu, I was out of it", "my husband knows, he's out", "my wife has the
    letter": who keeps the papers of the one who writes, or is asked."""
    clause = page.clause_at(at)
    after = page.keys[at + 1 : min(at + 1 + _INFORMS, clause.end)]
    if at and page.keys[at - 1] != "my":
        return False
    if "i" in page.keys and not _W["noting"].isdisjoint(after[:2]):
        return True
    told = any(m.clause is clause and m.states for m in page.mentions)
    held = not _W["holding"].isdisjoint(after) and not _W["papers"].isdisjoint(after)
    return not told and (held or not _W["informing"].isdisjoint(after))


def _compared(page: Page, at: int) -> bool:
    """ "30 October, same day as my husband's", "the same dose as my wife": with whom one compares oneself."""
    before = page.keys[max(0, at - _COMPARED_WITHIN) : at]
    return "as" in before[-2:] and not _W["alike"].isdisjoint(before)


def _sent_astray(page: Page, at: int) -> bool:
    """ "Oops wrong chat, that was for my sister": to whom a message was to go."""
    before = page.keys[max(0, at - _ASTRAY_WITHIN) : at]
    return "for" in before[-2:] and not _W["sent_astray"].isdisjoint(before)


def _of_other_sex(page: Page, sex: str) -> bool:
    """ "Wife keen, he isn't": the message speaks of nobody of the relative's own sex."""
    own, others = (_W["her"], _W["him"]) if sex == "female" else (_W["him"], _W["her"])
    return bool(others & page.words) and not own & page.words


def _titled(page: Page, ages: list[Finding]) -> list[Finding]:
    """ "Mrs Jones, 62, has ...": the title of the person whom a letter opens with, unless it is a colleague's."""
    at = next((i for i, key in enumerate(page.keys[:_OPENING]) if key in _TITLES), None)
    if at == 0 and page.keys[1:2] == [","] and any(age.start in (1, 2) for age in ages):
        return [Finding("sex", _TITLES[page.keys[0]], 0, 1)]  # "Mme, 38 yo"
    if at is None or at + 1 >= len(page.keys) or not page.raw(at + 1)[:1].isupper():
        return []
    if page.keys[at] == "ms" and page.raw(at).isupper():
        return []  # "MS Contin", "MS since 2015"
    first = at < _OPENS and set(page.keys[:at]) <= _W["before_a_title"]
    if not first and page.keys[at - 1] not in _W["presenting"]:
        return []  # "kindly consider Mr T" presents the patient, "seen with Mr Shah" a colleague
    clause = page.clause_at(at)
    sentence = page.sentence(clause)
    words = set(page.keys[at : sentence[-1].end])
    told = any(m.states and m.clause.sentence == clause.sentence for m in page.mentions) or ages
    if clause.asks or not told or words & (_W["other_people"] | _W["of_colleagues"]):
        return []
    return [Finding("sex", _TITLES[page.keys[at]], at, at + 1)]


def _speaks_for_oneself(page: Page) -> bool:
    """ "My sister has lupus and my ANA is low": what is "my" besides a relative is the speaker's."""
    if page.of_kind("contraception_days") and _W["of_a_couple"] & page.words:
        return True  # "my husband had the snip, so that's our contraception"
    people = {at for at, _ in page.cast.people}
    owned = [at + 1 for at, key in enumerate(page.keys) if key == "my"]
    return any(at not in people for at in owned) and any(at in people for at in owned)


def _own_sex(page: Page, at: int, word: str, ages: list[Finding]) -> bool:
    before, after = page.keys[max(0, at - 3) : at], page.keys[at + 1 : at + 3]
    if word in ("f", "m", "w") and any(f.start in (at + 1, at + 2) for f in ages):
        return True
    if word in ("f", "m") and ages and page.raw(at).isupper() and _W["heads_a_birth"] & set(after):
        return True  # "M, DOB 23/11/1945"
    if word in ("f", "m"):
        return _sex_letter(page, at, before, ages)
    if word in ("afab", "amab", "♀", "♂", "yof", "yom"):
        return True
    if _W["other_people"] & set(before):
        return False  # "my doctor is a woman"
    opens = page.keys[at - 1 : at] in ([], ["."], ["\n"])
    if opens and after[:1] in ([], ["."], ["\n"], ["here"]):
        return True  # a sentence of its own: "Anna, 26. Woman.", or "Bloke here, ..."
    if opens and after[:1] == [","] and word == "woman" and ages:
        return True  # "47 now. Woman, three kids": nobody is so addressed
    if "sex" in page.asked or word in ("female", "male"):
        return not after[:1] or after[0] not in _W["other_people"]
    old = _W["age_words"] & set(before)
    aged = any(at < f.start <= at + 2 and f.fact == "age_years" for f in ages)  # "a young man of 24"
    numbered = any(n.end in (at, at - 1) for n in page.numbers) or aged or decades.of_somebody(page, at)
    apart = before[-2:] == [",", "a"] or before[-1:] == [","] and word in _W["no_address"]
    if apart and after[:1] in ([","], ["."], []) and any(0 < at - f.start <= _APART for f in ages):
        return True  # "I am 33, a woman, 64 kg", "turned 52 in August, lady", "68 yo driver, and yes, a bloke"
    if before in (["and", "a"], ["and", "an"]) or before[1:] in (["and", "a"], ["and", "an"]):
        ended = not after or not after[0].isalpha() or after[0] in _W["after_an_age"]
        ended = ended or after[0] in _W["by_the_by"] and after[1:2] != [] and after[1] in _W["by_the_by"]
        marked = at - 2 - (before[0] == ",")
        return ended and any(f.end == marked for f in ages)  # "I'm 33 and a woman", "63, and a woman before you ask"
    if _W["likened"] & set(before) and not numbered:
        return False  # "I feel like an old man", "fond of the old fellow"
    return bool(old) or numbered


def _sex_letter(page: Page, at: int, before: list[str], ages: list[Finding]) -> bool:
    """ "62 M", "62 yo F", "sex: F", or the letter alone in answer to its question."""
    if page.asked == ("sex",) and at == 0 and page.keys[1:2] in ([], ["."], [","], [";"], ["-"], ["–"]):
        return True  # "F. Hysterectomy in 2015", in answer
    letters = [key for key in page.keys[max(0, at - 4) : at] if key not in ("/", ".")]
    titled = [key for key in before[-2:] if key not in (":", "=")][-1:] in (
        ["sex"],
        ["gender"],
        ["geschlecht"],
        ["sexo"],
    )
    aged = letters[-1:] == ["old"] and bool(_W["years"] & set(letters[-2:-1]))
    if titled or aged or letters[-2:] == ["y", "o"] or before[-1:] == ["yo"]:
        return True
    if _stands_alone(page, at, ages):
        return True
    number = next((n for n in page.numbers if n.end in (at, at - 1)), None)
    if number is None or all(number.start != age.start and number.end != age.end for age in ages):
        return False
    return number.end == at or page.keys[at - 1] in _W["before_a_sex"]


def _stands_alone(page: Page, at: int, ages: list[Finding]) -> bool:
    """ "59 J., m", "38 Y / F", "DOB 23.11.1955, m", "Retired teacher (F), 80": nothing but a sign on both sides."""
    before, after = page.keys[at - 1 : at], page.keys[at + 1 : at + 2]
    if before == ["("] and after == [")"] and at > 1:
        return bool(ages) and page.raw(at).isupper() and page.keys[at - 2].isalpha() and not _somebody(page, at - 2)
    if before[:1] and before[0] not in _W["before_a_sex"] or after[:1] and after[0] not in _W["after_a_sex"]:
        return False
    told = [age for age in ages if age.end < at]
    return bool(told) and set(page.keys[told[-1].end : at]) <= _W["between_age_and_sex"]


def _somebody(page: Page, at: int) -> bool:
    """Whether a token names another person: "her brother (M)"."""
    return any(place == at for place, _ in page.cast.people) or page.keys[at] in _W["other_people"]
