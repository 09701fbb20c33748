"""The widget's files: their size, what they never call, the headers that they are served under."""

from __future__ import annotations

import gzip
import re
from html.parser import HTMLParser

import pytest

from bot.report.sheet import STYLE_HASH
from bot.widget.headers import CHAT_ORIGINS, DIRECTORY, FILES, chat_origins, cors_headers, page_headers

SCRIPT = (DIRECTORY / "widget.js").read_text()
PAGES = sorted(DIRECTORY.glob("*.html"))


def test_script_with_its_styles_is_under_15_kb():
    assert len(gzip.compress(SCRIPT.encode(), 9)) < 15_000


@pytest.mark.parametrize(
    "forbidden",
    ["innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval(", "Function(", "DOMParser",
     "setHTML", "createContextualFragment", "cssText", ".style", "localStorage", "document.cookie", "console."],
)  # fmt: skip
def test_script_never_calls(forbidden: str):
    assert forbidden not in SCRIPT


class Inline(HTMLParser):
    """Finds scripts, styles and handlers that stand in a page itself."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = dict(attrs)
        if tag == "style" or (tag == "script" and "src" not in names):
            self.found.append(tag)
        self.found += [name for name in names if name == "style" or name.startswith("on")]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_page_has_no_inline_script_or_style(page):
    inline = Inline()
    inline.feed(page.read_text())
    assert inline.found == []


def test_every_file_is_served_and_every_served_file_is_there():
    served = {name for name, _ in FILES.values()}
    assert served == {path.name for path in DIRECTORY.iterdir() if path.suffix in {".html", ".js", ".css", ".svg"}}


def readable(html: str) -> str:
    body = html.partition("<main>")[2]
    text = re.sub(r"</(p|li|h2)>", ". ", body)
    return re.sub(r"\.\s*\.", ".", " ".join(re.sub(r"<[^>]+>", "", text).split()))


def strings() -> list[str]:
    """What the widget itself says, without its one-word labels."""
    block = re.sub(r'"\s*\+\s*"', "", SCRIPT.partition("const STRINGS")[2].partition("};")[0])
    return [text for text in re.findall(r'\w+: "((?:[^"\\]|\\.)*)"', block) if text.count(" ") > 3]


def grade(text: str) -> float:
    """The Flesch-Kincaid grade; a syllable is a group of vowels, a silent e at the end is none."""
    words = re.findall(r"[a-z']+", text.lower())
    sentences = len(re.findall(r"[.?!:]+(?:\s|$)|\\n", text)) or 1
    syllables = sum(len(re.findall(r"[aeiouy]+", re.sub(r"(?<=[^l])e$", "", word))) or 1 for word in words)
    return 0.39 * len(words) / sentences + 11.8 * syllables / len(words) - 15.59


def test_page_is_written_in_plain_words():
    assert grade(readable((DIRECTORY / "chat.html").read_text())) <= 8


def test_widget_speaks_in_plain_words():
    assert len(strings()) > 30
    assert grade(". ".join(strings())) <= 8
    assert max(len(re.findall(r"\w+", part)) for text in strings() for part in re.split(r"[.?!]|\\n", text)) <= 20


@pytest.mark.parametrize("phrase", ["you qualify", "eligible", "safe", "cure", "mg", "IU", "recruiting", "NCT"])
def test_page_promises_nothing_and_states_no_fact_of_a_trial(phrase: str):
    assert not re.search(rf"\b{phrase}\b", readable((DIRECTORY / "chat.html").read_text()), re.IGNORECASE)


def test_policy_forbids_everything_but_the_servers_own_files():
    policy = dict(rule.split(" ", 1) for rule in page_headers(())["Content-Security-Policy"].split("; "))
    assert policy.pop("default-src") == "'none'"
    assert policy.pop("style-src") == f"'self' {STYLE_HASH}"  # the style of the sheet, which opens beside the chat
    assert {policy.pop(name) for name in ("script-src", "connect-src", "img-src")} == {"'self'"}
    assert policy == {
        "base-uri": "'none'", "form-action": "'none'", "frame-ancestors": "'self'",
        "require-trusted-types-for": "'script'", "trusted-types": "'none'",
    }  # fmt: skip


def test_other_headers():
    headers = page_headers(())
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "no-referrer"
    assert "camera=()" in headers["Permissions-Policy"]
    assert headers["Cross-Origin-Resource-Policy"] == "same-origin"


def test_no_site_may_embed_unless_it_is_listed():
    assert CHAT_ORIGINS == chat_origins("") == ()
    assert "Access-Control-Allow-Origin" not in cors_headers("https://other.example", ())
    listed = chat_origins("https://a.example, https://b.example:8443")
    assert cors_headers("https://b.example:8443", listed)["Access-Control-Allow-Origin"] == "https://b.example:8443"
    assert "Access-Control-Allow-Origin" not in cors_headers("https://evil.example", listed)
    assert (
        "frame-ancestors 'self' https://a.example https://b.example:8443"
        in page_headers(listed)["Content-Security-Policy"]
    )


@pytest.mark.parametrize(
    "wrong",
    ["*", "null", "a.example", "https://*.example", "https://a.example/path", "http://a.example", "javascript:x"],
)
def test_an_origin_that_is_none_is_refused_by_name(wrong: str):
    with pytest.raises(ValueError, match=re.escape(repr(wrong))):
        chat_origins(wrong)
