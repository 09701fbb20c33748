"""Whole screenings against the running assistant, as people do them: by mouse, by keyboard alone, on a small phone."""

from __future__ import annotations

import datetime as dt
import threading
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Locator, Request, expect

from criteria.load import catalogue
from tests.running import Server

from .conftest import Tab

Facts = dict[str, Any]

FITS: Facts = {
    "age_years": 54, "sex": "male", "ae_diagnosis": "diagnosed", "motor_syndrome": "none",
    "antibodies_positive": ["nmdar"], "tx_high_dose_steroid": "failed", "tx_ivig": "failed",
    "tx_rituximab": "failed", "tx_cyclophosphamide": "failed", "heart_failure": False, "ast_iu_l": 30,
    "alt_iu_l": 25, "severe_lung_dysfunction": False, "creatinine_clearance_ml_min": 90, "wbc_per_mm3": 6000,
    "lymphocytes_per_mm3": 1800, "platelets_per_mm3": 250000, "neutrophils_per_mm3": 4000, "hemoglobin_g_dl": 14,
    "hiv_serology": "negative", "hepatitis_b_status": "negative", "hepatitis_c_status": "negative",
    "tuberculosis": "none", "chest_xray": "normal", "infection_status": "none",
    "other_neurodegenerative_disease": False, "venous_access": "adequate", "consent_willingness": "willing",
    "childbearing_potential": False,
}  # fmt: skip
FITS_NEITHER: Facts = {
    "age_years": 61, "ae_diagnosis": "diagnosed", "motor_syndrome": "none", "antibodies_positive": ["lgi1"],
    "hiv_serology": "positive",
}  # fmt: skip
SAID = {
    "age_years": "{} years old", "sex": "{}", "ast_iu_l": "AST {} IU/L", "alt_iu_l": "ALT {} IU/L",
    "lymphocytes_per_mm3": "lymphocytes {}/mm3", "platelets_per_mm3": "platelets {}/mm3",
    "neutrophils_per_mm3": "neutrophils {}/mm3", "hemoglobin_g_dl": "hemoglobin {} g/dL",
}  # fmt: skip
NOT_KNOWN: Facts = {"age_years": 48, "motor_syndrome": "als", "ae_diagnosis": "ruled_out", "umn_signs": True}


def posted(request: Request) -> bool:
    return request.method == "POST" and request.url.endswith("/chat/messages")


class Person:
    """Answers from `facts`, or "I don't know" where a fact is not there, by pressing what is on the screen."""

    def __init__(self, tab: Tab, facts: Facts, role: str) -> None:
        self.tab, self.facts, self.role = tab, facts, role
        self.messages: list[dict[str, Any]] = []
        self.asked: list[str] = []

    # how this person uses the page; another one does it with the keyboard

    def press(self, target: Locator) -> None:
        target.click()

    def tick(self, box: Locator) -> None:
        box.check()

    def enter(self, field: Locator, value: str) -> None:
        field.fill(value)

    # what they answer

    def turn(self, target: Locator) -> None:
        """Presses the button that sends, and takes in the answer."""
        with self.tab.page.expect_event("requestfinished", lambda request: posted(request)) as sent:
            self.press(target)
        self.messages = sent.value.response().json()["messages"]
        # the answer is on the screen once nothing is on its way
        self.tab.answered()

    @property
    def question(self) -> dict[str, Any] | None:
        customs = [message.get("custom") or {} for message in self.messages]
        return next((custom for custom in reversed(customs) if custom.get("type") == "question"), None)

    @property
    def result(self) -> dict[str, Any] | None:
        customs = [message.get("custom") or {} for message in self.messages]
        return next((custom["assessment"] for custom in customs if custom.get("final")), None)

    @property
    def card(self) -> Locator:
        return self.tab.talk.locator(".card[role=group]").last

    def button(self, title: str) -> Locator:
        return self.card.get_by_role("button", name=title, exact=True)

    def fits(self, option: dict[str, Any]) -> bool:
        told = option.get("facts") or {}
        return bool(told) and all(self.facts.get(name) == value for name, value in told.items())

    def answer(self) -> None:
        question = self.question
        assert question is not None, [message["text"] for message in self.messages]
        self.asked.append(question["id"])
        assert self.asked.count(question["id"]) < 3, self.asked
        options = question["options"]
        unknown = next((option for option in options if option.get("unknown")), None)
        if question["id"] in ("consent", "go_on"):
            wanted = question["id"] == "consent"
            self.turn(self.button(next(o["title"] for o in options if bool(o.get("accept")) is wanted)))
        elif question["id"] == "role":
            self.turn(self.button(next(o["title"] for o in options if self.role in o["title"])))
        elif question["input"] == "multi":
            self.answer_list(options, unknown)
        elif picked := next((option for option in options if self.fits(option)), None):
            self.turn(self.button(picked["title"]))
        elif told := {name: self.facts[name] for name in question["facts"] if name in self.facts}:
            self.answer_in_words(question, told)
        else:
            assert unknown is not None, question
            self.turn(self.button(unknown["title"]))

    def answer_list(self, options: list[dict[str, Any]], unknown: dict[str, Any] | None) -> None:
        single = ("none", "unknown", "skip")
        picked = [option for option in options if self.fits(option) and not any(option.get(flag) for flag in single)]
        none = next((option for option in options if option.get("none") and self.fits(option)), None)
        if none or not picked:
            self.turn(self.button((none or unknown or options[-1])["title"]))
            return
        for option in picked:
            self.tick(self.card.get_by_label(option["title"], exact=True))
        self.turn(self.button("Send these answers"))

    def answer_in_words(self, question: dict[str, Any], told: Facts) -> None:
        if question["input"] == "number":
            self.enter(self.card.get_by_label("Your answer"), str(next(iter(told.values()))))
            self.turn(self.button("Send"))
            return
        words = [SAID.get(name, "{}").format(value) for name, value in told.items()]
        self.enter(self.tab.input, ", ".join(words))
        self.turn(self.tab.page.locator("trial-chat .composer").get_by_role("button", name="Send"))

    def begin(self) -> None:
        self.turn(self.tab.button("Start"))

    def finish(self, *, at_most: int = 40) -> dict[str, Any]:
        """Answers until the result is there."""
        while self.result is None:
            assert len(self.asked) < at_most, self.asked
            self.answer()
        return self.result


class KeyboardPerson(Person):
    """Never touches the mouse: Tab forward, or back, until it is there; Enter and Space press."""

    FOCUSED = "node => node.getRootNode().activeElement === node"

    def reach(self, target: Locator) -> None:
        node = target.element_handle()
        for key in ["Tab"] * 25 + ["Shift+Tab"] * 60:
            if node.evaluate(self.FOCUSED):
                return
            self.tab.page.keyboard.press(key)
        raise AssertionError(f"no way to {target} by keyboard")

    def press(self, target: Locator) -> None:
        self.reach(target)
        self.tab.page.keyboard.press("Enter")

    def tick(self, box: Locator) -> None:
        self.reach(box)
        self.tab.page.keyboard.press("Space")

    def enter(self, field: Locator, value: str) -> None:
        self.reach(field)
        self.tab.page.keyboard.type(value)


def expected_verdicts(facts: Facts) -> dict[str, str]:
    """What the engine says of everything that the person knows."""
    told = catalogue().engine.assess(facts, dt.date.today())
    return {trial["nct_id"]: trial["verdict"] for trial in told["trials"]}


WORDS = {
    "may_fit": "Matches the listed criteria that could be checked",
    "does_not_fit": "One or more listed criteria may not fit",
    "undetermined": "Not clear yet",
}


def check_result(tab: Tab, result: dict[str, Any], facts: Facts) -> None:
    """The engine, the answer and the screen agree."""
    verdicts = {trial["nct_id"]: trial["verdict"] for trial in result["trials"]}
    assert verdicts == expected_verdicts(facts)
    cards = tab.talk.get_by_role("article")
    assert cards.count() == len(verdicts)
    for trial, card in zip(result["trials"], cards.all(), strict=True):
        assert card.get_by_role("heading").inner_text() == trial["title"]
        assert card.locator(".verdict").inner_text() == WORDS[trial["verdict"]]
        assert card.locator(".crit").count() == len(trial["criteria"])
        quotes = card.locator(".crit q").evaluate_all("nodes => nodes.map(node => node.textContent)")
        assert sorted(quotes) == sorted(criterion["quote"] for criterion in trial["criteria"])
        assert (
            card.get_by_role("link").last.get_attribute("href") == f"https://clinicaltrials.gov/study/{trial['nct_id']}"
        )


@pytest.fixture
def chat(tab: Tab, server: Server) -> Tab:
    return tab.open(server.url)


def test_by_mouse(chat: Tab):
    person = Person(chat, FITS_NEITHER, "patient")
    person.begin()
    check_result(chat, person.finish(), FITS_NEITHER)
    assert chat.axe() == []
    with chat.page.expect_popup() as popup:
        chat.talk.get_by_role("button", name="Sheet for the doctor").click()
    sheet = popup.value
    sheet.get_by_role("heading").first.wait_for()
    assert "NCT02714959" in sheet.locator("body").inner_text()
    plain = "16px"  # a browser's own size: any other shows that the sheet has its style
    assert sheet.evaluate("getComputedStyle(document.body).fontSize") != plain


def test_by_keyboard_alone(chat: Tab):
    person = KeyboardPerson(chat, FITS, "clinician")
    person.begin()
    result = person.finish()
    check_result(chat, result, FITS)
    assert "may_fit" in {trial["verdict"] for trial in result["trials"]}
    assert len(person.asked) > 5


@pytest.mark.parametrize(
    "context", [{"viewport": {"width": 320, "height": 640}, "has_touch": True}], ids=["320 px"], indirect=True
)
def test_on_a_phone_of_320_px(chat: Tab):
    person = Person(chat, NOT_KNOWN, "carer")
    person.press = lambda target: target.tap()  # type: ignore[method-assign]
    person.begin()
    result = person.finish()
    verdicts = {trial["nct_id"]: trial["verdict"] for trial in result["trials"]}
    assert verdicts == expected_verdicts(NOT_KNOWN) and "undetermined" in verdicts.values()
    assert chat.page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert chat.axe() == []


def test_a_reload_in_the_middle(chat: Tab):
    person = Person(chat, FITS_NEITHER, "patient")
    person.begin()
    for _ in range(3):
        person.answer()
    said = [line for line in chat.talk.locator(".me .text").all_inner_texts()]
    chat.page.reload()
    person.card.wait_for()
    assert chat.talk.locator(".me .text").all_inner_texts() == said
    check_result(chat, person.finish(), FITS_NEITHER)


def test_the_server_is_killed_and_comes_back_in_the_middle(chat: Tab, server: Server, expected: list[str]):
    expected.append("Failed to load resource")
    person = Person(chat, FITS_NEITHER, "patient")
    person.begin()
    person.answer()
    server.stop()
    try:
        option = next(o for o in person.question["options"] if person.role in o["title"])
        person.button(option["title"]).click()
        expect(chat.page.get_by_role("status")).to_contain_text("No connection. Your message is kept")
    finally:
        with chat.page.expect_event("requestfinished", lambda request: posted(request), timeout=120_000) as sent:
            starting = threading.Thread(target=server.start)
            starting.start()
            starting.join()
    person.messages = sent.value.response().json()["messages"]
    expect(chat.page.get_by_role("status")).to_be_empty()
    check_result(chat, person.finish(), FITS_NEITHER)


def test_offline_and_back(chat: Tab, context: BrowserContext, expected: list[str]):
    expected.append("Failed to load resource")
    person = Person(chat, FITS_NEITHER, "patient")
    person.begin()
    context.set_offline(True)
    person.button("Yes, I agree").click()
    expect(chat.page.get_by_role("status")).to_contain_text("No connection")
    with chat.page.expect_event("requestfinished", lambda request: posted(request)) as sent:
        context.set_offline(False)
    person.messages = sent.value.response().json()["messages"]
    check_result(chat, person.finish(), FITS_NEITHER)


def test_a_double_click_answers_once(chat: Tab):
    person = Person(chat, FITS_NEITHER, "patient")
    person.begin()
    person.button("Yes, I agree").dblclick()
    chat.says("Who is").wait_for()
    chat.page.reload()
    chat.says("Who is").wait_for()
    assert chat.talk.locator(".me").count() == 2


@pytest.mark.parametrize("way", ["button", "words"])
def test_deleting_clears_both_sides(chat: Tab, server: Server, expected: list[str], way: str):
    person = Person(chat, FITS_NEITHER, "patient")
    person.begin()
    person.answer()
    person.answer()
    token = chat.page.evaluate("JSON.parse(Object.values(sessionStorage)[0]).token")
    if way == "button":
        chat.button("Delete my data").click()
        chat.button("Delete and end").click()
    else:
        chat.input.fill("delete my data")
        person.turn(chat.page.locator("trial-chat .composer").get_by_role("button", name="Send"))
        person.card.get_by_role("button").first.click()
    expect(chat.talk).to_contain_text("Your answers were deleted, here and on the server.")
    assert chat.page.evaluate("sessionStorage.length") == 0
    status = chat.page.request.get(f"{server.url}/chat/messages", headers={"Authorization": f"Bearer {token}"}).status
    assert status == 401


def test_what_the_server_sends_with_the_page(chat: Tab, server: Server):
    for path in ("/chat/", "/chat/widget.js", "/chat/page.css", "/chat/embed.html"):
        answer = chat.page.request.get(server.url + path)
        assert answer.status == 200, path
        assert answer.headers["content-security-policy"].startswith("default-src 'none'; script-src 'self'")
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert answer.headers["referrer-policy"] == "no-referrer"
        assert "permissions-policy" in answer.headers


def test_a_correction_in_the_chat(chat: Tab):
    person = Person(chat, FITS_NEITHER, "patient")
    person.begin()
    person.answer()
    person.answer()
    chat.type("I am 54 years old")
    chat.button("Change age").wait_for()
    chat.type("sorry, I am 45")
    changed = chat.says("45")
    changed.wait_for()
    assert "54" in changed.inner_text()
