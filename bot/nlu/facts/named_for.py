"""Illnesses that only say which other thing is meant: "LGI1, the glioma one", "an ALS-like syndrome"."""

from __future__ import annotations

from bot.nlu.page import Mention, Page


def names_an_antibody(page: Page, mention: Mention) -> bool:
    """ "LGI1, the glioma one": which antibody it is, by what it is known for."""
    if page.keys[mention.end : mention.end + 1] != ["one"] or "the" not in page.keys[mention.start - 2 : mention.start]:
        return False
    sentence = mention.clause.sentence
    return any(m.clause.sentence == sentence and m.end <= mention.start for m in page.of_kind("antibodies_positive"))


def likened(page: Page, mention: Mention) -> bool:
    """ "Labelled an ALS-like syndrome": doubt of what is only like it suspects nothing."""
    words = page.keys[mention.start : mention.end + 1]
    return mention.fact == "motor_syndrome" and "UNSURE" in mention.said and "like" in words
