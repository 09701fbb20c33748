"""Relatives whom a note names in a word: "Wife takes methotrexate.", "Sister's CASPR2 was positive too."."""

from __future__ import annotations

from bot.nlu.language.scene import Scene
from bot.nlu.language.writer import owning
from bot.nlu.vocabulary import word_lists

_W = word_lists("noted")
_RESULT_WITHIN = 5
"""Tokens after a test within which stands what it showed."""


def only_noted(scene: Scene) -> bool:
    """Whether a message is one sentence that opens with such a relative, as no child calls his parents, and tells one
    thing: what he takes, or what a test of his showed."""
    if scene.key(0).removesuffix("s") not in _W["formal"] or {at for at, _ in scene.people} - {0} or scene.starts[1:]:
        return False
    if scene.key(1) in _W["takes"]:
        return 2 in scene.told
    return owning(scene.doc, 0) and 1 in scene.told and _showed(scene)


def _showed(scene: Scene) -> bool:
    """ "ALT was 300", "GAD antibodies were positive"; not "rituximab was stopped"."""
    words = [scene.key(at) for at in range(2, 2 + _RESULT_WITHIN)]
    said = next((at for at, word in enumerate(words[:-1]) if word in _W["being"]), None)
    return said is not None and (words[said + 1].isdecimal() or words[said + 1] in _W["results"])
