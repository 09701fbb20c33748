"""A chat server that a test leads: it speaks the chat API with a made-up study, and fails in the ways asked for.

For what the assistant cannot be brought to do: a question of each kind in a row, 500, 429, garbage, 10,000 messages.
"""

from __future__ import annotations

import json
import secrets
import threading
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from bot.report.sheet import STYLE
from bot.widget.headers import API_HEADERS, DIRECTORY, FILES, cors_headers, page_headers

Message = dict[str, Any]
Fault = Callable[["Handler"], None]


def option(question: str, name: str, title: str, **more: Any) -> dict[str, Any]:
    payload = "/answer" + json.dumps({"question": question, "option": name})
    return {"title": title, "payload": payload, **more}


def question(name: str, text: str, kind: str, *options: dict[str, Any], step: int = 0, **more: Any) -> Message:
    custom = {"type": "question", "id": name, "facts": [name], "input": kind, "options": list(options)}
    custom |= {"unit": None, "why": None, "progress": {"answered": step, "at_most": 6}} | more
    return {"text": text, "buttons": [], "custom": custom}


def unsure(name: str) -> dict[str, Any]:
    return option(name, "unknown", "I don't know", unknown=True)


CRITERIA = [
    {"id": "X-I1", "kind": "inclusion", "quote": "Age > 18 and < 65 years", "verdict": "met",
     "because": {"age_years": 54}, "answered_by": "patient", "can_change": "never"},
    {"id": "X-E1", "kind": "exclusion", "quote": "vaccination within 6 months of enrolment", "verdict": "not_met",
     "because": {"last_vaccination_date": "2026-05-02"}, "answered_by": "patient", "can_change": "time",
     "earliest": "2026-11-02"},
    {"id": "X-E2", "kind": "exclusion", "quote": "platelets < 80,000/mm3", "verdict": "unknown",
     "needs": ["platelets_per_mm3"], "answered_by": "clinician", "can_change": "test"},
    {"id": "X-I2", "kind": "inclusion", "quote": "Effective contraception", "verdict": "not_applicable",
     "because": {"sex": "male"}, "answered_by": "patient", "can_change": "choice"},
    {"id": "X-I3", "kind": "inclusion", "quote": "Signed informed consent", "verdict": "site",
     "answered_by": "site", "can_change": "never"},
    {"id": "X-R1", "kind": "exclusion", "quote": "a rule of an older copy", "verdict": "not_met", "advisory": True,
     "because": {"dementia": True}, "answered_by": "clinician", "can_change": "never"},
]  # fmt: skip


def trial(nct_id: str, title: str, verdict: str, *, is_open: bool) -> dict[str, Any]:
    blank = {"advisory": False, "source": "listing", "because": {}, "needs": [], "earliest": None}
    failing = verdict == "does_not_fit"
    criteria = [blank | c for c in CRITERIA if failing or c["verdict"] != "not_met"]
    statement = "Recruiting." if is_open else "Completed in June 2019. Not recruiting."
    return {
        "nct_id": nct_id, "title": title, "verdict": verdict, "settled": True, "criteria": criteria,
        "recruitment": {"status": "X", "open": is_open, "stale": not is_open, "verified": "2021-09",
                        "statement": statement},
        "missing": ["platelets_per_mm3"], "would_change": ["X-E1"] if failing else [],
        "earliest": "2026-11-02" if failing else None,
    }  # fmt: skip


RESULT: Message = {
    "text": "This is what I could check.\nOnly the study team can decide. See https://clinicaltrials.gov/.",
    "custom": {
        "type": "assessment", "final": True, "labels": {"last_vaccination_date": "date of the last vaccine"},
        "assessment": {"as_of": "2026-08-01", "catalogue": "sha256:0", "engine": "1.0.0", "trials": [
            trial("NCT00000001", "A made-up study in adults with a rare illness", "does_not_fit", is_open=False),
            trial("NCT00000002", "Another made-up study, of another thing", "undetermined", is_open=True),
            trial("NCT00000003", "A third made-up study", "may_fit", is_open=True)]},
    },
}  # fmt: skip

#: The same result with one trial told in words, as the assistant tells all of its own.
TOLD: Message = {**RESULT, "custom": {**RESULT["custom"], "words": {
    "NCT00000002": "The second study: not clear yet.\nI could check 4 of 5 rules.",
}}}  # fmt: skip

UNDERSTOOD: Message = {
    "text": "I understood: age 54.", "buttons": [option("change", "age_years", "Change age")],
    "custom": {"type": "understood", "facts": {"age_years": 54}, "changed": {}},
}  # fmt: skip

CHANGED: Message = {
    "text": "I changed platelets from 97,000 to 79,000.",
    "buttons": [option("change", "platelets_per_mm3", "Change platelets")],
    "custom": {"type": "understood", "facts": {"platelets_per_mm3": 79000},
               "changed": {"platelets_per_mm3": [97000, 79000]}},
}  # fmt: skip

EMERGENCY: Message = {
    "text": "Call your local emergency number now.\nThe questions have stopped.",
    "buttons": [{"title": "Go on with the questions", "payload": "continue"}],
    "custom": {"type": "safety", "kind": "breathing"},
}

WHY = "The study takes people of some ages only."

#: The turns of a conversation, in order: whatever is sent takes the next one.
SCRIPT: list[list[Message]] = [
    [question("consent", "I am a computer program, not a doctor.\nMay I ask about your health?", "choice",
              option("consent", "yes", "Yes, go on", accept=True), option("consent", "no", "No"),
              progress=None, facts=[])],
    [question("role", "Who is answering?", "choice", option("role", "patient", "I am the patient"),
              option("role", "carer", "I am a carer"), option("role", "clinician", "I am a clinician"),
              progress=None, facts=[])],
    [question("age_years", "How old are you?", "number", unsure("age_years"), step=1, unit="years", why=WHY)],
    [UNDERSTOOD, question("hiv_serology", "Did a blood test for HIV find anything?", "choice",
                          option("hiv_serology", "negative", "No, tested negative"),
                          option("hiv_serology", "positive", "Yes, tested positive"),
                          unsure("hiv_serology"), step=2, why=WHY)],
    [question("history", "Do any of these apply?", "multi", option("history", "heart", "Heart failure, of any class"),
              option("history", "cancer", "Cancer, at any time"),
              option("history", "transplant", "A transplanted organ"),
              option("history", "none", "None of these", none=True), unsure("history"), step=3, why=WHY)],
    [question("last_vaccination_date", "When was your last vaccine of any kind?", "date",
              option("last_vaccination_date", "never", "Never"), unsure("last_vaccination_date"), step=4, why=WHY)],
    [CHANGED, question("other_therapies", "What else was tried?", "text", unsure("other_therapies"), step=5, why=WHY)],
    [{"text": "Here is the result."}, TOLD],
]  # fmt: skip

SHEET = f"""<!doctype html><html lang="en"><head><title>Sheet</title><style>{STYLE}</style></head>
<body><h1>What I told</h1><table><tr><td>Age</td><td>54</td></tr></table></body></html>"""


def shown(text: str, said: list[Message]) -> str:
    """A payload by the words on its button, as the history has it."""
    if not text.startswith("/answer"):
        return text
    options = [o for message in said for o in message.get("custom", {}).get("options", []) + message.get("buttons", [])]
    titles = {o["payload"]: o["title"] for o in options}
    return ", ".join(titles.get(line, line) for line in text.split("\n"))


class StandIn:
    """Serves at `url`. `fault`, when set, answers in place of the API; `script` holds the turns."""

    def __init__(self) -> None:
        self.conversations: dict[str, list[Message]] = {}
        self.answers: dict[tuple[str, str], list[Message]] = {}
        self.posts: list[dict[str, Any]] = []  # bodies of POST /chat/messages, as they came
        self.fault: Fault | None = None
        self.script = SCRIPT
        self.origins: tuple[str, ...] = ()
        self.sheet = SHEET
        self.pages: dict[str, str] = {}  # path -> HTML of a page that embeds the widget
        self._httpd = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._httpd.standin = self  # type: ignore[attr-defined]
        self.url = f"http://127.0.0.1:{self._httpd.server_port}"
        threading.Thread(target=self._httpd.serve_forever, args=(0.05,), daemon=True).start()

    def close(self) -> None:
        self._httpd.shutdown()
        self._httpd.server_close()

    def begin(self) -> str:
        token = secrets.token_urlsafe(24)
        self.conversations[token] = []
        return token

    def turn(self, token: str, text: str, message_id: str | None) -> list[Message]:
        known = self.answers.get((token, message_id or ""))
        if known is not None:
            return known
        said = self.conversations[token]
        turns = sum(message.get("from") == "person" for message in said)
        answer = self.script[min(turns, len(self.script) - 1)]
        said += [{"text": shown(text, said), "from": "person"}, *(m for m in answer if isinstance(m, dict))]
        self.answers[token, message_id or secrets.token_hex()] = answer
        return answer


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    @property
    def standin(self) -> StandIn:
        return self.server.standin  # type: ignore[attr-defined, no-any-return]

    def log_message(self, format: str, *args: Any) -> None:
        pass

    def reply(self, status: int, body: Any = None, headers: dict[str, str] | None = None, kind: str = "") -> None:
        raw = body if isinstance(body, bytes) else b"" if body is None else json.dumps(body).encode()
        self.send_response(status)
        own = API_HEADERS | cors_headers(self.headers.get("Origin"), self.standin.origins)
        for name, value in (own | {"Content-Type": kind or "application/json"} | (headers or {})).items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(raw)))
        self.end_headers()
        self.wfile.write(raw)

    def body(self) -> dict[str, Any]:
        raw = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        parsed: dict[str, Any] = json.loads(raw or b"{}")
        return parsed

    @property
    def token(self) -> str | None:
        token = self.headers.get("Authorization", "").removeprefix("Bearer ")
        return token if token in self.standin.conversations else None

    def do_OPTIONS(self) -> None:
        self.reply(204)

    def do_GET(self) -> None:
        path = self.path.partition("?")[0].removeprefix("/chat/")
        if self.path in self.standin.pages:
            self.reply(200, self.standin.pages[self.path].encode(), {"Content-Security-Policy": ""}, "text/html")
        elif path in FILES:
            name, kind = FILES[path]
            self.reply(200, (DIRECTORY / name).read_bytes(), page_headers(self.standin.origins), kind)
        elif self.standin.fault:
            self.standin.fault(self)
        elif self.token is None:
            self.reply(401, {"error": "no such conversation"})
        elif path == "messages":
            self.reply(200, {"messages": self.standin.conversations[self.token]})
        elif path == "report":
            self.reply(200, self.standin.sheet.encode(), kind="text/html; charset=utf-8")
        else:
            self.reply(404, {"error": "no such page"})

    def do_POST(self) -> None:
        body = self.body()
        if self.path == "/chat/messages":
            self.standin.posts.append(body)
        if self.standin.fault:
            self.standin.fault(self)
        elif self.path == "/chat/sessions":
            self.reply(201, {"token": self.standin.begin()})
        elif self.token is None:
            self.reply(401, {"error": "no such conversation"})
        else:
            self.reply(200, {"messages": self.standin.turn(self.token, body["text"], body.get("id"))})

    def do_DELETE(self) -> None:
        if self.standin.fault:
            self.standin.fault(self)
        elif self.token is None:
            self.reply(401, {"error": "no such conversation"})
        else:
            del self.standin.conversations[self.token]
            self.reply(204)
