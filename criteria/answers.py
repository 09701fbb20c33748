"""What the catalogue says to a question about a trial, by topic; nothing where the listing says nothing."""

from __future__ import annotations

from criteria.trial import Register, Trial


def answer_words(trial: Trial, topic: str, register: Register) -> str | None:
    """The answer in this register with the trial's own data filled in, or None: "the listing does not say"."""
    answer = trial.answers.get(topic)
    if answer is None:
        return None
    return answer.words[register].format_map(_data(trial))


def _data(trial: Trial) -> dict[str, object]:
    place = trial.locations[0] if trial.locations else {}
    return {
        **trial.model_dump(include={"dose", "visits", "sponsor", "phase", "ages"}),
        "enrolment": trial.enrolment.get("count", ""),
        "facility": place.get("facility", ""),
        "city": place.get("city", ""),
        "country": place.get("country", ""),
    }
