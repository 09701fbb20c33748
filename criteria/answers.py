"""What the catalogue says to a question about a trial, by topic; nothing where the listing says nothing."""

from __future__ import annotations

from criteria.speakers import Register
from criteria.trial import Trial
from criteria.words import date_words


def answer_words(trial: Trial, topic: str, register: Register) -> str | None:
    """The answer in this register with the trial's own data filled in, or None: "the listing does not say"."""
    answer = trial.answers.get(topic)
    if answer is None:
        return None
    return answer.words[register].format_map(answer_data(trial))


def answer_data(trial: Trial) -> dict[str, str]:
    """What the {braces} of an answer stand for: data of the trial, each written down once in its file."""
    kinds = [criterion.kind for criterion in trial.criteria if not criterion.advisory]
    place, updated = trial.locations[0], trial.dates.get("last_update_posted")
    return {
        "sponsor": trial.sponsor,
        "responsible": trial.responsible_party["name"],
        "responsible_title": trial.responsible_party["title"],
        "phase": trial.phase,
        "ages": trial.ages,
        "verified": date_words(trial.status.verified),
        "updated": date_words(updated.date) if updated else "",
        "dose": trial.dose,
        "visits": trial.visits,
        "facility": place["facility"],
        "city": place["city"],
        "country": place["country"],
        "enrolment": str(trial.enrolment["count"]),
        "start": date_words(trial.dates["start"].date),
        "completion": date_words(trial.dates["completion"].date),
        "model": trial.design["model"],
        "masking": trial.design["masking"],
        "primary_outcome": "; ".join(trial.outcomes["primary"]),
        "results_note": trial.results_note,
        "inclusion": str(kinds.count("inclusion")),
        "exclusion": str(kinds.count("exclusion")),
    }
