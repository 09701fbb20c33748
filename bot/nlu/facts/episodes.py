"""Episodes that are over of an illness that is not: "bipolar I. Suicidal ideation in 2021, none since"."""

from __future__ import annotations

from bot.nlu.language.names import Meaning
from bot.nlu.language.phrases import Found
from bot.nlu.page import Mention, Page
from bot.nlu.vocabulary import says, word_lists

_W = word_lists("episodes")


def only_an_episode(page: Page, named: Mention, near: Found[Meaning]) -> bool:
    """Whether a word of what is over is said of an episode, and of the illness nothing: that lasts for life
    ("schizophrenia. Last episode 2019, none since"), or the episode was told of in between ("overdose in 2018")."""
    if "past" not in says()[near.of.fact].means or near.of.value != says()[near.of.fact].means["past"]:
        return False
    words = set(page.keys[near.start : near.end])
    if _W["over"] & words:
        return False  # "bipolar. All resolved"
    lifelong = bool(_W["lifelong"] & set(page.keys[named.start : named.end]))
    return lifelong or bool(_W["none"] & words and _W["episodes"] & set(page.keys[named.end : near.start]))
