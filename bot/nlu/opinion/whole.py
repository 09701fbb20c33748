"""What a whole message likely claims, whatever it names: judged by its words, what they name, and what was asked."""

from __future__ import annotations

from bot.nlu.opinion.around import plain
from bot.nlu.page import Page
from bot.nlu.vocabulary import HERE

WEIGHTS = HERE / "whole_weights.tsv"


def features(page: Page) -> set[str]:
    """Words, pairs and threes; in the latter, words that name a fact stand for it."""
    words = [plain(key) for key in page.keys]
    named = list(words)
    for mention in page.mentions:
        named[mention.start : mention.end] = [f"<{mention.fact}>"] * (mention.end - mention.start)
    once = [key for at, key in enumerate(named) if key[0] != "<" or named[at - 1 : at] != [key]]
    found = {f"W {key}" for key in words} | {f"N {key}" for key in once}
    found.update(f"P {left} {right}" for left, right in zip(["^", *once], [*once, "$"], strict=True))
    found.update(f"T {one} {two} {three}" for one, two, three in zip(once, once[1:], once[2:], strict=False))
    found.update(f"A {fact}" for fact in page.asked or ("none",))
    if len(page.asked) == 1:
        found.update(f"{page.asked[0]}|{key}" for key in once)
    return found
