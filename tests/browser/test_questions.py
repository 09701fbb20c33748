"""Every kind of message, as drawn and as answered: by mouse, by keyboard, from a shared browser."""

from __future__ import annotations

import time

import pytest

from .conftest import Tab
from .standin import CHANGED, EMERGENCY, RESULT, SCRIPT, TOLD, StandIn, option, question

AGE = [
    question(
        "age_years",
        "How old are you?",
        "number",
        option("age_years", "unknown", "I don't know", unknown=True),
        unit="years",
    )
]


@pytest.fixture
def chat(tab: Tab, standin: StandIn) -> Tab:
    return tab.open(standin.url)


def asked(standin: StandIn, tab: Tab, messages: list) -> None:
    """Brings the conversation to one answer."""
    standin.script = [messages]
    tab.button("Start").click()
    tab.talk.locator(".entry.bot:visible").nth(1).wait_for()


def sent(standin: StandIn) -> str:
    return str(standin.posts[-1]["text"])


def check_sent(tab: Tab, standin: StandIn, text: str) -> None:
    """The last message that arrived is `text`; a busy machine may take a moment to deliver it."""
    for _ in range(100):
        if standin.posts and sent(standin) == text:
            return
        tab.page.wait_for_timeout(50)
    assert sent(standin) == text


def script(kind: str) -> list:
    return next(turn for turn in SCRIPT if turn[-1]["custom"].get("input") == kind and turn[-1]["custom"]["facts"])


def test_nothing_is_sent_before_somebody_begins(chat: Tab, standin: StandIn):
    chat.page.wait_for_timeout(300)
    assert not standin.conversations and not standin.posts


def test_a_choice_sends_its_payload_and_is_shown_by_its_words(chat: Tab, standin: StandIn):
    asked(standin, chat, script("choice"))
    chat.button("No, tested negative").click()
    assert chat.talk.locator(".entry.me").last.inner_text().strip().endswith("No, tested negative")
    check_sent(chat, standin, '/answer{"question": "hiv_serology", "option": "negative"}')


def test_an_answered_button_stays_readable_and_focused_and_does_nothing(chat: Tab, standin: StandIn):
    asked(standin, chat, script("choice"))
    picked = chat.button("No, tested negative", nth=0)
    picked.click()
    chat.talk.locator(".entry.bot").nth(3).wait_for()
    assert picked.get_attribute("aria-disabled") == "true"
    assert picked.evaluate("node => node.getRootNode().activeElement === node")
    posts = len(standin.posts)
    picked.click(force=True)
    chat.button("Yes, tested positive", nth=0).click(force=True)
    picked.press("Enter")
    assert len(standin.posts) == posts


def test_the_next_question_is_the_next_stop_of_the_tab_key(chat: Tab, standin: StandIn):
    asked(standin, chat, script("choice"))
    chat.button("No, tested negative", nth=0).click()
    chat.talk.locator(".why").nth(1).wait_for()
    stops = []
    for _ in range(3):
        chat.page.keyboard.press("Tab")
        stops.append(chat.page.evaluate("document.activeElement.shadowRoot.activeElement.textContent"))
    assert stops[0] in ("Change age", "Why do you ask?")
    assert "No, tested negative" in stops


def test_a_double_click_sends_once(chat: Tab, standin: StandIn):
    asked(standin, chat, script("choice"))
    chat.button("No, tested negative").dblclick()
    chat.answered()
    chat.page.wait_for_timeout(200)
    assert len(standin.posts) == 2


def double_click(chat: Tab, name: str) -> float:
    """A double click whose second half comes when the answer is there. Returns the seconds that it took."""
    questions = chat.talk.locator(".card[role=group]")
    cards = questions.count()
    box = chat.button(name).bounding_box()
    assert box
    mouse, began = chat.page.mouse, time.monotonic()
    mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    for half in (1, 2):
        mouse.down(click_count=half)
        mouse.up(click_count=half)
        questions.nth(cards).wait_for()
    assert chat.button(name).bounding_box() == box, "the next question does not stand in the same place"
    return time.monotonic() - began


def test_the_second_half_of_a_double_click_answers_no_question_that_came_in_between(chat: Tab, standin: StandIn):
    asked(standin, chat, script("choice"))
    chat.button("No, tested negative").click()
    chat.answered()
    for _ in range(10):
        posts = len(standin.posts)
        if double_click(chat, "No, tested negative") < 0.4:  # a busy machine is too slow for one
            break
        chat.answered()
    chat.page.wait_for_timeout(300)
    assert len(standin.posts) == posts + 1
    chat.button("No, tested negative").click()
    chat.answered()
    assert len(standin.posts) == posts + 2


def test_a_checklist_sends_the_ticked_payloads_in_lines(chat: Tab, standin: StandIn):
    asked(standin, chat, script("multi"))
    chat.page.get_by_label("Heart failure, of any class").check()
    chat.page.get_by_label("A transplanted organ").check()
    chat.button("Send these answers").click()
    chat.talk.locator(".entry.bot").nth(2).wait_for()
    assert [line.rpartition(" ")[2] for line in sent(standin).split("\n")] == ['"heart"}', '"transplant"}']
    assert "Heart failure, of any class, A transplanted organ" in chat.talk.locator(".entry.me").last.inner_text()
    assert chat.page.get_by_label("Heart failure, of any class").first.is_checked()


def test_an_empty_checklist_says_what_to_do(chat: Tab, standin: StandIn):
    asked(standin, chat, script("multi"))
    chat.button("Send these answers").click()
    assert chat.page.get_by_role("alert").filter(has_text="Tick at least one box").is_visible()
    assert chat.page.get_by_label("Heart failure, of any class").evaluate(
        "node => node.getRootNode().activeElement === node"
    )
    assert len(standin.posts) == 1
    chat.button("None of these").click()
    chat.talk.locator(".entry.bot").nth(2).wait_for()
    assert '"none"' in sent(standin)


def test_a_number_names_its_unit_and_is_typed(chat: Tab, standin: StandIn):
    asked(standin, chat, AGE)
    field = chat.page.get_by_label("Your answer (years)")
    assert field.get_attribute("inputmode") == "decimal"
    field.press("Enter")
    assert chat.page.get_by_role("alert").filter(has_text="Type an answer first").is_visible()
    field.fill("54")
    field.press("Enter")
    chat.talk.locator(".entry.bot").nth(2).wait_for()
    check_sent(chat, standin, "54")


def fill_date(chat: Tab, *values: str) -> None:
    for label, value in zip(("Day", "Month", "Year"), values, strict=True):
        chat.page.get_by_label(label, exact=True).last.fill(value)
    chat.page.get_by_label("Year", exact=True).last.press("Enter")


def test_a_date_may_lack_its_day_or_month(chat: Tab, standin: StandIn):
    dates = {("2", "5", "2026"): "2026-05-02", ("", "5", "2026"): "May 2026", ("", "may", "2026"): "May 2026",
             ("", "", "2025"): "2025", ("29", "2", "2024"): "2024-02-29",
             ("31", "December", "2025"): "2025-12-31"}  # fmt: skip
    asked(standin, chat, script("date"))
    for turn, (values, said) in enumerate(dates.items(), start=2):
        fill_date(chat, *values)
        chat.talk.locator(".entry.bot").nth(turn).wait_for()
        check_sent(chat, standin, said)


def test_what_is_no_date_is_not_sent(chat: Tab, standin: StandIn):
    asked(standin, chat, script("date"))
    for values in (("30", "2", "2026"), ("29", "2", "2025"), ("", "13", "2026"), ("", "0", "2026"), ("5", "", "2026"),
                   ("", "5", "26"), ("", "", ""), ("x", "5", "2026"), ("0", "5", "2026"), ("", "foo", "2026"),
                   ("1.5", "5", "2026")):  # fmt: skip
        fill_date(chat, *values)
        assert chat.page.get_by_role("alert").filter(has_text="That is not a date").is_visible(), values
    fill_date(chat, "1", "5", "2026")
    chat.talk.locator(".entry.bot").nth(2).wait_for()
    assert [post["text"] for post in standin.posts[1:]] == ["2026-05-01"]


@pytest.mark.parametrize("kind", ["choice", "multi", "number", "date", "text"])
def test_free_text_is_welcome_whatever_was_asked(chat: Tab, standin: StandIn, kind: str):
    asked(standin, chat, script(kind))
    chat.input.fill("What is")
    chat.input.press("Shift+Enter")
    chat.input.press_sequentially("IL-2?")
    chat.input.press("Enter")
    chat.talk.locator(".entry.bot").nth(2).wait_for()
    check_sent(chat, standin, "What is\nIL-2?")
    assert chat.input.input_value() == ""


def test_a_question_stays_open_when_the_answer_asks_nothing_new(chat: Tab, standin: StandIn):
    standin.script = [script("choice"), [{"text": "IL-2 is a protein."}], [{"text": "Noted."}]]
    chat.button("Start").click()
    chat.button("No, tested negative").wait_for()
    chat.type("What is IL-2?")
    chat.says("IL-2 is a protein.").wait_for()
    chat.button("No, tested negative").click()
    chat.says("Noted.").wait_for()
    assert '"negative"' in sent(standin)


def test_a_correction_button_stays_of_use(chat: Tab, standin: StandIn):
    asked(standin, chat, [CHANGED, *script("choice")])
    chat.button("No, tested negative").click()
    chat.answered()
    chat.button("Change platelets", nth=0).click()
    chat.answered()
    check_sent(chat, standin, '/answer{"question": "change", "option": "platelets_per_mm3"}')


def test_progress_and_the_reason_are_there(chat: Tab, standin: StandIn):
    asked(standin, chat, script("multi"))
    assert chat.page.get_by_role("progressbar", name="3 answered, at most 6 questions").is_visible()
    reason = chat.talk.get_by_text("The study takes people of some ages only.")
    assert not reason.is_visible()
    chat.talk.get_by_text("Why do you ask?").click()
    assert reason.is_visible()


def test_an_emergency_is_an_alert_with_its_own_heading(chat: Tab, standin: StandIn):
    asked(standin, chat, [EMERGENCY])
    alert = chat.page.get_by_role("alert")
    assert alert.get_by_role("heading", name="This may be an emergency").is_visible()
    assert "Call your local emergency number now." in alert.inner_text()
    polite = chat.page.get_by_role("log").inner_text()
    assert "Call your local emergency number" not in polite  # once is enough


def test_a_result_opens_to_each_criterion(chat: Tab, standin: StandIn):
    asked(standin, chat, [RESULT])
    cards = chat.talk.get_by_role("article")
    assert cards.count() == 3
    first = cards.first
    assert first.locator(".verdict").inner_text() == "One or more listed criteria may not fit"
    assert first.locator(".verdict svg").is_visible()
    assert "Completed in June 2019. Not recruiting." in first.inner_text()
    assert "This may be out of date." in first.inner_text()
    failed = first.locator(".crit").first
    failed.locator("summary").click()
    opened = failed.inner_text()
    for part in (
        "May not fit", "vaccination within 6 months of enrolment", "date of the last vaccine: May 2, 2026",
        "This can change with time.", "Could change on November 2, 2026 at the earliest.", "X-E1",
    ):  # fmt: skip
        assert part in opened
    link = first.get_by_role("link", name="See NCT00000001 on ClinicalTrials.gov")
    assert link.get_attribute("href") == "https://clinicaltrials.gov/study/NCT00000001"
    assert link.get_attribute("rel") == "noopener noreferrer"
    verdicts = [cards.nth(n).locator(".verdict").inner_text() for n in (1, 2)]
    assert verdicts == ["Not clear yet", "Matches the listed criteria that could be checked"]


def test_a_trial_told_in_words_has_them_in_its_card_and_nowhere_else(chat: Tab, standin: StandIn):
    asked(standin, chat, [TOLD])
    card = chat.talk.get_by_role("article").nth(1)
    assert "I could check 4 of 5 rules." in card.inner_text()
    assert "Is the study open?" not in card.inner_text()  # the words say it
    assert chat.talk.inner_text().count("I could check 4 of 5 rules.") == 1
    card.get_by_text("Rule by rule (4)").click()
    assert "platelets < 80,000/mm3" in card.inner_text()


def test_every_criterion_verdict_is_told_in_words_and_by_its_icon(chat: Tab, standin: StandIn):
    asked(standin, chat, [RESULT])
    first = chat.talk.get_by_role("article").first
    first.get_by_text("Rule by rule").click()
    words = first.locator(".state b").all_inner_texts()
    icons = first.locator(".state > svg:first-child path").evaluate_all(
        "paths => paths.map(path => path.getAttribute('d'))"
    )
    assert set(words) == {"Fits", "May not fit", "Not known yet", "Does not apply", "The study team checks this"}
    assert len(set(zip(words, icons, strict=True))) == len(set(words)) == len(set(icons))


def test_text_is_text_and_https_links_are_links(chat: Tab, standin: StandIn):
    said = "<b>bold</b> <img src=x onerror=alert(1)>\nsee https://clinicaltrials.gov/study/NCT1), javascript:alert(1)"
    asked(standin, chat, [{"text": said}])
    entry = chat.talk.locator(".entry.bot").last
    assert "<b>bold</b> <img src=x onerror=alert(1)>" in entry.inner_text()
    assert entry.locator("b, img").count() == 0
    assert entry.get_by_role("link").evaluate_all("links => links.map(link => link.href)") == [
        "https://clinicaltrials.gov/study/NCT1"
    ]


def test_new_messages_are_announced_apart_from_the_list(chat: Tab, standin: StandIn):
    asked(standin, chat, script("choice"))
    log = chat.page.get_by_role("log")
    assert log.get_attribute("aria-live") == "polite"
    assert "Did a blood test for HIV find anything? No, tested negative, Yes, tested positive" in log.text_content()
    assert chat.talk.locator("[aria-live]").count() == 0


def test_the_sheet_opens_in_a_tab_of_its_own_under_the_same_policy(chat: Tab, standin: StandIn):
    asked(standin, chat, [RESULT])
    violations: list[str] = []
    chat.page.context.on("console", lambda message: violations.append(message.text))
    with chat.page.expect_popup() as popup:
        chat.talk.get_by_role("button", name="Sheet for the doctor").click()
    heading = popup.value.get_by_role("heading", name="What I told")
    heading.wait_for()
    assert popup.value.title() == "Sheet"
    assert heading.evaluate("node => getComputedStyle(node).fontSize") == "20px"  # 15pt, by the sheet's own style
    assert violations == []


def test_no_script_in_a_sheet_runs(chat: Tab, standin: StandIn):
    standin.sheet = (
        "<h1 onclick='window.harm = 1'>Sheet</h1><script>window.harm = 2</script><img src=x onerror='window.harm = 3'>"
    )
    asked(standin, chat, [RESULT])
    with chat.page.expect_popup() as popup:
        chat.talk.get_by_role("button", name="Sheet for the doctor").click()
    popup.value.get_by_role("heading").click()
    assert popup.value.evaluate("window.harm") is None and chat.page.evaluate("window.harm") is None


def test_a_clinician_may_save_the_data(context, expected, standin: StandIn):
    tab = Tab(context.new_page(), expected)
    tab.page.route(
        "**/chat/",
        lambda route: route.fulfill(
            body='<!doctype html><script src="widget.js"></script><trial-chat register="clinician"></trial-chat>',
            content_type="text/html",
        ),
    )
    tab.open(standin.url)
    asked(standin, tab, SCRIPT[1])
    assert "main" in tab.button("I am a clinician").get_attribute("class")
    with tab.page.expect_download() as download:
        tab.button("Data (FHIR)").click()
    assert download.value.suggested_filename == "trial-sheet.json"
    assert tab.console == []


def test_strings_may_come_in_another_language(context, standin: StandIn):
    page = context.new_page()
    page.route(
        "**/chat/",
        lambda route: route.fulfill(
            content_type="text/html",
            body=(
                '<!doctype html><script src="widget.js"></script>'
                '<trial-chat lang="de" strings="/de.json" heading="Studien"></trial-chat>'
            ),
        ),
    )
    page.route("**/de.json", lambda route: route.fulfill(json={"start": "Beginnen", "end": "Beenden"}))
    page.goto(standin.url + "/chat/")
    page.get_by_role("button", name="Beginnen").wait_for()  # the strings are fetched
    assert page.get_by_role("heading", name="Studien").is_visible()
    assert page.locator("trial-chat .root").get_attribute("lang") == "de"
    assert page.get_by_role("button", name="Send").is_visible()  # what is not translated stays English
