"""What goes wrong: the widget stays up, says what happened and what to do, and loses nothing."""

from __future__ import annotations

import json

import pytest
from playwright.sync_api import BrowserContext, expect

from .conftest import Tab
from .standin import RESULT, Handler, StandIn, option, question

LOST = "Failed to load resource"  # the browser's own line for a failed request


@pytest.fixture
def chat(tab: Tab, standin: StandIn) -> Tab:
    tab.open(standin.url)
    tab.button("Start").click()
    tab.button("Yes, go on").wait_for()
    return tab


def ids(standin: StandIn) -> list[str]:
    return [post["id"] for post in standin.posts]


def answered(tab: Tab, turn: int) -> None:
    tab.talk.locator(".entry.bot").nth(turn).wait_for()


def test_a_broken_server_is_named_and_tried_again_with_the_same_id(chat: Tab, standin: StandIn, expected: list[str]):
    expected.append(LOST)
    standin.fault = lambda handler: handler.reply(500, {"error": "<b>Traceback</b> 10.0.0.7"})
    chat.button("Yes, go on").click()
    expect(chat.page.get_by_role("status")).to_contain_text("The service has a problem. Your message is kept")
    assert "Traceback" not in chat.talk.inner_text()
    expect(chat.talk.locator(".entry.me").last).to_contain_text("Not sent yet")
    standin.fault = lambda handler: handler.reply(503)
    chat.try_again()
    standin.fault = None
    answered(chat, 2)
    assert len(set(ids(standin)[1:])) == 1
    expect(chat.page.get_by_role("status")).to_be_empty()
    assert "Not sent yet" not in chat.talk.inner_text()


def test_garbage_is_a_problem_of_the_service(chat: Tab, standin: StandIn):
    no_answers = [
        b"<html><script>window.harm = 1</script>", b"[1, 2]", b"null", b"{}", b'{"messages": "all"}', b"",
        b'{"messages": [{"text": "Hel', b"\xff\xfe\xfa",
    ]  # fmt: skip
    for turn, garbage in enumerate(no_answers, start=2):
        standin.fault = lambda handler, garbage=garbage: handler.reply(200, garbage)  # type: ignore[misc]
        chat.type("go on")
        expect(chat.page.get_by_role("status")).to_contain_text("The service has a problem")
        standin.fault = None
        chat.try_again()
        answered(chat, turn)
    assert chat.page.evaluate("window.harm") is None


def test_messages_of_an_unforeseen_shape_are_shown_as_far_as_they_can_be(chat: Tab, standin: StandIn):
    hostile = {"onclick": "window.harm = 1", "style": "color: red", "innerHTML": "<b>x</b>"}
    criterion = {"quote": hostile, "because": [1], "needs": "x", "verdict": "constructor", "earliest": "never"}
    study = {"title": hostile, "nct_id": hostile, "criteria": [None, criterion], "missing": "x", "recruitment": []}
    asks = {"type": "question", "unit": hostile, "why": hostile, "progress": "x"}
    customs = {
        "kept": "x",
        "checklist": asks | {"input": "multi", "options": [None, 1, hostile, {"title": "T"}]},
        "number": asks | {"input": "number"},
        "of no kind": asks | {"input": "constructor"},
        "unknown type": {"type": "constructor"},
        "no trials": {"type": "assessment", "final": True, "assessment": None},
        "bad trials": {"type": "assessment", "assessment": {"as_of": hostile, "trials": [None, 3, study]}, "labels": 5},
        "understood": {"type": "understood", "facts": None, "changed": [1]},
        "safety": {"type": "safety"},
    }
    shapes = [None, 7, "text", [], {"text": None}, {"text": hostile}, {"buttons": 7}]
    shapes += [{"text": text, "custom": custom} for text, custom in customs.items()]
    standin.script = [shapes]
    chat.button("Yes, go on").click()
    chat.says("safety").wait_for()
    shown = chat.talk.inner_text()
    assert all(text in shown for text in customs)
    assert chat.page.evaluate("window.harm") is None
    assert chat.talk.locator("[onclick], [style]").count() == 0
    chat.type("still there?")
    expect(chat.talk.locator(".entry.me").last).to_contain_text("still there?")


def test_too_many_messages_wait_as_long_as_the_server_asks(chat: Tab, standin: StandIn, expected: list[str]):
    expected.append(LOST)
    standin.fault = lambda handler: handler.reply(429, {"error": "Too many"}, {"Retry-After": "2"})
    chat.button("Yes, go on").click()
    expect(chat.page.get_by_role("status")).to_contain_text("sent again in 2 seconds")
    standin.fault = None
    chat.page.wait_for_timeout(1000)
    assert len(standin.posts) == 2  # not before its time
    answered(chat, 2)
    assert ids(standin)[1] == ids(standin)[2]


def test_offline_keeps_the_text_and_sends_it_when_the_network_is_back(chat: Tab, standin: StandIn, expected: list[str]):
    expected.append(LOST)
    chat.page.context.set_offline(True)
    chat.type("I am 54 years old")
    status = chat.page.get_by_role("status")
    expect(status).to_contain_text("No connection. Your message is kept")
    expect(chat.talk.locator(".entry.me").last).to_contain_text("I am 54 years old")
    chat.type("a second thought")  # waits in its field
    assert chat.input.input_value() == "a second thought"
    chat.page.context.set_offline(False)
    answered(chat, 2)
    assert [post["text"] for post in standin.posts][1:] == ["I am 54 years old"]


def test_an_unsent_message_can_be_taken_back(chat: Tab, standin: StandIn, expected: list[str]):
    expected.append(LOST)
    chat.page.context.set_offline(True)
    chat.type("plt 97")
    chat.button("Take it back").click()
    assert chat.input.input_value() == "plt 97"
    assert "plt 97" not in chat.talk.inner_text()
    chat.page.context.set_offline(False)
    chat.type("plt 79")
    chat.talk.get_by_text("Who is answering?").wait_for()
    assert [post["text"] for post in standin.posts][1:] == ["plt 79"]


def test_an_answer_lost_on_its_way_is_not_given_twice(chat: Tab, standin: StandIn, expected: list[str]):
    expected.append(LOST)
    lost = []

    def answer_lost(handler: Handler) -> None:
        standin.fault = None
        token = handler.token or ""
        lost.append(standin.turn(token, standin.posts[-1]["text"], standin.posts[-1]["id"]))
        handler.reply(502)

    standin.fault = answer_lost
    chat.button("Yes, go on").click()
    chat.button("I am the patient").wait_for()
    assert len(lost) == 1 and len(set(ids(standin))) == 2
    assert sum(message.get("from") == "person" for message in next(iter(standin.conversations.values()))) == 2


def test_a_reload_while_a_message_is_on_its_way_sends_it_once(chat: Tab, standin: StandIn, expected: list[str]):
    expected.append(LOST)
    standin.fault = lambda handler: handler.reply(503)
    chat.button("Yes, go on").click()
    expect(chat.page.get_by_role("status")).to_contain_text("The service has a problem")
    chat.page.reload()
    expect(chat.talk.locator(".entry.me").last).to_contain_text("Yes, go on")
    standin.fault = None
    chat.button("I am the patient").wait_for()
    assert chat.talk.locator(".entry.me").count() == 2
    assert len(set(ids(standin))) == 2


def test_a_reload_goes_on_where_it_was(chat: Tab, standin: StandIn):
    chat.button("Yes, go on").click()
    chat.button("I am the patient").click()
    chat.page.get_by_label("Your answer").wait_for()
    before = chat.talk.locator(".entry.me, .entry.bot").count()
    chat.page.reload()
    chat.page.get_by_label("Your answer").wait_for()
    assert chat.talk.locator(".entry.me, .entry.bot").count() == before - 1  # without the welcome
    assert "picked" in (chat.button("I am the patient").get_attribute("class") or "")
    assert chat.button("I am a carer").get_attribute("aria-disabled") == "true"
    assert chat.page.get_by_role("log").inner_text() == ""  # nothing new to announce
    chat.page.get_by_label("Your answer").fill("54")
    chat.page.get_by_label("Your answer").press("Enter")
    chat.button("No, tested negative").wait_for()


def test_a_second_tab_shares_the_conversation_and_its_end(chat: Tab, standin: StandIn, context: BrowserContext):
    second = Tab(context.new_page(), []).open(standin.url)
    second.button("Yes, go on").wait_for()
    second.button("Yes, go on").click()
    chat.button("I am the patient").wait_for()  # the first tab follows
    chat.button("I am the patient").click()
    second.page.get_by_label("Your answer").wait_for()
    assert len(standin.conversations) == 1
    second.button("End").click()
    second.page.get_by_role("dialog").get_by_role("button", name="End", exact=True).click()
    for tab in (chat, second):
        expect(tab.talk).to_contain_text("This conversation has ended.")
        assert "Who is answering?" not in tab.talk.inner_text()
    third = Tab(context.new_page(), []).open(standin.url)
    third.button("Start").wait_for()
    assert second.console == third.console == []


def test_another_persons_browser_does_not_share_it(chat: Tab, standin: StandIn, browser):
    other = browser.new_context()
    page = other.new_page()
    page.goto(standin.url + "/chat/")
    page.get_by_role("button", name="Start", exact=True).wait_for()
    page.wait_for_timeout(300)
    assert "May I ask" not in page.locator("trial-chat .talk").inner_text()
    other.close()


def put(tab: Tab, standin: StandIn, stored: str) -> None:
    """Loads the page anew with this in the tab's storage."""
    tab.page.evaluate(
        "([key, value]) => sessionStorage.setItem(key, value)", [f"trial-chat {standin.url}/chat/", stored]
    )
    tab.page.reload()


def test_a_foreign_token_opens_nothing_and_says_so(tab: Tab, standin: StandIn, expected: list[str]):
    expected.append(LOST)
    tab.open(standin.url)
    for token in ("A" * 32, "x"):
        put(tab, standin, json.dumps({"token": token, "pending": None}))
        expect(tab.talk).to_contain_text("This conversation has ended on the server")
        tab.button("Start a new conversation").click()
        tab.button("Yes, go on").wait_for()


@pytest.mark.parametrize("stored", ["{", '{"token": {}, "pending": {"text": {}}}', '{"token": "\u00e9", "pending": 7}'])
def test_spoilt_storage_begins_anew(tab: Tab, standin: StandIn, stored: str):
    tab.open(standin.url)
    put(tab, standin, stored)
    tab.button("Start").click()
    tab.button("Yes, go on").wait_for()


def test_an_ended_conversation_gives_the_unread_text_back(chat: Tab, standin: StandIn, expected: list[str]):
    expected.append(LOST)
    standin.conversations.clear()
    chat.type("one more thing")
    expect(chat.talk).to_contain_text("This conversation has ended on the server")
    assert chat.input.input_value() == "one more thing"
    chat.button("Start a new conversation").click()
    chat.button("Yes, go on").wait_for()
    assert len(standin.conversations) == 1


def test_a_refused_message_comes_back_with_the_reason(chat: Tab, standin: StandIn, expected: list[str]):
    expected.append(LOST)
    standin.fault = lambda handler: handler.reply(400, {"error": "text is <empty>."})
    chat.type("hm")
    expect(chat.page.get_by_role("status")).to_contain_text("The message was not taken: text is <empty>.")
    assert chat.input.input_value() == "hm"
    standin.fault = None
    chat.button("Yes, go on").click()  # the question is still open
    chat.button("I am the patient").wait_for()


def test_a_long_message_is_counted_before_it_is_sent(chat: Tab, standin: StandIn):
    chat.type("\U0001f9e0" * 4001)
    assert chat.page.get_by_role("alert").filter(has_text="Your message has 4001 characters").is_visible()
    assert chat.input.get_attribute("aria-invalid") == "true"
    assert len(standin.posts) == 1
    chat.type("\U0001f9e0" * 4000)
    answered(chat, 2)
    assert standin.posts[-1]["text"] == "\U0001f9e0" * 4000
    assert chat.page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_a_script_in_a_name_is_a_name(chat: Tab, standin: StandIn):
    name = "<script>window.harm = 1</script><img src=x onerror='window.harm = 2'> \"'`${harm}"
    title = "</button><svg onload='window.harm = 3'>"
    standin.script = [[{"text": name, "buttons": [{"title": title, "payload": name}]}]]
    chat.type(name)
    answered(chat, 2)
    assert chat.talk.inner_text().count(name) == 2
    chat.button(title).click()
    answered(chat, 3)
    assert standin.posts[-1]["text"] == name
    assert chat.page.evaluate("window.harm") is None


def test_ten_thousand_messages_stay_usable(tab: Tab, standin: StandIn):
    token = standin.begin()
    said = standin.conversations[token]
    for number in range(4999):
        said += [{"text": f"remark {number}", "from": "person"},
                 question(f"q{number}", "Question?", "choice", option(f"q{number}", "yes", "Yes"))]  # fmt: skip
    said += [{"text": "last remark", "from": "person"}, RESULT]
    tab.open(standin.url)
    put(tab, standin, json.dumps({"token": token}))
    tab.talk.get_by_role("article").first.wait_for(timeout=5000)
    assert tab.talk.locator(".entry").count() == 60
    tab.button("Show earlier messages").click()
    assert tab.talk.locator(".entry").count() == 120
    assert tab.button("Yes", nth=0).get_attribute("aria-disabled") == "true"
    tab.type("one more")
    tab.talk.locator(".entry.me", has_text="one more").wait_for()
    assert tab.talk.locator(".entry").count() <= 60


def test_deleting_clears_both_sides(chat: Tab, standin: StandIn):
    chat.button("Yes, go on").click()
    chat.button("I am the patient").wait_for()
    chat.input.fill("half a thought")
    chat.button("Delete my data").click()
    chat.button("Delete and end").click()
    expect(chat.talk).to_contain_text("Your answers were deleted, here and on the server.")
    assert standin.conversations == {}
    assert chat.page.evaluate("sessionStorage.length + localStorage.length") == 0
    assert chat.input.input_value() == ""
    assert "Who is answering?" not in chat.page.locator("trial-chat .root").inner_text()
    chat.page.reload()
    chat.button("Start").wait_for()


def test_what_could_not_be_deleted_is_not_called_deleted(chat: Tab, standin: StandIn, expected: list[str]):
    expected.append(LOST)
    standin.fault = lambda handler: handler.reply(503, {"error": "x"})
    chat.button("Delete my data").click()
    chat.button("Delete and end").click()
    expect(chat.page.get_by_role("status")).to_contain_text("Your data could not be deleted yet.")
    assert chat.button("Yes, go on").is_visible()
    standin.fault = None
    chat.try_again()
    expect(chat.talk).to_contain_text("Your answers were deleted")
    assert standin.conversations == {}


def test_a_deletion_in_words_clears_this_side_too(chat: Tab, standin: StandIn):
    standin.script = [[{"text": "All is deleted.", "custom": {"type": "deleted"}}]]
    chat.type("delete my data")
    expect(chat.talk).to_contain_text("Your answers were deleted, here and on the server.")
    assert "delete my data" not in chat.talk.inner_text()
    assert chat.page.evaluate("sessionStorage.length") == 0


def test_a_hostile_page_cannot_use_the_server(context: BrowserContext, standin: StandIn, browser):
    evil = StandIn()
    page = context.new_page()
    console: list[str] = []
    page.on("console", lambda message: console.append(message.text))
    evil.pages["/evil"] = (
        f'<script src="{standin.url}/chat/widget.js"></script><trial-chat server="{standin.url}"></trial-chat>'
        f'<iframe src="{standin.url}/chat/"></iframe>'
    )
    page.goto(f"{evil.url}/evil")
    page.wait_for_timeout(500)
    assert page.locator("trial-chat").evaluate("node => node.shadowRoot") is None  # the script is not for this site
    assert any("frame-ancestors" in line for line in console)
    refused = page.evaluate("url => fetch(url, {method: 'POST', body: '{}'}).then(() => false, () => true)",
                            f"{standin.url}/chat/sessions")  # fmt: skip
    assert refused
    evil.close()


def test_a_listed_site_may_embed(context: BrowserContext, standin: StandIn, expected: list[str]):
    clinic = StandIn()
    standin.origins = (clinic.url,)
    tab = Tab(context.new_page(), expected)
    script = f'<script src="{standin.url}/chat/widget.js" data-corner defer></script>'
    clinic.pages["/"] = f'<link rel="icon" href="data:,"><h1>Clinic</h1>{script}'
    tab.page.goto(clinic.url)
    tab.button("Check for a trial").click()
    tab.button("Start").click()
    tab.button("Yes, go on").click()
    tab.button("I am the patient").wait_for()
    assert tab.console == [] and len(standin.conversations) == 1 and clinic.conversations == {}
    clinic.close()


def test_storage_may_be_forbidden(tab: Tab, standin: StandIn):
    tab.page.add_init_script(
        "Object.defineProperty(window, 'sessionStorage', {get() { throw new DOMException('no', 'SecurityError') }})"
    )
    tab.open(standin.url)
    tab.button("Start").click()
    tab.button("Yes, go on").click()
    tab.button("I am the patient").wait_for()
