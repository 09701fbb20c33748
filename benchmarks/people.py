"""Invented people for measurements and property tests: seeded, in a mix that a clinic could see [I].

A person is a mapping {fact: value}; a fact that is not in it is one that the person cannot tell.
"""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Iterator
from typing import Any

AS_OF = dt.date(2026, 11, 22)
Facts = dict[str, Any]
Draw = list[tuple[Any, float]]

GIVEN: Draw = [("failed", 5), ("not_given", 3), ("responded", 1), ("partial", 2), ("given_unknown", 0.5), ("intolerant", 0.5)]
SHARED: dict[str, Draw] = {
    "hiv_serology": [("negative", 92), ("positive", 2), ("not_tested", 6)],
    "hepatitis_b_status": [("negative", 70), ("vaccinated_immune", 18), ("past_resolved", 6), ("active", 2), ("inactive_carrier", 3), ("positive_unspecified", 1)],
    "infection_status": [("none", 88), ("minor", 6), ("treated", 5), ("severe", 1)],
    "heart_failure": [(False, 95), (True, 5)],
    "severe_lung_dysfunction": [(False, 95), (True, 5)],
    "lactating": [(False, 98), (True, 2)],
    "childbearing_potential": [(False, 55), (True, 45)],
}
AE: dict[str, Draw] = {
    "tx_high_dose_steroid": GIVEN,
    "tx_ivig": GIVEN,
    "tx_rituximab": GIVEN,
    "tx_cyclophosphamide": GIVEN,
    "chest_xray": [("normal", 80), ("abnormal_not_significant", 8), ("abnormal_disease_related", 4), ("abnormal_significant_unrelated", 3), ("not_done", 5)],
    "other_neurodegenerative_disease": [(False, 97), (True, 3)],
    "venous_access": [("adequate", 85), ("difficult_but_obtainable", 12), ("not_allowing_repeated_tests", 3)],
}
ALS: dict[str, Draw] = {
    "motor_syndrome": [("als", 50), ("mmn", 12), ("lewis_sumner", 6), ("als_like_immune", 8), ("pls", 5), ("pma", 6), ("pbp", 4), ("flail_arm", 3), ("cidp", 3), ("suspected", 3)],
    "immune_markers": [("significant", 35), ("normal", 45), ("mild_nonspecific", 10), ("not_tested", 10)],
    "tx_steroid_any": GIVEN,
    "tx_ivig": GIVEN,
    "immunosuppressant_route": [("none", 70), ("oral_routine", 22), ("non_oral", 5), ("oral_above_routine", 3)],
    "can_keep_medication_stable": [(True, 88), (False, 12)],
    "il2_allergy_or_intolerance": [(False, 99), (True, 1)],
    "nonstandard_treatment_within_2_months": [(False, 94), (True, 6)],
    "vaccination_planned": [(False, 85), (True, 15)],
    "hepatitis_c_status": [("negative", 96), ("current", 2), ("cured", 2)],
    "tuberculosis": [("none", 93), ("latent", 3), ("past_treated", 3), ("active", 1)],
    "blood_disease": [("none", 96), ("current", 2), ("past", 2)],
    "mental_illness": [("none", 82), ("current", 10), ("past", 8)],
    "dementia": [(False, 96), (True, 4)],
    "severe_hypotension": [(False, 98), (True, 2)],
    "substance_abuse_history": [(False, 95), (True, 5)],
    "cancer_history": [(False, 93), (True, 7)],
    "organ_transplant_history": [(False, 99), (True, 1)],
    "in_other_trial": [(False, 93), (True, 7)],
    "investigational_drug": [(False, 95), (True, 5)],
}
ANTIBODIES: Draw = [(["nmdar"], 35), (["lgi1"], 18), (["caspr2"], 8), (["gad"], 8), (["gabab_r"], 5), (["hu"], 3), (["lgi1", "caspr2"], 3), (["vgkc_complex"], 2)]


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
    return {f: v for f, v in facts.items() if f in ("ae_diagnosis", "motor_syndrome", "age_years") or chance.random() >= forgotten}


def _draw(chance: random.Random, table: dict[str, Draw]) -> Facts:
    return {fact: chance.choices(*zip(*draw, strict=True))[0] for fact, draw in table.items()}


def _base(chance: random.Random, middle: int) -> Facts:
    sex = chance.choice(("female", "male"))
    facts: Facts = {"age_years": min(95, max(12, round(chance.gauss(middle, 14)))), "sex": sex, **_draw(chance, SHARED)}
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
    facts |= {
        "ast_iu_l": chance.choice((18, 24, 30, 45, 90, 201)),
        "alt_iu_l": chance.choice((15, 22, 31, 52, 110, 200)),
        "lymphocytes_per_mm3": chance.choice((550, 900, 1400, 2100)),
        "platelets_per_mm3": chance.choice((70000, 120000, 210000, 280000)),
    }
    return facts


def _ae(chance: random.Random) -> Facts:
    facts = {**_base(chance, 45), **_draw(chance, AE), "ae_diagnosis": "diagnosed", "motor_syndrome": "none"}
    if chance.random() < 0.1:
        facts["ae_diagnosis"] = "suspected"
    if chance.random() < 0.2:
        facts["antibody_panel_negative"] = True
    else:
        facts["antibodies_positive"] = chance.choices(*zip(*ANTIBODIES, strict=True))[0]
    if chance.random() < 0.5:
        facts |= {"hemoglobin_g_dl": chance.choice((7.5, 11, 13.2)), "neutrophils_per_mm3": chance.choice((1500, 3200))}
    return facts


def _als(chance: random.Random) -> Facts:
    facts = {**_base(chance, 58), **_draw(chance, ALS), "ae_diagnosis": "ruled_out"}
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
    facts |= {
        "wbc_per_mm3": chance.choice((1900, 4200, 6100, 8000)),
        "creatinine_clearance_ml_min": chance.choice((28, 55, 80, 110)),
        "liver_tests_max_x_uln": chance.choice((0.8, 1.2, 2.5, 3.2)),
    }
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
            "antibodies_positive": chance.choices(*zip(*ANTIBODIES[:-1], strict=True))[0],
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
    clear = {f: d[0][0] for f, d in ALS.items() if f not in ("motor_syndrome", "tx_steroid_any", "tx_ivig")}
    facts.pop("last_vaccination_date", None)
    old = {"last_vaccination_date": "2025-10-20"} if chance.random() < 0.3 else {"vaccinated_within_6_months": False}
    for fact in ("vaccinated_within_6_months", "iv_dose_excessive"):
        facts.pop(fact, None)
    steroid: Facts = {"oral_steroid_drug": "none"}
    if chance.random() < 0.3:
        steroid = {"oral_steroid_drug": "prednisone", "oral_steroid_dose_mg_day": 20}
    else:
        facts.pop("oral_steroid_dose_mg_day", None)
    return fitting | clear | old | steroid | {
        "tx_steroid_any": lines[0],
        "tx_ivig": lines[1],
        "iv_steroid_or_ig_within_2_months": False,
        "wbc_per_mm3": 6100,
        "creatinine_clearance_ml_min": 80,
        "liver_tests_max_x_uln": 1.2,
        "immunosuppressant_route": chance.choices(("none", "oral_routine"), (3, 1))[0],
    }


SPOILERS: dict[str, list[Facts]] = {
    "both": [
        {"age_years": 84},
        {"hiv_serology": "positive"},
        {"hepatitis_b_status": "active"},
        {"infection_status": "severe"},
        {"heart_failure": True, "nyha_class": 3},
        {"severe_lung_dysfunction": True},
    ],
    "ae": [
        {"tx_rituximab": "not_given", "tx_cyclophosphamide": "not_given"},
        {"tx_high_dose_steroid": "responded", "tx_ivig": "not_given"},
        {"antibodies_positive": [], "antibody_panel_negative": True},
        {"ast_iu_l": 201},
        {"chest_xray": "abnormal_significant_unrelated"},
        {"infection_status": "treated"},
        {"other_neurodegenerative_disease": True},
        {"venous_access": "not_allowing_repeated_tests"},
    ],
    "als": [
        {"motor_syndrome": "als", "immune_markers": "normal"},
        {"tx_steroid_any": "not_given", "tx_ivig": "not_given"},
        {"oral_steroid_drug": "dexamethasone", "oral_steroid_dose_mg_day": 40},
        {"can_keep_medication_stable": False},
        {"il2_allergy_or_intolerance": True},
        {"nonstandard_treatment_within_2_months": True},
        {"iv_steroid_or_ig_within_2_months": True, "iv_dose_excessive": True},
        {"vaccinated_within_6_months": True, "last_vaccination_date": "2026-11-01"},
        {"last_vaccination_date": "2026-10-01"},
        {"vaccination_planned": True},
        {"platelets_per_mm3": 79000},
        {"wbc_per_mm3": 1999},
        {"hepatitis_b_status": "inactive_carrier"},
        {"hepatitis_c_status": "current"},
        {"tuberculosis": "active"},
        {"blood_disease": "current"},
        {"mental_illness": "current"},
        {"dementia": True},
        {"severe_hypotension": True},
        {"substance_abuse_history": True},
        {"cancer_history": True},
        {"organ_transplant_history": True},
        {"creatinine_clearance_ml_min": 30},
        {"liver_tests_max_x_uln": 3.1},
        {"in_other_trial": True},
        {"investigational_drug": True},
    ],
    "women": [{"pregnant": True}, {"lactating": True}],
}


def _spoil(chance: random.Random, facts: Facts, disease: str) -> None:
    pool = SPOILERS["both"] + SPOILERS[disease] + (SPOILERS["women"] if facts["sex"] == "female" else [])
    spoiler = chance.choice(pool)
    if "last_vaccination_date" in spoiler:
        facts.pop("vaccinated_within_6_months", None)
    facts |= spoiler


