"""What the two learned views do on the sets that taught them nothing.

`python -m tests.bot.nlu.judged [SET ...]` prints how many right and wrong values they speak against, and how many right
and wrong ones they add.
"""

from __future__ import annotations

import sys
from collections import Counter

from bot.nlu.merge import merge
from bot.nlu.opinion.likely import LIKELY
from bot.nlu.opinion.odds import Odds, Weights
from bot.nlu.opinion.opinion import kept
from bot.nlu.reader import Reader, stated
from tests.bot.nlu.learning import HELD_BACK
from tests.bot.nlu.scoring import asked, forbidden, messages, right


def judged(name: str, reader: Reader, weights: Weights) -> Counter[str]:
    """Of one set; "harmful" are wrong values that a careless reader would give."""
    told: Counter[str] = Counter()
    as_of, specs = messages(name)
    for spec in specs:
        page = reader.page(spec["text"], asked(spec), as_of)
        read = merge(page, stated(page))[0]
        left = {one.fact: one.value for one in kept(page, Odds(page, weights), read.values())}
        for fact, one in read.items():
            fine = one.value == "unknown" or right(spec, fact, one.value)
            told[f"{'right' if fine else 'wrong'} read"] += 1
            told[f"{'right' if fine else 'wrong'} spoken against"] += left.get(fact) != one.value
        reading = reader.read(spec["text"], asked(spec), as_of)
        for fact in (fact for fact, why in reading.doubts.items() if why == LIKELY):
            value = reading.facts[fact]
            told["right added" if right(spec, fact, value) else "wrong added"] += 1
            told["harmful added"] += forbidden(spec, fact, value)
    return told


if __name__ == "__main__":
    reader, weights, total = Reader(), Weights(), Counter[str]()
    for name in sys.argv[1:] or sorted(HELD_BACK):
        found = judged(name, reader, weights)
        total += found
        print(f"{name}: {dict(found)}")
    print(f"all: {dict(total)}")
