"""A real Chromium for the tests of this directory, and what they look at in every page."""

from __future__ import annotations

import contextlib
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import (
    Browser,
    BrowserContext,
    Locator,
    Page,
    Playwright,
    TimeoutError,
    expect,
    sync_playwright,
)

from .standin import StandIn

FLAGS = [
    "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
PATIENT = ["apt-get", "-q", "-y", "-o", "Acquire::Retries=5", "-o", "DPkg::Lock::Timeout=120"]
# an installation that was broken off earlier, this one or another, is finished first
APT = (
    ["dpkg", "--force-confold", "--configure", "-a"],
    [*PATIENT, "update"],
    [*PATIENT, "--fix-broken", "install"],
    [*PATIENT, "install", "chromium"],
)
SYSTEM = ("chromium", "chromium-browser", "google-chrome")


def chromium(playwright: Playwright) -> str:
    """The path of a Chromium: the system's, Playwright's own, or one that is installed now."""

    def found() -> str | None:
        own = playwright.chromium.executable_path
        return next(filter(None, map(shutil.which, SYSTEM)), own if Path(own).exists() else None)

    if path := found():
        return path
    if os.geteuid() == 0 and shutil.which("apt-get"):
        for step in APT:
            subprocess.run(step, check=False, env=os.environ | {"DEBIAN_FRONTEND": "noninteractive"})
    if not found():
        subprocess.run([sys.executable, "-m", "playwright", "install", "chromium"], check=True)
    path = found()
    assert path, "no Chromium, and none could be installed: apt-get install chromium"
    return path


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        sandbox = [] if os.geteuid() else ["--no-sandbox"]  # Chromium refuses its sandbox to root
        browser = playwright.chromium.launch(executable_path=chromium(playwright), args=[*FLAGS, *sandbox])
        yield browser
        browser.close()


class Tab:
    """A page of the chat, and what its console said."""

    def __init__(self, page: Page, expected: list[str]) -> None:
        self.page = page
        self.talk = page.locator("trial-chat .talk")
        self.input = page.get_by_label("Your message")
        self._expected = expected
        self._said: list[str] = []
        page.on("console", lambda message: self._said.append(message.text))
        page.on("pageerror", lambda error: self._said.append(str(error)))

    @property
    def console(self) -> list[str]:
        return [line for line in self._said if not any(part in line for part in self._expected)]

    def open(self, url: str, path: str = "/chat/") -> Tab:
        self.page.goto(url + path)
        self.page.locator("trial-chat").wait_for(state="attached")
        return self

    def button(self, name: str, *, nth: int = -1) -> Locator:
        return self.page.get_by_role("button", name=name, exact=True).nth(nth)

    def says(self, text: str) -> Locator:
        return self.talk.locator(".entry.bot", has_text=text).last

    def type(self, text: str) -> None:
        self.input.fill(text)
        self.input.press("Enter")

    def answered(self) -> None:
        """Waits until nothing is on its way: a press before that is refused, so that a double click sends once."""
        expect(self.talk.get_by_text("Writing an answer ...")).to_be_hidden()

    def try_again(self) -> None:
        """Presses the button, unless the window has tried again by itself in the meantime and taken it away."""
        with contextlib.suppress(TimeoutError):
            self.button("Try again now").click(timeout=1000)

    def axe(self) -> list[str]:
        """Violations of WCAG 2.2 AA in the page, shadow tree included; one line for each node."""
        if not self.page.evaluate("typeof window.axe === 'object'"):
            self.page.evaluate(AXE_SCRIPT)
        options = {"runOnly": {"type": "tag", "values": RULES}, "resultTypes": ["violations"]}
        found = self.page.evaluate("options => axe.run(document, options)", options)
        return [
            f"{rule['id']}: {node['target']} {node['failureSummary']}"
            for rule in found["violations"]
            for node in rule["nodes"]
        ]


@pytest.fixture
def context(browser: Browser, request: pytest.FixtureRequest) -> Iterator[BrowserContext]:
    """A fresh browser profile; `@pytest.mark.parametrize("context", [{...}], indirect=True)` sets its options."""
    options = getattr(request, "param", None) or {}
    context = browser.new_context(**({"viewport": {"width": 1280, "height": 900}} | options))
    context.set_default_timeout(15_000)
    yield context
    context.close()


@pytest.fixture
def expected() -> list[str]:
    """Parts of console lines that a test brings about itself, such as a failed request."""
    return []


@pytest.fixture
def tab(context: BrowserContext, expected: list[str]) -> Iterator[Tab]:
    """A page whose console, content security policy violations included, must stay empty."""
    tab = Tab(context.new_page(), expected)
    yield tab
    assert tab.console == []


@pytest.fixture
def standin() -> Iterator[StandIn]:
    standin = StandIn()
    yield standin
    standin.close()
