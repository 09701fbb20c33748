"""WCAG 2.2 AA in every state, in light and dark, wide and narrow; and what no checker sees: focus, targets, reflow."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, expect

from .conftest import Tab
from .standin import EMERGENCY, StandIn

ICON = '<link rel="icon" href="data:,">'  # or the browser asks for one that is not there
STARTS_OPEN = '<script src="/chat/widget.js" data-corner data-open defer></script>'
LOOKS = {
    "desktop, light": {"viewport": {"width": 1280, "height": 900}},
    "phone of 320 px, dark": {"viewport": {"width": 320, "height": 640}, "color_scheme": "dark", "has_touch": True},
}


def states(tab: Tab, standin: StandIn) -> Iterator[str]:
    """Brings the page into each state, one after another, and names it."""
    tab.open(standin.url)
    tab.button("Start").wait_for()
    yield "welcome"
    tab.button("Start").click()
    tab.button("Yes, go on").wait_for()
    yield "consent"
    tab.button("Yes, go on").click()
    tab.button("I am the patient").click()
    tab.page.get_by_label("Your answer").press("Enter")
    yield "number, with an error"
    tab.talk.get_by_text("Why do you ask?").last.click()
    tab.page.get_by_label("Your answer").fill("54")
    tab.page.get_by_label("Your answer").press("Enter")
    tab.button("No, tested negative").wait_for()
    yield "choice, what was understood, a reason"
    tab.button("No, tested negative").click()
    tab.page.get_by_label("Cancer, at any time").check()
    yield "checklist"
    tab.button("Send these answers").click()
    tab.page.get_by_label("Year", exact=True).press("Enter")
    yield "date, with an error"
    tab.page.get_by_label("Year", exact=True).fill("2026")
    tab.page.get_by_label("Year", exact=True).press("Enter")
    tab.talk.get_by_text("What else was tried?").wait_for()
    tab.type("x" * 4001)
    yield "text, too long, and a correction"
    tab.type("plasma exchange")
    tab.talk.get_by_role("article").first.wait_for()
    yield "result"
    for summary in tab.talk.get_by_text("Rule by rule").all() + tab.talk.locator(".crit > summary:visible").all():
        summary.click()
    yield "result, opened"
    standin.script = [[EMERGENCY]]
    tab.type("I cannot breathe")
    tab.page.get_by_role("alert").filter(has_text="emergency").wait_for()
    yield "emergency"
    standin.fault = lambda handler: handler.reply(500)
    tab.type("hello?")
    tab.button("Take it back").wait_for()
    yield "error"
    standin.fault = None
    tab.try_again()
    tab.button("End").click()
    yield "asking whether to end"
    tab.button("Delete and end").click()
    tab.button("Start a new conversation").wait_for()
    yield "deleted"
    tab.open(standin.url, "/chat/embed.html")
    tab.button("Check for a trial").wait_for()
    yield "corner, closed"
    tab.button("Check for a trial").click()
    tab.button("Close").wait_for()
    yield "corner, open"


@pytest.mark.parametrize("context", LOOKS.values(), ids=LOOKS, indirect=True)
def test_no_violation_in_any_state(tab: Tab, standin: StandIn, expected: list[str]):
    expected.append("Failed to load resource")
    found = {state: tab.axe() for state in states(tab, standin)}
    assert len(found) == 15
    assert {state: lines for state, lines in found.items() if lines} == {}


def test_the_checker_sees_into_the_widget(tab: Tab, standin: StandIn):
    tab.open(standin.url)
    tab.page.evaluate(
        """() => { const button = document.createElement('button');
        document.querySelector('trial-chat').shadowRoot.querySelector('.talk').append(button); }"""
    )
    assert any(line.startswith("button-name") for line in tab.axe())


@pytest.mark.parametrize("context", [LOOKS["phone of 320 px, dark"]], ids=["320 px"], indirect=True)
def test_nothing_is_cut_off_or_small_at_320_px(tab: Tab, standin: StandIn, expected: list[str]):
    expected.append("Failed to load resource")
    small = """() => { const chat = document.querySelector('trial-chat').shadowRoot;
        return [...chat.querySelectorAll('button, input, textarea, summary, a')].filter((node) => {
            const {width, height} = node.getBoundingClientRect();
            const boxed = node.closest('label')?.getBoundingClientRect();
            return width && node.localName !== 'a' && Math.min(boxed?.width ?? width, boxed?.height ?? height) < 24; })
          .map((node) => node.outerHTML.slice(0, 90)); }"""
    wide = """() => { const talk = document.querySelector('trial-chat').shadowRoot.querySelector('.talk');
        return [document.documentElement.scrollWidth > innerWidth, talk.scrollWidth > talk.clientWidth]; }"""
    for state in states(tab, standin):
        assert tab.page.evaluate(small) == [], state
        assert tab.page.evaluate(wide) == [False, False], state


@pytest.mark.parametrize("context", [{"viewport": {"width": 320, "height": 225}}], ids=["400 %"], indirect=True)
@pytest.mark.parametrize("path", ["/chat/", "/chat/embed.html"])
def test_at_400_percent_everything_is_reached_by_scrolling_one_way(tab: Tab, standin: StandIn, path: str):
    tab.open(standin.url, path)
    if path.endswith("embed.html"):
        tab.button("Check for a trial").click()
    tab.button("Start").click()
    tab.button("Yes, go on").click()
    tab.button("I am the patient").click()
    tab.page.get_by_label("Your answer").fill("54")
    tab.talk.get_by_role("button", name="Send", exact=True).click()
    tab.button("No, tested negative").wait_for()
    tab.type("none of them")
    tab.page.get_by_label("Cancer, at any time").wait_for()
    assert tab.page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert tab.axe() == []


def test_escape_closes_the_corner_and_gives_the_focus_back(tab: Tab, standin: StandIn):
    tab.open(standin.url, "/chat/embed.html")
    launcher = tab.button("Check for a trial")
    launcher.focus()
    tab.page.keyboard.press("Enter")
    expect(tab.page.get_by_role("dialog", name="Trial screening assistant")).to_be_visible()
    expect(tab.page.get_by_role("heading", name="Trial screening assistant")).to_be_focused()
    order = []
    for _ in range(5):
        tab.page.keyboard.press("Tab")
        order.append(
            tab.page.evaluate(
                "(node => node.ariaLabel ?? node.textContent)(document.activeElement.shadowRoot.activeElement)"
            )
        )
    assert order == ["End", "Close", "Conversation", "Start", ""]
    tab.page.keyboard.press("Escape")
    expect(launcher).to_be_focused()
    expect(tab.page.get_by_role("dialog")).to_have_count(0)


@pytest.mark.parametrize("context", [LOOKS["phone of 320 px, dark"]], ids=["320 px"], indirect=True)
def test_a_window_that_covers_the_page_keeps_the_focus_in(tab: Tab, standin: StandIn):
    tab.open(standin.url, "/chat/embed.html")
    tab.button("Check for a trial").click()
    for _ in range(12):
        tab.page.keyboard.press("Tab")
        assert tab.page.evaluate("['trial-chat', 'body'].includes(document.activeElement.localName)")
    tab.page.keyboard.press("Escape")
    expect(tab.button("Check for a trial")).to_be_focused()


@pytest.mark.parametrize("context", [LOOKS["phone of 320 px, dark"]], ids=["320 px"], indirect=True)
def test_a_small_screen_is_not_covered_unasked(tab: Tab, standin: StandIn):
    standin.pages["/"] = ICON + STARTS_OPEN
    tab.page.goto(standin.url)
    expect(tab.button("Check for a trial")).to_be_visible()
    expect(tab.page.get_by_role("dialog")).to_have_count(0)


def test_a_window_that_starts_open_takes_no_focus(tab: Tab, standin: StandIn):
    standin.pages["/"] = ICON + "<button autofocus>Own</button>" + STARTS_OPEN
    tab.page.goto(standin.url)
    expect(tab.page.get_by_role("dialog", name="Trial screening assistant")).to_be_visible()
    expect(tab.button("Own")).to_be_focused()


def test_the_focus_is_never_lost(tab: Tab, standin: StandIn, expected: list[str]):
    """After whatever is pressed, the focus is on something, and not where the person did not put it."""
    expected.append("Failed to load resource")
    focused = """() => { const inner = document.activeElement.shadowRoot?.activeElement;
        return inner ? inner.isConnected && inner.checkVisibility() : false; }"""
    pressed = 0
    for state in states(tab, standin):
        if state not in ("welcome", "corner, closed"):
            assert tab.page.evaluate(focused), state
            pressed += 1
    assert pressed == 13


def test_an_answer_that_arrives_takes_no_focus(tab: Tab, standin: StandIn):
    tab.open(standin.url)
    tab.input.fill("hello")
    tab.input.press("Enter")
    tab.button("Yes, go on").wait_for()
    expect(tab.input).to_be_focused()


@pytest.mark.parametrize(
    "context",
    [{"forced_colors": "active"}, {"reduced_motion": "reduce"}],
    ids=["forced colours", "reduced motion"],
    indirect=True,
)
def test_other_ways_of_seeing(tab: Tab, standin: StandIn):
    tab.open(standin.url)
    tab.button("Start").click()
    tab.button("Yes, go on").click()
    tab.button("I am the patient").wait_for()
    moving = "document.querySelector('trial-chat').shadowRoot.getAnimations().length + document.getAnimations().length"
    assert tab.page.evaluate(moving) == 0
    edges = tab.talk.locator(".bubble").evaluate_all(
        "nodes => nodes.map(node => getComputedStyle(node).borderTopWidth)"
    )
    assert set(edges) == {"1px"}  # what has no colour of its own keeps an edge
    assert tab.button("Yes, go on").locator("svg").is_visible()  # what was chosen has a sign


def test_a_theme_is_a_matter_of_custom_properties(browser: Browser, standin: StandIn, context: BrowserContext):
    page = context.new_page()
    standin.pages["/"] = (
        "<style>trial-chat { --trial-chat-accent: rgb(90, 0, 90) }</style>"
        '<trial-chat></trial-chat><script src="/chat/widget.js"></script>'
    )
    page.goto(standin.url)
    header = page.locator("trial-chat header")
    assert header.evaluate("node => getComputedStyle(node).backgroundColor") == "rgb(90, 0, 90)"
