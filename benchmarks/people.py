"""Invented people for measurements and property tests: seeded, in a mix that a clinic could see [I].

A person is a mapping {fact: value}; a fact that is not in it is one that the person cannot tell.
"""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

AS_OF = dt.date(2026, 11, 22)
Facts = dict[str, Any]

TABLES: dict[str, Any] = yaml.safe_load(Path(__file__).with_suffix(".yml").read_text(encoding="utf-8"))


def people(count: int, seed: int = 1) -> Iterator[Facts]:
    """AE, ALS and neither; a third drawn as they come, a third that fit, a third that fit but for one answer."""
    chance = random.Random(seed)
    for number in range(count):
        yield person(chance, ("drawn", "fit", "one_off")[number % 3])


def person(chance: random.Random, kind: str) -> Facts:
    disease = chance.choices(("ae", "als", "neither"), (45, 45, 10 if kind == "fit" else 20))[0]
    facts = {"ae": _ae, "als": _als, "neither": _neither}[disease](chance)
    if kind != "drawn" and disease != "neither":
        facts |= _fitting(chance, facts, disease)
        if kind == "one_off":
            _spoil(chance, facts, disease)
        return facts
    forgotten = chance.choices((0, 0.05, 0.2), (5, 3, 2))[0]
    always = {"ae_diagnosis", "motor_syndrome", "age_years"}
    return {f: v for f, v in facts.items() if f in always or chance.random() >= forgotten}


def _draw(chance: random.Random, table: str) -> Facts:
    return {fact: _one(chance, draw) for fact, draw in TABLES[table].items()}


def _one(chance: random.Random, draw: list[tuple[Any, float]]) -> Any:
    return chance.choices(*zip(*draw, strict=True))[0]


def _base(chance: random.Random, middle: int) -> Facts:
    sex = chance.choice(("female", "male"))
    age = min(95, max(12, round(chance.gauss(middle, 14))))
    facts: Facts = {"age_years": age, "sex": sex, **_draw(chance, "shared")}
    facts["weight_kg"] = chance.randint(45, 95)
    if facts["heart_failure"]:
        facts["nyha_class"] = chance.randint(1, 4)
    if sex == "male":
        for fact in ("lactating", "childbearing_potential"):
            del facts[fact]
    elif facts["childbearing_potential"]:
        facts |= {"pregnant": chance.random() < 0.03, "contraception_during_trial": chance.random() < 0.9}
        facts["urine_hcg"] = "positive" if facts["pregnant"] else "negative"
        if chance.random() < 0.5:
            facts["contraception_days"] = chance.choice((0, 7, 14, 60, 400))
        else:
            facts["contraception_at_least_14_days"] = chance.random() < 0.8
    else:
        facts["pregnant"] = False
    facts |= _draw(chance, "labs")
    return facts


def _ae(chance: random.Random) -> Facts:
    facts = {**_base(chance, 45), **_draw(chance, "ae"), "ae_diagnosis": "diagnosed", "motor_syndrome": "none"}
    if chance.random() < 0.1:
        facts["ae_diagnosis"] = "suspected"
    if chance.random() < 0.2:
        facts["antibody_panel_negative"] = True
    else:
        facts["antibodies_positive"] = _one(chance, TABLES["antibodies"])
    if chance.random() < 0.5:
        facts |= _draw(chance, "labs_ae")
    return facts


def _als(chance: random.Random) -> Facts:
    facts = {**_base(chance, 58), **_draw(chance, "als"), "ae_diagnosis": "ruled_out"}
    facts["oral_steroid_drug"] = chance.choices(("none", "prednisone", "dexamethasone"), (70, 25, 5))[0]
    if facts["oral_steroid_drug"] != "none":
        facts["oral_steroid_dose_mg_day"] = chance.choice((5, 10, 20, 40))
    if chance.random() < 0.6:
        facts["vaccinated_within_6_months"] = chance.random() < 0.3
    else:
        facts["last_vaccination_date"] = (AS_OF - dt.timedelta(days=chance.randint(20, 900))).isoformat()
    facts["iv_steroid_or_ig_within_2_months"] = chance.random() < 0.15
    if facts["iv_steroid_or_ig_within_2_months"]:
        facts["iv_dose_excessive"] = chance.random() < 0.2
    facts |= _draw(chance, "labs_als")
    return facts


def _neither(chance: random.Random) -> Facts:
    motor = chance.choice(("none", "none", "other_not_als"))
    return {**_base(chance, 50), "ae_diagnosis": "ruled_out", "motor_syndrome": motor}


def _fitting(chance: random.Random, facts: Facts, disease: str) -> Facts:
    """What makes a person fit, with some variety among the answers that pass."""
    fitting: Facts = {
        "age_years": chance.randint(20, 69),
        "hiv_serology": "negative",
        "hepatitis_b_status": chance.choices(("negative", "vaccinated_immune"), (3, 1))[0],
        "infection_status": "none",
        "heart_failure": False,
        "severe_lung_dysfunction": False,
        "ast_iu_l": 24,
        "alt_iu_l": 30,
        "lymphocytes_per_mm3": 1400,
        "platelets_per_mm3": 210000,
    }
    facts.pop("nyha_class", None)
    if facts["sex"] == "female":
        fitting |= {"lactating": False, "pregnant": False}
        if facts["childbearing_potential"]:
            fitting |= {"urine_hcg": "negative", "contraception_during_trial": True}
            facts.pop("contraception_days", None)
            fitting["contraception_at_least_14_days"] = True
    lines = chance.choice((("failed", "failed"), ("failed", "not_given"), ("not_given", "failed")))
    if disease == "ae":
        facts.pop("antibody_panel_negative", None)
        second = chance.choice((("failed", "failed"), ("failed", "not_given"), ("not_given", "failed")))
        xray = chance.choices(("normal", "abnormal_not_significant", "abnormal_disease_related"), (8, 1, 1))[0]
        return fitting | {
            "ae_diagnosis": "diagnosed",
            "antibodies_positive": _one(chance, TABLES["antibodies"][:-1]),
            "tx_high_dose_steroid": lines[0],
            "tx_ivig": lines[1],
            "tx_rituximab": second[0],
            "tx_cyclophosphamide": second[1],
            "chest_xray": xray,
            "other_neurodegenerative_disease": False,
            "venous_access": chance.choices(("adequate", "difficult_but_obtainable"), (9, 1))[0],
        }
    if facts["motor_syndrome"] in ("cidp", "suspected"):
        fitting["motor_syndrome"] = "mmn"
    others = ("motor_syndrome", "tx_steroid_any", "tx_ivig")
    clear = {f: draw[0][0] for f, draw in TABLES["als"].items() if f not in others}
    facts.pop("last_vaccination_date", None)
    old = {"last_vaccination_date": "2025-10-20"} if chance.random() < 0.3 else {"vaccinated_within_6_months": False}
    for fact in ("vaccinated_within_6_months", "iv_dose_excessive"):
        facts.pop(fact, None)
    steroid: Facts = {"oral_steroid_drug": "none"}
    if chance.random() < 0.3:
        steroid = {"oral_steroid_drug": "prednisone", "oral_steroid_dose_mg_day": 20}
    else:
        facts.pop("oral_steroid_dose_mg_day", None)
    return (
        fitting
        | clear
        | old
        | steroid
        | {
            "tx_steroid_any": lines[0],
            "tx_ivig": lines[1],
            "iv_steroid_or_ig_within_2_months": False,
            "wbc_per_mm3": 6100,
            "creatinine_clearance_ml_min": 80,
            "liver_tests_max_x_uln": 1.2,
            "immunosuppressant_route": chance.choices(("none", "oral_routine"), (3, 1))[0],
        }
    )


def _spoil(chance: random.Random, facts: Facts, disease: str) -> None:
    spoilers = TABLES["spoilers"]
    pool = spoilers["both"] + spoilers[disease] + (spoilers["women"] if facts["sex"] == "female" else [])
    spoiler = chance.choice(pool)
    if "last_vaccination_date" in spoiler:
        facts.pop("vaccinated_within_6_months", None)
    facts |= spoiler
