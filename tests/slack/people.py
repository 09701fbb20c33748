"""A made-up person who is screened over Slack: they answer each question from their facts, with Slack's controls.

What a question's answers mean is read from the store; they are given through what the Slack messages really offer.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from criteria.load import catalogue
from criteria.words import facts_words
from tests.slack.conftest import Stores, sender_of
from tests.slack.user import SlackUser

MOST_MESSAGES = 90
MOST_REPEATS = 4

#: Where the label of a fact is not how a person would type it.
TYPED = {
    "age_years": "{} years old",
    "weight_kg": "weight {} kg",
    "ast_iu_l": "AST {} IU/L",
    "alt_iu_l": "ALT {} IU/L",
    "wbc_per_mm3": "WBC {}/mm3",
    "lymphocytes_per_mm3": "lymphocytes {}/mm3",
    "platelets_per_mm3": "platelets {}/mm3",
    "neutrophils_per_mm3": "neutrophils {}/mm3",
    "hemoglobin_g_dl": "hemoglobin {} g/dL",
    "creatinine_clearance_ml_min": "creatinine clearance {} mL/min",
    "liver_tests_max_x_uln": "liver tests at most {} x ULN",
    "contraception_days": "on contraception for {} days",
    "nyha_class": "NYHA class {}",
    "oral_steroid_dose_mg_day": "{} mg a day",
    "last_vaccination_date": "last vaccine on {}",
    "tx_high_dose_steroid": "high-dose steroids: {}",
    "tx_steroid_any": "steroids: {}",
    "tx_ivig": "IVIG: {}",
    "tx_rituximab": "rituximab: {}",
    "tx_cyclophosphamide": "cyclophosphamide: {}",
    "sex": "{}",
    "hiv_serology": "HIV {}",
    "hepatitis_b_status": "hepatitis B: {}",
    "hepatitis_c_status": "hepatitis C: {}",
    "tuberculosis": "tuberculosis: {}",
    "infection_status": "infection: {}",
    "chest_xray": "chest X-ray {}",
    "venous_access": "veins {}",
    "immune_markers": "immune markers {}",
    "motor_syndrome": "{}",
    "ae_diagnosis": "autoimmune encephalitis {}",
    "blood_disease": "blood disease: {}",
    "mental_illness": "mental illness: {}",
    "urine_hcg": "urine hCG {}",
    "oral_steroid_drug": "oral {}",
    "immunosuppressant_route": "immunosuppressants {}",
    "consent_willingness": "{} to sign consent",
}
VALUES = {
    "not_given": "never given",
    "failed": "failed, no response",
    "partial": "partial response",
    "responded": "responded",
    "given_unknown": "given, too early to tell",
    "intolerant": "stopped because of side effects",
    "mmn": "multifocal motor neuropathy",
    "lewis_sumner": "Lewis-Sumner syndrome",
}


class Stuck(AssertionError):
    """The conversation did not come to an end."""


def screen(
    user: SlackUser, stores: Stores, facts: Mapping[str, Any], role: str, *, typed: bool = False
) -> dict[str, Any]:
    """The assessment at the end of a screening. `typed`: answers in words wherever one answers alone."""
    sender = sender_of(user)
    user.say("hello")
    user.press("Yes, I agree")
    user.press("I am a clinician" if role == "clinician" else "I am the patient")
    asked: dict[str, int] = {}
    for _ in range(MOST_MESSAGES):
        customs = [c for c in stores.replies(sender) if c.get("type") in ("question", "assessment")]
        last = customs[-1]
        if last["type"] == "assessment":
            if last["final"]:
                return dict(last["assessment"])
            user.say("continue")
            continue
        asked[last["id"]] = asked.get(last["id"], 0) + 1
        if asked[last["id"]] > MOST_REPEATS:
            raise Stuck(f"{last['id']} is asked again and again: {facts}")
        answer(user, last, facts, typed=typed)
    raise Stuck(f"no end after {MOST_MESSAGES} messages: {asked}")


def answer(user: SlackUser, question: Mapping[str, Any], facts: Mapping[str, Any], *, typed: bool) -> None:
    options = question["options"]
    known = {name: facts[name] for name in question["facts"] if name in facts}
    words = ", ".join(_typed(name, value) for name, value in known.items())
    agreeing = next((o for o in options if _agrees(o, facts)), None)
    if question["id"] == "go_on":
        user.choose(next(o for o in options if o.get("accept"))["payload"])
    elif typed and agreeing and question["input"] != "multi":
        user.say(agreeing["title"])
    elif question["input"] == "multi" and (ticked := _ticked(options, facts)):
        user.tick([option["payload"] for option in ticked])
    elif agreeing:
        user.choose(agreeing["payload"])
    elif question["input"] == "date" and known and _is_day(next(iter(known.values()))):
        user.pick(next(iter(known.values())))
    elif known:
        user.say(words)
    else:
        user.choose(next(o for o in options if o.get("unknown"))["payload"])


def _agrees(option: Mapping[str, Any], facts: Mapping[str, Any]) -> bool:
    """Whether all that an answer says is so, and known."""
    told = option["facts"]
    return bool(told) and not option.get("unknown") and all(facts.get(name) == value for name, value in told.items())


def _ticked(options: list[Mapping[str, Any]], facts: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    alone = ("none", "unknown", "skip")
    ticks = [o for o in options if o["facts"] and not any(o.get(flag) for flag in alone)]
    return [o for o in ticks if _includes(facts, o["facts"])]


def _includes(facts: Mapping[str, Any], told: Mapping[str, Any]) -> bool:
    return all(
        set(value) <= set(facts.get(name, ())) if isinstance(value, list) else facts.get(name) == value
        for name, value in told.items()
    )


def _typed(name: str, value: Any) -> str:
    if name in TYPED and not isinstance(value, dict):
        return TYPED[name].format(VALUES.get(str(value), str(value).replace("_", " ")))
    return facts_words(catalogue().table, {name: value}, "patient")


def _is_day(value: Any) -> bool:
    return isinstance(value, str) and len(value) == 10 and value.count("-") == 2
