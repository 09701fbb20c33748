"""Things a person may have and treatments that may be given, in every form a sentence takes."""

from __future__ import annotations

HAVE = {
    # fact: (the thing, its value when somebody has it, when not, names the same thing in other words)
    "heart_failure": ("heart failure", True, False),
    "severe_lung_dysfunction": ("respiratory failure", True, False),
    "hiv_serology": ("HIV", "positive", "negative"),
    "hepatitis_b_status": ("hepatitis B", "positive_unspecified", "negative"),
    "hepatitis_c_status": ("hepatitis C", "current", "negative"),
    "tuberculosis": ("tuberculosis", "active", "none"),
    "blood_disease": ("haemophilia", "current", "none"),
    "mental_illness": ("schizophrenia", "current", "none"),
    "dementia": ("vascular dementia", True, False),
    "severe_hypotension": ("severe hypotension", True, False),
    "cancer_history": ("lung cancer", True, False),
    "other_neurodegenerative_disease": ("Parkinson's disease", True, False),
    "motor_syndrome": ("ALS", "als", "none"),
    "ae_diagnosis": ("autoimmune encephalitis", "diagnosed", "ruled_out"),
}
STATED = ["I have {}", "I was diagnosed with {}", "I've got {}", "Pt has {}."]
DENIED = ["I don't have {}", "I have never had {}", "no {}", "denies {}", "No history of {}.", "I do not have {}"]
OF_OTHERS = [
    "my father had {}",
    "My sister has {}, I am fine",
    "FHx: {}",
    "my neighbour has {}",
    "{} runs in my family",
    "My mum died of {}",
]
ASKED = [
    "does {} matter?",
    "What if I had {}?",
    "would {} exclude me",
    "if I had {} would you still take me?",
    "Can people with {} join?",
    "why do you ask about {}?",
]
UNSURE = ["they suspect {}", "? {}", "I might have {}", "I'm not sure if I have {}", "possible {}"]

DRUGS = {
    "tx_ivig": "IVIG",
    "tx_rituximab": "rituximab",
    "tx_cyclophosphamide": "cyclophosphamide",
    "tx_high_dose_steroid": "IVMP",
}
WENT = [
    ("{} did nothing for me", "failed"),
    ("no response to {}", "failed"),
    ("refractory to {}", "failed"),
    ("{} helped a bit", "partial"),
    ("{} worked and then wore off", "partial"),
    ("excellent response to {}", "responded"),
    ("{} worked really well", "responded"),
    ("had to stop {} because of side effects", "intolerant"),
    ("allergic to {}", "intolerant"),
    ("{}: too early to tell", "given_unknown"),
    ("never had {}", "not_given"),
    ("{} not given", "not_given"),
    ("no {}", "not_given"),
]
TREATING_NOBODY = [
    "my mother had {}",
    "does {} count?",
    "they want to start {}",
    "what if {} fails?",
    "should I have {}?",
]


def each(forms: list[str]) -> list[tuple[str, str]]:
    return [(fact, form.format(HAVE[fact][0])) for fact in HAVE for form in forms]


VIRUSES = {"hiv_serology": "HIV", "hepatitis_b_status": "HBV", "hepatitis_c_status": "HCV"}
LISTS = [
    "virology negative ({}).",
    "serology neg ({}), AST 30",
    "serology ({}) neg",
    "{} negative",
    "neg for {}",
    "no {}",
]
"""What is said of a list of viruses is said of each of them."""
BETWEEN = [", ", "/", " & ", " and "]
