"""Who the candidate is where it is known who writes: a patient's "my wife had breast cancer" tells of somebody else,
what a carer tells of himself ("I had my flu jab, she did not") is not the patient's."""

from __future__ import annotations

from bot.nlu.language.candidate import candidate
from bot.nlu.language.scene import PATIENT, SELF, Scene
from bot.nlu.language.two_people import NOBODY


def candidate_of(scene: Scene, writer: str | None) -> str | None:
    """The candidate as the message tells it, unless the writer's role ("patient", "carer") says otherwise."""
    told = candidate(scene)
    if writer == "patient" and told not in (None, NOBODY, SELF) and not scene.carer:
        return None
    named = scene.applies or any(who in scene.relatives for _, who in scene.people)
    return PATIENT if writer == "carer" and told is None and not named else told
