"""How people word an age: whether the words around a number say that it is one."""

from __future__ import annotations

from bot.nlu.facts import age_given, age_owners, birthdays
from bot.nlu.facts.age_owners import GROWN, MARKS, after_years, named_before, person, relatives, sentence_start
from bot.nlu.language.numbers import Number
from bot.nlu.page import Page
from bot.nlu.times.when import words as months
from bot.nlu.vocabulary import catalogue, says, word_lists

_W = word_lists("demographics")

_YEARS = _W["years"]
_SEXES = _W["sexes_short"] | _W["sexes_in_full"]
_PAST_THE_CHANGE = 45
_NOT_BESIDE_AN_AGE = frozenset({"measure", "multiple", "steroid", "immunosuppressants"})


def _weight_next(page: Page, number: Number) -> bool:
    """ "M/55/72 kg"."""
    return any(n.start == number.end + 1 and "mass" in n.units for n in page.numbers)


def old(before: list[str], after: list[str]) -> bool:
    """ "62 yo", "43 year old", "54 years old", "seventeen years of age"."""
    if after[:1] and after[0] in _W["years_abroad"]:
        return not before or before[-1] in _W["before_years_abroad"]
    if after[:1] == ["age"] and (not before or before[-1] in _W["before_years_abroad"]):
        return not after[1:] or after[1] in MARKS or after[1] in _W["after_an_age"]  # "my mother, 57 age."
    if "birthday" in after and "last" in after and set(after[: after.index("birthday")]) <= _W["before_a_birthday"]:
        return True  # "70 on my last birthday"
    if not after or after[0] not in _YEARS:
        return after[:2] in (["y", "o"], ["next", "birthday"], ["last", "birthday"]) or after[:3] == ["y", "/", "o"]
    if (
        after[0] in ("yo", "yoa", "yof", "yom")
        or {"old", "young"} & set(after[1:3])
        or after[:3] in (["y", "/", "o"], ["y", ".", "o"])
        or after[1:3] == ["of", "age"]
    ):
        owned = before[-1:] in (["a"], ["an"]) and before[-2:-1] != [] and before[-2] in _W["having"]
        return not owned and not {"when", "since", "at", "until"} & set(before[-3:])  # "I have a 16 year old son"
    ended = after[1:2] in ([], [","], ["."]) or bool(_W["grace"] & set(after[1:]))
    if ended and before[-1:] and before[-1] in _W["subjects"]:
        return True
    if _and_months(before, after):
        return True
    next_word = after[2:3] if after[1:2] in (["/"], [","]) else after[1:2]
    abbreviated = after[2:4] == ["/", "u"] or after[1:3] == ["w", "/"]  # "after 2 yrs f/u", "x 6 yrs w/ good effect"
    sex = next_word and next_word[0] in _SEXES and not abbreviated
    return bool(sex) and "for" not in before or before[-1:] in (["aged"], ["age"])


def of_a_thing(page: Page, number: Number) -> bool:
    """ "My hearing aids are 6 years old", "her 3 year old scan": what is old is nobody."""
    end = after_years(page, number)
    if end is None or end == number.end or page.keys[end : end + 1] != ["old"]:
        return False
    link, subject = page.keys[number.start - 1 : number.start], page.keys[max(0, number.start - 4) : number.start - 1]
    if link == ["are"]:
        return not {"you", "we"} & set(subject[-1:])
    if link == ["is"]:
        owned = len(subject) > 1 and bool(_W["things"] & set(subject[:-1]))
        return owned and subject[-1].isalpha() and not _somebody(page, number.start - 2)
    owned = link[:1] != [] and link[0] in _W["things"] - {"the", "that", "this"}
    noun = page.keys[end + 1 : end + 2]
    return owned and noun != [] and noun[0].isalpha() and not _somebody(page, end + 1) and not _called(page, end + 1)


def _somebody(page: Page, at: int) -> bool:
    named = person(page, page.keys[at]) or page.keys[at] in ("law", "age") or page.raw(at).istitle()
    return named or any(at <= place <= at + 1 for place, _ in page.cast.people)


def _called(page: Page, at: int) -> bool:
    """ "My 14 year old is ill", "her 62 year old and I": no noun follows."""
    return page.keys[at] in _W["after_an_age"] | {"is", "had", "needs", "wants", "or"}


def _and_months(before: list[str], after: list[str]) -> bool:
    """ "18y11m", "80 years 11 months": no span of time, which would say "for" or "since"."""
    months = after[2:3] if after[1:2] and after[1].isdigit() else after[3:4] if after[1:2] == ["and"] else []
    return bool(months) and months[0] in _W["months"] and not _W["before_a_span"] & set(before[-2:])


def aged(before: list[str], after: list[str]) -> bool:
    """ "aged 54", "age: 61", "turned 47", "my age is 33" - but not "at age 30"."""
    if not before:
        return False
    near = [key for key in before if key not in _W["between_age_and_number"]]
    if near[-1:] == ["aged"] and after[:1] and after[0] in _W["tellers"] and after[1:2] and after[1] in _W["events"]:
        return False  # "aged 9 I had leukaemia"
    if near[-1:] in (["age"], ["aged"]):
        place = len(before) - 1 - before[::-1].index(near[-1])
        return before[place - 1] not in _W["before_a_former_age"] if place else True
    if before[-1] in _W["comes_to"]:
        return bool(_W["soon"] & set(after[:1])) or after[1:3] in (["day", "after"], ["day", "before"])
    if before[-1] == "hit":
        return bool(before[-2:-1]) and before[-2] in _W["persons"] | {"i", "just"} and after[:1] in (["this"], ["last"])
    return before[-1] in ("turned", "turning") and not {"%", "mg"} & set(after[:1])


def with_sex(page: Page, number: Number, before: list[str], after: list[str]) -> bool:
    """ "34F", "62 M", "F34", "36, female"."""
    share = bool(set(before[-1:]) & word_lists("differential")["letters"] - _SEXES)
    if share or any(
        m.start <= number.start <= m.end for m in page.mentions if says()[m.fact].kind in _NOT_BESIDE_AN_AGE
    ):
        return False  # "L24 M6" are shares of white cells
    sexed = before[-1:] if before[-1:] not in (["/"], [","], ["of"]) else before[-2:-1]
    if (
        sexed
        and sexed[0] in _SEXES
        and (number.start - sentence_start(page, number.start) <= 3 or age_owners.after_i_am(before))
        and 10 <= number.value <= 110
        and bare_years(page, number)
        and after[:1] not in (["%"], ["x"], ["mg"])
        and (after[:1] != ["/"] or _weight_next(page, number))
    ):
        return page.clause_at(number.start).start >= number.start - 4
    if before[-1:] and before[-1] in _W["before_a_former_age"] - {"the", ","}:
        return False  # "age 55, onset 52, male"
    rest = after[1:] if after[:1] in ([","], ["/"]) else after
    rest = rest[2:] if rest[:2] in (["and", "a"], ["and", "an"]) else rest  # "29 and a woman"
    rest = rest[1:] if rest[:1] in (["a"], ["an"]) else rest
    comma = after[:1] in ([","], ["/"])
    if not rest or number.spelled and rest[0] in ("f", "m") or before[-1:] in (["for"], ["x"], ["class"], ["/"]):
        return False
    if rest[0] in ("f", "m") or rest[:2] == ["w", ","] and not number.start:  # "34 w, anti-NMDAR-Enz., ..."
        upper = page.raw(number.end + (1 if comma else 0)).isupper()
        measured = rest[1:2] == ["2"] or rest[1:2] == ["/"] and (not comma or rest[2:3] != [] and rest[2][0].isdigit())
        measured = measured and not any("mass" in n.units for n in page.numbers)  # "62/M/70 kg"
        # "hello there. 27 f", but no "I ran, 50 m"
        opens = sentence_start(page, number.start) == number.start or rest[0] == "f" and _ends(page, number)
        alone = opens and rest[1:2] in ([], [","], ["."], ["\n"])
        opened = _W["before_an_opening"].issuperset(page.keys[: number.start])  # "omg ok so 25 f"
        return (upper or opened or alone) and not measured and 10 <= number.value <= 110
    years = ["year"], ["years"], ["yo"]
    return rest[0] in _W["sexes_in_full"] and 10 <= number.value <= 110 and after[:1] not in years


def _ends(page: Page, number: Number) -> bool:
    """ "Knitting is my only vice, 59 f": behind the last comma of a message in which nobody is hot."""
    last = page.keys[number.start - 1 : number.start] == [","] and number.end + 1 >= len(page.keys) - 1
    return last and not _W["heat"] & page.words


def bare_years(page: Page, number: Number) -> bool:
    """No unit, or years that end there: "M 54 yrs", "woman 33 years, ..." - not "male 20 years post stroke"."""
    if not number.units:
        return True
    end = after_years(page, number)
    weight = any(n.start == end and "mass" in n.units for n in page.numbers)  # "male 46y 70 kg"
    ended = end == len(page.keys) or weight or end is not None and page.keys[end] in MARKS
    return end is not None and set(number.units) == {"time_day"} and ended


def i_am(page: Page, number: Number, before: list[str], after: list[str]) -> bool:
    """ "I'm 29", "she is 66", "he's seventeen", "i am 63"."""
    month = after[:1] == ["in"] and (bool(set(after[1:2]) & set(months().months)) or after[1:3] == ["the", "new"])
    month = month or after[:1] == ["on"] and any(number.end < w.start <= number.end + 3 for w in page.dates)
    dash = after[:1] == ["-"] and not (after[1:2] and after[1][:1].isdigit())
    if number.units or not before or (after and after[0] in _W["after_no_age"] and not month and not dash):
        return False
    link = [key for key in before if key not in _W["between_i_am_and_number"]]
    subject = len(link) - (2 if link[-1:] in (["am"], ["is"]) else 1)
    if subject > 0 and link[subject - 1] in _W["before_an_age_to_come"]:
        return False  # "when I'm 75 I'll have had this half my life"
    if link[-1:] in (["im"], ["hes"], ["shes"], ["bin"]):
        return number.value >= 10
    if link[-1:] in (["am"], ["be"], ["ill"]) and before:
        return number.value >= 10 and ("i" in link or "i'll" in link or "he'll" in link or "she'll" in link)
    if link[-2:] == ["and", "is"]:  # "she weighs ten stone and is 63"
        opens = page.keys[sentence_start(page, number.start)]
        return number.value >= 10 and (opens in _W["persons"] or opens in relatives(page))
    if link[-1:] == ["is"] and len(link) > 1:
        return number.value >= 10 and (
            link[-2] in _W["persons"]
            or link[-2] == "age"
            and not set(link[-3:-2]) & _W["before_a_former_age"] - {"the"}
            or link[-2] in relatives(page)
            or named_before(page, number)
        )
    # "I'm Karl, seventy-two, retired"
    introduced = before[-1] == "," and bool({"im", "am"} & set(before[:-1]))
    return introduced and (month or after[:1] in ([","], ["."], [])) and number.value >= GROWN


def by_itself(page: Page, number: Number) -> bool:
    """A number that stands alone between marks: "68 years, 77 kg", "male, 63 years", "woman, 46, 61 kg", "49 now."."""
    end = after_years(page, number)
    another = page.asked and "age_years" not in page.asked and catalogue()[page.asked[0]]["type"] == "number"
    if end is None or number.value < GROWN or set(number.units) - {"time_day"} or another:
        return False
    start = number.start
    if start == 1 and page.keys[0] in _W["nearly"] and page.keys[end : end + 1] in ([","], ["."], []):
        return True  # "Nearly 82, so ..."
    now = False
    if page.keys[start - 1 : start] in (["now"], ["currently"]):
        start, now = start - 1, True
    if page.keys[end : end + 1] in (["now"], ["currently"]):
        end, now = end + 1, True
    opened = page.keys[start - 1] in MARKS or now and page.keys[start - 1] == "so"
    if start and not opened or end < len(page.keys) and page.keys[end] not in MARKS:
        return False
    if now and end == number.end + 1 or now and start < number.start:
        other = age_given.of_a_result(page, start)
        return not other and not any(says()[m.fact].kind in _NOT_BESIDE_AN_AGE for m in page.mentions)
    if end == number.end and birthdays.mentioned(page, number):
        return True
    told = [key for key in page.keys[max(0, start - 4) : start] if key not in ("here", ",", "(", ":")]
    near = told[-1:] + page.keys[end : end + 2]
    named = page.keys[end + 1 : end + 2] in (["weight"], ["weigh"], ["weighs"], ["weighing"])
    weight = any("mass" in n.units and n.start == end + 1 + named for n in page.numbers)  # "57 years, weight 70 kilos"
    if end == number.end and age_given.opens_a_story(page, start, end):
        return True
    if end > number.end and (_opening_short(page, number) or _after_the_menopause(page, number)):
        return True
    if page.keys[start - 1 : start] == [","] and _introduced(page, start, with_years=end > number.end):
        return True
    sexed = bool(_SEXES & set(near))
    return sexed or weight and (end > number.end or start == 0 or page.keys[start - 1] in (",", ".", "\n", ":"))


def _opening_short(page: Page, number: Number) -> bool:
    """ "63 y, LGI1+": a note that opens with short years of age; "30 years, and still no answer" may be a span."""
    return (
        not number.start and not page.asked and bool(_W["years_in_short"] & set(page.keys[number.end : number.end + 1]))
    )


def _after_the_menopause(page: Page, number: Number) -> bool:
    """ "Post-menopausal (LMP 2011), 63 y.": these are no years since, of which there are fewer."""
    told = [m for m in page.of_kind("childbearing_potential") if m.end <= number.start and m.states]
    last = max((m.end for m in page.mentions if m.end <= number.start), default=0)
    same = bool(told) and told[-1].clause.sentence == page.clause_at(number.start).sentence
    return same and told[-1].end == last and told[-1].means.value is False and number.value >= _PAST_THE_CHANGE


def _introduced(page: Page, start: int, *, with_years: bool) -> bool:
    """ "I am Samuel from Lagos, 47 yrs", "single dad, 34": nothing but a person stands before the years."""
    first = sentence_start(page, start)
    told = page.keys[first:start]
    sexed = bool(_W["sexes_at_birth"] & set(told)) or any(first <= m.start < start for m in page.of_kind("sex"))
    person = sexed or with_years and (told[:1] == ["im"] or "am" in told[:4])
    others = [m for m in page.mentions if m.fact != "sex" and first <= m.start and m.end <= start]
    return person and len(told) <= 8 and not others
