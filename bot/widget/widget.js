/* <trial-chat>: the chat window of the screening assistant. What is received becomes text, never markup. See docs/widget.md. */
(() => {
"use strict";

const SCRIPT = document.currentScript;
const LONGEST = 4000; // characters that the server takes
const SHOWN = 60; // messages in the page; older ones on request
const PATIENCE = 30; // seconds: longest call, longest pause between two
const HASTE = 400; // ms in which nobody has read what came in

const STRINGS = {
  heading: "Trial screening assistant", launcher: "Check for a trial", news: "new answer", close: "Close",
  conversation: "Conversation", announcements: "New messages", me: "You:", bot: "Assistant:",
  welcome: "I am a computer program. I ask questions and compare the answers with the published rules of research studies.\n"
    + "First I tell you what happens to your answers. Then you choose whether to go on.",
  start: "Start", hello: "Hello", again: "Start a new conversation",
  message: "Your message (write at any time)", send: "Send", earlier: "Show earlier messages",
  over: "This conversation has ended. Nothing of it is kept in this browser.",
  expired: "This conversation has ended on the server, so nothing can be added to it. You can start a new one.",
  deleted: "Your answers were deleted, here and on the server.",
  sheet_html: "Sheet for the doctor", sheet_json: "Data (JSON)", sheet_fhir: "Data (FHIR)",
  sheet_failed: "The sheet could not be opened. Please try again.",
  end: "End", end_question: "End this conversation?",
  end_text: "The screen is cleared, so that nobody else at this computer can read it. You cannot come back to it.",
  erase: "Delete my data", erase_question: "Delete your answers?",
  erase_text: "Everything you told me is deleted, here and on the server. This cannot be undone.",
  erase_end: "Delete and end", back: "Go back",
  erase_failed: "Your data could not be deleted yet. Please try again.",
  why: "Why do you ask?", progress: "{answered} answered, at most {most} questions",
  submit: "Send these answers", pick: "Tick at least one box, or use one of the buttons.",
  answer: "Your answer", empty: "Type an answer first, or use one of the buttons.",
  date: "Date (leave the day empty if you do not know it)", day: "Day", month: "Month", year: "Year",
  bad_date: "That is not a date. Give the year in four digits. Day and month can stay empty.",
  too_long: "Your message has {count} characters. Please shorten it to 4,000.",
  typing: "Writing an answer ...", wait: "Please wait for the answer to your last message.", unsent: "Not sent yet",
  offline: "No connection. Your message is kept and will be sent again by itself. In an emergency, call your local "
    + "emergency number.",
  broken: "The service has a problem. Your message is kept and will be sent again by itself. In an emergency, call your "
    + "local emergency number.",
  busy: "Too many messages just now. Yours is kept and will be sent again in {seconds} seconds.",
  refused: "The message was not taken: {detail}", unloaded: "The conversation could not be loaded yet. Trying again.",
  retry: "Try again now", take_back: "Take it back", new_tab: "(opens a new tab)", safety: "This may be an emergency",
  result: "Result as of {date}", so_far: "So far, as of {date}",
  verdict_may_fit: "Matches the listed criteria that could be checked",
  verdict_does_not_fit: "One or more listed criteria may not fit", verdict_undetermined: "Not clear yet",
  met: "Fits", not_met: "May not fit", unknown: "Not known yet", not_applicable: "Does not apply", site: "The study team checks this",
  recruiting: "Is the study open?", verified: "Last checked: {date}.", stale: "This may be out of date.",
  missing: "Still missing:", earliest: "Could change on {date} at the earliest.", would_change: "Smallest change: {ids}",
  others: "Rule by rule ({count})", because: "What was said:", needs: "Still needed:",
  advisory: "Found in one copy of the listing only. It does not change the result above.",
  inclusion: "Needed to join", exclusion: "Keeps people out",
  by_patient: "The patient can answer this.", by_clinician: "A doctor or a test result can answer this.",
  by_site: "Only the study team can answer this.", can_time: "This can change with time.",
  can_test: "A new test result could change this.", can_choice: "This depends on a choice. Talk to the doctor first.",
  registry: "See {id} on ClinicalTrials.gov", yes: "yes", no: "no",
};

const STYLE = `
:host { display: block; text-align: start;
  font: var(--trial-chat-font-size, max(1rem, 16px))/1.5 var(--trial-chat-font, system-ui, sans-serif) }
[hidden] { display: none !important }
* { box-sizing: border-box; margin: 0 }
.root { color: var(--ink); color-scheme: light dark; --round: var(--trial-chat-radius, .75em);
  --bg: var(--trial-chat-background, light-dark(#fff, #121920)); --ink: var(--trial-chat-text, light-dark(#17232e, #e9eef2));
  --accent: var(--trial-chat-accent, light-dark(#0b5d76, #7cc9dd)); --on: var(--trial-chat-on-accent, light-dark(#fff, #06222b));
  --soft: light-dark(#f3f6f8, #1c2630); --dim: light-dark(#51606d, #adb9c4); --line: light-dark(#c3ced6, #3a4854);
  --mine: light-dark(#dff0f4, #123c49); --good: light-dark(#17633a, #8fdcae); --care: light-dark(#844500, #f6c583);
  --open: light-dark(#3a4a94, #b9c4fa); --alarm: light-dark(#9b1016, #ffb3b6) }
ol, ul { padding: 0; list-style: none }
button, input, textarea { font: inherit; color: inherit }
a, summary { color: var(--accent) }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px }
svg { width: 1.25em; height: 1.25em; flex: none; fill: none; stroke: currentColor; stroke-width: 2; stroke-linecap: round }
.vh { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%) }
.text { white-space: pre-line; overflow-wrap: anywhere }
.panel { display: flex; flex-direction: column; width: 100%; height: var(--trial-chat-height, min(46em, 96vh)); max-width: none;
  max-height: none; padding: 0; overflow: hidden; background: var(--bg); color: inherit; border: 1px solid var(--line);
  border-radius: var(--round) }
dialog.panel, .launcher { position: fixed; inset: auto 1.25em 1.25em auto; z-index: 2147483000; box-shadow: 0 .3em 1.5em #0005 }
dialog.panel { width: 26em; height: min(42em, calc(100vh - 2.5em)) }
dialog:not([open]) { display: none }
.panel > * { flex: none; padding: .5em .75em }
header { display: flex; align-items: center; gap: .5em; border-bottom: 1px solid;
  background: light-dark(var(--accent), var(--mine)); color: light-dark(var(--on), var(--ink)) }
h2 { flex: 1; font-size: 1.0625em; line-height: 1.3 }
header button { border-color: currentColor; background: none; color: inherit }
header :focus-visible { outline-color: currentColor }
.progress, .row, .options, form, footer { display: flex; flex-wrap: wrap; gap: .5em; align-items: center }
.progress { border-bottom: 1px solid var(--line) }
progress { flex: 1 1 6em; height: .5em; accent-color: var(--accent) }
.panel > .talk { flex: 1; overflow-y: auto; overscroll-behavior: contain }
.talk:focus-visible { outline-offset: -3px }
.entry { display: flex; flex-direction: column; align-items: flex-start; margin-block: .5em }
.bubble { max-width: min(100%, 38em); padding: .625em .875em; border: 1px solid transparent; border-radius: var(--round);
  background: var(--soft) }
.card { width: 100%; max-width: 44em }
.me { align-items: flex-end }
.me .bubble { max-width: 85%; background: var(--mine) }
button { display: inline-flex; align-items: center; gap: .4em; min-height: 2.75em; min-width: 2.75em; justify-content: center;
  padding: .35em .9em; border: 1px solid var(--accent); border-radius: var(--round); background: var(--bg); color: var(--accent);
  cursor: pointer; text-align: start; line-height: 1.3; overflow-wrap: anywhere }
button:hover { box-shadow: inset 0 0 0 1px }
.main { background: var(--accent); color: var(--on) }
.slim, .link { min-height: 2em; padding: .1em .6em }
.link { border-color: transparent; background: none; text-decoration: underline }
button[aria-disabled] { cursor: default; box-shadow: none; border: 1px dashed var(--line); background: none; color: var(--dim) }
button.picked { border: 2px solid var(--accent); background: var(--mine); color: var(--ink) }
.options, .row, details, .result, .verdict, .small { margin-top: .5em }
.check { display: flex; gap: .6em; padding: .55em .25em; cursor: pointer }
.check input { width: 1.4em; height: 1.4em; flex: none; accent-color: var(--accent) }
fieldset { min-width: 0; padding: 0; border: 0 }
.row, form { align-items: flex-end }
.row label { display: block }
.row input { width: 6em } fieldset .row input { width: 4em }
input:not([type]), textarea { min-height: 2.75em; padding: .5em .6em; border: 1px solid var(--dim); border-radius: .5em;
  background: var(--bg) }
.unit { padding-bottom: .6em }
.error, .safety h3 { color: var(--alarm) }
.error:empty { display: none }
summary { min-height: 1.75em; cursor: pointer }
.why p, q { padding-inline-start: .8em; border-inline-start: 3px solid var(--line) }
.dim, .why p, .me > span, .progress, label:not(.check), [readonly] { color: var(--dim) }
.small, .note, footer, .me > span, label:not(.check), .progress { font-size: .9375em }
.safety { border: 3px solid var(--alarm); background: color-mix(in srgb, var(--alarm) 8%, var(--bg)) }
.safety h3, .verdict, .state { display: flex; gap: .4em }
.result { padding: .75em; border: 1px solid var(--line); border-radius: var(--round); background: var(--bg) }
h3 { font-size: 1.0625em; line-height: 1.35 }
.verdict { padding: .5em .7em; border-inline-start: .3em solid; border-radius: .3em }
.verdict, .error, .launcher { font-weight: 600 }
.verdict, .note { background: color-mix(in srgb, currentColor 9%, var(--bg)) }
.may_fit, .met { color: var(--good) }
.does_not_fit, .not_met, .warn, .note { color: var(--care) }
.undetermined, .unknown, .site { color: var(--open) }
.crit { padding-top: .5em; border-top: 1px solid var(--line) }
.crit summary { display: block; color: inherit }
.state b { flex: 1 }
[open] > summary b + svg { rotate: 90deg }
q { display: block; quotes: none }
.note, .composer { border-top: 1px solid var(--line) }
.note:empty { padding: 0; border: 0 }
form > label, .error { flex: 1 0 100% }
.composer label { margin-bottom: .25em }
.composer { gap: 0 .5em }
textarea { flex: 1; min-width: 0; max-height: 9em; resize: none; field-sizing: content }
.launcher { border-radius: 2em }
.ask { max-width: min(28em, 95%); margin: auto; padding: 1.25em; border: 1px solid var(--dim); border-radius: var(--round);
  background: var(--bg); color: inherit }
::backdrop { background: #0008 }
@media (max-width: 30em) { dialog.panel { inset: 0; width: 100%; height: 100%; border: 0; border-radius: 0 } }
@media (max-height: 30em) { .panel { overflow-y: auto } section.panel { height: auto } .panel > .talk { flex: none; overflow: visible } }`;

const ICONS = {
  met: "M5 13l4 4L19 7", not_met: "M6 6l12 12M18 6L6 18", not_applicable: "M6 12h12", turn: "M9 6l6 6-6 6", chat: "M4 5h16v11H9l-5 4z",
  unknown: "M9 9a3 3 0 1 1 4 3c-1 .5-1 1-1 2M12 18v.01", alarm: "M12 3L2 20h20zM12 10v4M12 17v.01", send: "M4 12h15M13 6l6 6-6 6",
  site: "M12 4a4 4 0 1 1 0 8 4 4 0 0 1 0-8M4 20c1-7 15-7 16 0",
};
Object.assign(ICONS, { may_fit: ICONS.met, does_not_fit: ICONS.alarm, undetermined: ICONS.unknown });

const list = (value) => (Array.isArray(value) ? value : []);
const plain = (value) => (value?.constructor === Object ? value : {});
const text = (value) => (typeof value === "string" ? value : "");
const key = (value) => (/^[!-~]+$/.test(text(value)) ? value : null); // a token that can be sent

/** h("p.small", {lang: "en"}, child, ...): an element; falsy children are left out. */
function h(name, ...parts) {
  const [tag, ...classes] = name.split(".");
  const node = document.createElement(tag);
  if (classes.length) node.className = classes.join(" ");
  for (const part of parts.flat(3)) {
    if (part?.constructor !== Object) { if (part) node.append(part); continue; }
    for (const [key, value] of Object.entries(part)) {
      if (key.startsWith("on")) node.addEventListener(key.slice(2), value);
      else if (value != null) node.setAttribute(key, value);
    }
  }
  return node;
}

const button = (label, onclick, kind = "") => h(`button${kind}`, { type: "button", onclick }, label);

function icon(name) {
  const [svg, path] = ["svg", "path"].map((tag) => document.createElementNS("http://www.w3.org/2000/svg", tag));
  path.setAttribute("d", ICONS[name]);
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("aria-hidden", "true");
  svg.append(path);
  return svg;
}

/** A call that failed: offline, broken, busy (`seconds`), ended, refused (`detail`). */
class Failure extends Error {
  constructor(kind, values) { super(kind); Object.assign(this, { kind }, values); }
}

/** One call; its answer by the Response method `read`. Throws Failure. */
async function call(url, { token, body, method = body ? "POST" : "GET", read = "json" } = {}) {
  const headers = { ...(token && { Authorization: `Bearer ${token}` }), ...(body && { "Content-Type": "application/json" }) };
  const answer = await fetch(url, { method, headers, body: body && JSON.stringify(body), credentials: "omit", cache: "no-store",
    signal: AbortSignal.timeout(PATIENCE * 1000) }).catch(() => { throw new Failure("offline"); });
  const { ok, status } = answer;
  const content = status === 204 ? {} : await answer[read]().catch(() => null);
  if (status === 401) throw new Failure("ended");
  if (status === 429) throw new Failure("busy", { seconds: Math.min(answer.headers.get("Retry-After") || 5, 600) || 5 });
  if (status >= 500 || (ok && !content)) throw new Failure("broken");
  if (!ok) throw new Failure("refused", { detail: text(content?.error) || status });
  return content;
}

/** The messages of an answer: {mine, text, custom, options}. Throws Failure. */
function messages(data) {
  if (!Array.isArray(data.messages)) throw new Failure("broken");
  return data.messages.map(plain).map(({ from, text: said, buttons, custom }) => {
    const [options, others] = [plain(custom).options, buttons].map((some) => list(some).map(plain)
      .filter(({ title, payload }) => text(title) && text(payload)));
    return { mine: from === "person", text: text(said), custom: plain(custom), options: options.length ? options : others };
  });
}

/** One conversation, over reloads and failures, shared by the tabs of a browser. It tells its `view`: begun, added(entries),
 *  replaced(entries), trouble(kind, failure), calm, returned(text), ended(why). */
class Conversation {
  #pending = null; // on its way: {id, text, shown}
  #partial = false; // the page lacks something that was said
  #wake = () => {}; // ends the present pause

  constructor(base, view) {
    Object.assign(this, { base, view, token: null, log: [], store: `trial-chat ${base}` });
    this.tabs = new BroadcastChannel(this.store);
    this.tabs.onmessage = ({ data }) => this.#hear(plain(data));
    window.addEventListener("online", () => this.retry());
  }

  retry() { this.#wake(); }

  /** Goes on where this tab was, or another tab is. */
  resume() {
    const kept = plain(this.#kept(() => JSON.parse(sessionStorage.getItem(this.store))));
    const pending = plain(kept.pending);
    this.#partial = Boolean(text(pending.id) && text(pending.text));
    if (key(kept.token)) this.#begin(kept.token);
    if (this.#partial) this.#post(pending);
    else if (this.token) this.#load();
    else this.tabs.postMessage({ ask: true });
  }

  /** False while another message is on its way. `shown` stands for a payload. */
  send(said, shown) {
    if (this.#pending) return false;
    this.#post({ id: crypto.getRandomValues(new Uint32Array(4)).join("-"), text: said, shown });
    return true;
  }

  #post(pending) {
    this.#pending = pending;
    this.#save();
    this.#show([{ mine: true, text: pending.shown ?? pending.text, custom: {}, options: [] }]);
    this.#insist(() => this.#pending === pending, () => this.#exchange(pending));
  }

  /** Tries until it worked, never will or is not `wanted`, with longer and longer pauses, or those that the server asks for. */
  async #insist(wanted, task, kind) {
    for (let attempt = 0; wanted(); attempt += 1) {
      const failure = await task().catch((problem) => problem);
      if (!failure || !wanted()) return;
      if (!(failure instanceof Failure)) throw failure;
      if (failure.kind === "ended" || (failure.kind === "refused" && this.#pending)) { this.#giveUp(failure); return; }
      this.view.trouble(kind ?? failure.kind, failure);
      await new Promise((resolve) => {
        this.#wake = resolve;
        setTimeout(resolve, 1000 * (failure.seconds ?? Math.min(2 ** attempt, PATIENCE) * (0.75 + Math.random() / 2)));
      });
    }
  }

  /** The id is the same each time, so the server takes the message once. */
  async #exchange(pending) {
    if (!this.token) {
      const { token } = await call(`${this.base}sessions`, { body: {} });
      if (!key(token)) throw new Failure("broken");
      if (this.#pending === pending) this.#begin(token);
    }
    const answer = messages(await call(`${this.base}messages`, { token: this.token, body: { id: pending.id, text: pending.text } }));
    if (this.#pending !== pending) return;
    this.#pending = null;
    this.#save();
    this.view.calm();
    if (answer.some(({ custom }) => custom.type === "deleted")) { this.end("deleted"); return; }
    this.tabs.postMessage({ turn: this.token });
    if (this.#partial) this.#load(); else this.#show(answer);
  }

  #giveUp(failure) {
    const pending = this.#pending;
    this.#pending = null;
    if (pending && !pending.shown) this.view.returned(pending.text);
    if (failure.kind === "ended") { this.#forget("expired"); return; }
    this.#save();
    this.log.pop();
    this.view.replaced(this.log);
    if (failure.detail) this.view.trouble("refused", failure); else this.view.calm();
  }

  /** Gives the waiting message back to be changed. */
  takeBack() {
    this.#giveUp(new Failure("refused"));
    this.#wake();
    if (this.token) this.#load();
  }

  #load() {
    const { token } = this;
    const wanted = () => this.token === token && !this.#pending;
    this.#partial = true;
    this.#insist(wanted, async () => {
      const said = messages(await call(`${this.base}messages`, { token }));
      if (wanted()) this.#catchUp(said);
    }, "unloaded");
  }

  /** Shows what the server has and the page has not. */
  #catchUp(said) {
    this.view.calm();
    this.#partial = false;
    const { log } = this;
    if (log.length && log.every((entry, at) => said[at]?.text === entry.text)) { this.#show(said.slice(log.length)); return; }
    this.log = said;
    this.view.replaced(said);
  }

  #show(entries) {
    this.log.push(...entries);
    if (entries.length) this.view.added(entries);
  }

  /** On the server, then here. Throws Failure, with nothing forgotten. */
  async erase() {
    const { token } = this;
    if (token) {
      await call(`${this.base}sessions`, { token, method: "DELETE" }).catch((failure) => { if (failure.kind !== "ended") throw failure; });
    }
    this.end("deleted");
  }

  end(why) {
    this.tabs.postMessage({ ended: this.token });
    this.#forget(why);
  }

  #forget(why) {
    this.token = this.#pending = null;
    this.log = [];
    this.#kept(() => sessionStorage.removeItem(this.store));
    this.#wake();
    this.view.ended(why);
  }

  #begin(token) {
    this.token = token;
    this.#save();
    this.view.begun();
  }

  #save() {
    this.#kept(() => sessionStorage.setItem(this.store, JSON.stringify({ token: this.token, pending: this.#pending })));
  }

  /** Storage may be forbidden: then a reload begins anew. */
  #kept(act) {
    try { return act(); } catch { return null; }
  }

  /** Another tab asks for the conversation, gives it, took a turn, or ended it. */
  #hear({ ask, token, turn, ended }) {
    if (ask && this.token) this.tabs.postMessage({ token: this.token });
    if (key(token) && !this.token && !this.#pending) { this.#begin(token); this.#load(); }
    if (!this.token) return;
    if (turn === this.token) this.#load();
    if (ended === this.token) this.#forget("over");
  }
}

/** What can be answered. Once closed, its controls keep their text and the focus, but do nothing. */
class Question {
  #controls = [];
  titles = new Map(); // what an option says -> its control

  control(node, title) {
    this.#controls.push(node);
    if (title) this.titles.set(title, node);
    node.addEventListener("click", (event) => { if (this.closed) event.preventDefault(); });
    return node;
  }

  /** The options that were said: one, or several with commas between them. */
  picked(said) {
    return this.titles.has(said) ? [said] : [...this.titles.keys()].filter((title) => `, ${said}, `.includes(`, ${title}, `));
  }

  close(picked = []) {
    if (this.closed) return;
    this.closed = true;
    for (const node of this.#controls) {
      node.setAttribute("aria-disabled", "true");
      node.tabIndex = -1;
      if (node.type === "text") node.readOnly = true;
    }
    for (const node of picked.map((title) => this.titles.get(title))) {
      if (node.type === "checkbox") node.checked = true;
      else { node.classList.add("picked"); node.prepend(icon("met")); }
    }
  }
}

/** "2026-05-02", "May 2026" or "2026" of what three fields hold; "" where that is no date. */
function dateText(day, month, year) {
  const number = /^\d+$/.test(month) ? Number(month) : new Date(`1 ${month} 2000`).getMonth() + 1;
  const date = new Date(Date.UTC(year, (number || 1) - 1, day || 1));
  if (!/^\d{4}$/.test(year) || (day && !month) || (month && date.getUTCMonth() !== number - 1)
    || (day && date.getUTCDate() !== Number(day))) return "";
  if (!month) return year;
  return day ? date.toISOString().slice(0, 10) : date.toLocaleString("en", { month: "long", year: "numeric", timeZone: "UTC" });
}

/** Says at `place` what is wrong with a field, or no longer. */
function fault(field, place, message) {
  place.textContent = message;
  field.setAttribute("aria-invalid", Boolean(message));
  field.setAttribute("aria-describedby", place.id);
  if (message) field.focus();
}

/** Draws messages for a window `ui`. */
class Cards {
  constructor(ui) { Object.assign(this, { ui, t: ui.t.bind(ui) }); }

  /** [list item, its Question]. */
  entry(entry, live) {
    const { mine, custom, options } = entry;
    const words = h("p.text", mine ? entry.text : this.linked(entry.text));
    const question = custom.type === "question" ? new Question() : null;
    const draw = ["question", "assessment", "understood", "safety"].includes(custom.type) && this[custom.type];
    let card = null;
    try { card = draw && draw.call(this, entry, words, question ?? live); } catch { /* the text alone, then */ }
    card ||= h("div.bubble", words, this.buttons(question, options));
    card.prepend(h("span.vh", this.t(mine ? "me" : "bot")));
    const node = h(`li.entry.${mine ? "me" : "bot"}`, card);
    const came = performance.now();
    // the second half of a double click may fall on what came in between; quick taps and keys are presses of their own
    node.addEventListener("click", (event) => {
      if (event.detail < 2 || event.pointerType === "touch" || event.timeStamp - came > HASTE) return;
      event.preventDefault();
      event.stopPropagation();
    }, true);
    return [node, question];
  }

  linked(said) {
    return said.split(/(https:\/\/[^\s<>"']*[^\s<>"'.,;:!?)\]])/)
      .map((piece, at) => (at % 2 && URL.canParse(piece) ? this.link(piece, piece) : piece));
  }

  link(href, label) {
    return h("a", { href, target: "_blank", rel: "noopener noreferrer" }, label, h("span.vh", ` ${this.t("new_tab")}`));
  }

  /** Those of a question are answered once; others, such as "change", stay of use. */
  buttons(question, options, kind = () => "") {
    const made = options.map((option) => button(option.title, () => question?.closed || this.ui.send(option.payload, option.title), kind(option)));
    for (const node of made) question?.control(node, node.textContent);
    return made.length > 0 && h("div.options", made);
  }

  question({ custom, options }, words, question) {
    words.id = this.ui.id();
    const draw = this[["multi", "number", "date"].includes(custom.input) ? custom.input : "choice"];
    return h("div.bubble.card", { role: "group", "aria-labelledby": words.id }, words,
      text(custom.why) && h("details.why", h("summary", this.t("why")), h("p", custom.why)), draw.call(this, question, options, custom));
  }

  choice(question, options, { id }) {
    const { register } = this.ui;
    const likely = ({ title, accept }) => accept === true || (id === "role" && register && title.toLowerCase().includes(register));
    return this.buttons(question, options, (option) => (likely(option) ? ".main" : ""));
  }

  multi(question, options) {
    const single = ({ none, unknown, skip }) => none || unknown || skip;
    const boxes = options.filter((option) => !single(option)).map((option) => (
      { ...option, box: question.control(h("input", { type: "checkbox" }), option.title) }));
    const ticked = () => boxes.filter(({ box }) => box.checked);
    return [this.form(question, "submit", boxes.map(({ box, title }) => h("label.check", box, h("span", title))), (fail) => {
      if (ticked().length) this.ui.send(ticked().map(({ payload }) => payload).join("\n"), ticked().map(({ title }) => title).join(", "));
      else fail("pick", boxes[0].box);
    }), this.buttons(question, options.filter(single))];
  }

  number(question, options, { unit }) {
    const [field, row] = this.field(question, [this.t("answer"), text(unit) && h("span.vh", ` (${unit})`)], "decimal");
    return [this.form(question, "send", h("div.row", row, text(unit) && h("span.unit", { "aria-hidden": "true" }, unit)), (fail) => {
      if (field.value.trim()) this.ui.send(field.value.trim()); else fail("empty", field);
    }), this.buttons(question, options)];
  }

  date(question, options) {
    const fields = ["day", "month", "year"].map((name) => this.field(question, this.t(name), name === "month" ? "text" : "numeric"));
    return [this.form(question, "send", h("fieldset", h("legend", this.t("date")), h("div.row", fields.map(([, row]) => row))), (fail) => {
      const said = dateText(...fields.map(([field]) => field.value.trim()));
      if (said) this.ui.send(said); else fail("bad_date", fields[2][0]);
    }), this.buttons(question, options)];
  }

  /** [text field, the field with its label]. */
  field(question, label, inputmode) {
    const id = this.ui.id();
    const field = question.control(h("input", { id, inputmode, autocomplete: "off", maxlength: 40 }));
    return [field, h("div", h("label", { for: id }, label), field)];
  }

  /** With a button and a place for errors: submit(fail) may call fail(string, field). */
  form(question, label, content, submit) {
    const error = h("p.error", { id: this.ui.id(), role: "alert" });
    const onsubmit = (event) => {
      event.preventDefault();
      for (const field of event.target.elements) fault(field, error, "");
      submit((why, field) => fault(field, error, this.t(why)));
    };
    return h("form", { onsubmit, novalidate: "" }, content, question.control(h("button.main", this.t(label))), error);
  }

  understood({ options }, words) {
    return h("div.bubble", words, this.buttons(null, options, () => ".slim"));
  }

  safety({ options }, words, live) {
    return h("div.bubble.card.safety", { role: live ? "alert" : "note" }, h("h3", icon("alarm"), this.t("safety")), words,
      this.buttons(null, options));
  }

  assessment({ custom, options }, words) {
    const { trials, as_of: asOf } = plain(custom.assessment);
    return h("div.bubble.card", text(asOf) && h("p.dim", this.t(custom.final ? "result" : "so_far", { date: this.day(asOf) })),
      list(trials).map((trial) => this.trial(plain(trial), plain(custom.labels), plain(custom.words)[plain(trial).nct_id])),
      !Object.keys(plain(custom.words)).length && h("div.small", words), this.buttons(null, options),
      custom.final === true && h("div.options", button(this.t("sheet_html"), () => this.ui.sheet("html"), ".main")));
  }

  trial({ nct_id: nct, title, verdict, recruitment, criteria, missing, earliest, would_change: ids }, labels, told) {
    const id = this.ui.id();
    const fits = ["may_fit", "does_not_fit"].includes(verdict) ? verdict : "undetermined";
    const failed = list(criteria).filter((one) => plain(one).verdict === "not_met");
    const others = list(criteria).filter((one) => !failed.includes(one));
    const draw = (one) => this.criterion(plain(one), labels);
    const rules = text(told) ? [...failed, ...others] : others;
    return h("article.result", { "aria-labelledby": id }, h("h3", { id }, text(title) || text(nct)),
      h(`p.verdict.${fits}`, icon(fits), this.t(`verdict_${fits}`)), text(told) ? told.split("\n").map((line) => h("p.small", this.linked(line))) : [
        this.recruitment(plain(recruitment)), h("div.small", failed.map(draw)),
        list(missing).length > 0 && h("p.small", h("b", this.t("missing")), ` ${missing.map((name) => this.label(name, labels)).join(", ")}`),
        text(earliest) && h("p.small", this.t("earliest", { date: this.day(earliest) })),
        this.ui.register === "clinician" && list(ids).length > 0 && h("p.small", this.t("would_change", { ids: ids.join(", ") }))],
      rules.length > 0 && h("details.small", h("summary", this.t("others", { count: rules.length })), rules.map(draw)),
      /^NCT\d{8}$/.test(nct) && h("p.small", this.link(`https://clinicaltrials.gov/study/${nct}`, this.t("registry", { id: nct }))));
  }

  /** Whether a study is open stands apart from whether it fits. */
  recruitment({ statement, stale, verified }) {
    return text(statement) && h("p.small", h("b", this.t("recruiting")), ` ${statement} `,
      text(verified) && this.t("verified", { date: this.day(verified) }), stale === true && h("b", ` ${this.t("stale")}`));
  }

  criterion(one, labels) {
    const verdict = ["met", "not_met", "not_applicable", "site"].includes(one.verdict) ? one.verdict : "unknown";
    const facts = Object.entries(plain(one.because)).map(([name, value]) => h("li", `${this.label(name, labels)}: ${this.value(value)}`));
    const needs = list(one.needs).map((name) => this.label(name, labels)).join(", ");
    return h("details.crit", h("summary", h(`span.state.${verdict}`, icon(verdict), h("b", this.t(verdict)), icon("turn")),
      h("q", text(one.quote)), one.advisory === true && h("span.warn", this.t("advisory"))),
    facts.length > 0 && [this.t("because"), h("ul", facts)], needs && h("p", `${this.t("needs")} ${needs}`),
    h("p.dim", [this.t(one.kind), verdict === "unknown" && this.t(`by_${one.answered_by}`), verdict === "not_met" && this.t(`can_${one.can_change}`),
      text(one.earliest) && this.t("earliest", { date: this.day(one.earliest) }), text(one.id), text(one.source)].filter(Boolean).join(" · ")));
  }

  label(name, labels) {
    return text(labels[name]) || String(name).replaceAll("_", " ");
  }

  value(value) {
    if (typeof value === "boolean") return this.t(value ? "yes" : "no");
    if (typeof value === "number") return value.toLocaleString(this.ui.language);
    if (value && typeof value === "object") return Object.values(value).map((part) => this.value(part)).join(Array.isArray(value) ? ", " : " \u2013 ");
    return /^\d{4}-\d\d-\d\d$/.test(value) ? this.day(value) : this.label(value ?? "", {});
  }

  day(value) {
    const date = new Date(value);
    const parts = { year: "numeric", month: "long", day: value.length > 7 ? "numeric" : undefined, timeZone: "UTC" };
    return Number.isNaN(date.getTime()) ? value : date.toLocaleDateString(this.ui.language, parts);
  }
}

class TrialChat extends HTMLElement {
  static observedAttributes = ["open"];

  #ids = 0;
  #first = 0; // of the log, in the page
  #open = []; // questions that can still be answered

  async connectedCallback() {
    if (this.talk) return;
    const server = this.getAttribute("server");
    this.corner = this.getAttribute("mode") === "corner";
    this.register = this.getAttribute("register");
    this.language = this.getAttribute("lang") || "en";
    this.talk = new Conversation(server ? `${server.replace(/\/+$/, "")}/chat/` : new URL(".", SCRIPT.src).href, this);
    const strings = this.getAttribute("strings");
    this.strings = { ...STRINGS, ...(strings && await call(strings).catch(() => ({}))) };
    this.cards = new Cards(this);
    this.#build();
    this.#greet("welcome", "start");
    if (this.corner) this.#listen();
    this.talk.resume();
  }

  attributeChangedCallback() {
    if (this.corner && this.panel) this.#toggle(this.hasAttribute("open"));
  }

  t(key, values = {}) {
    return text(this.strings[key]).replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);
  }

  id() {
    return `id${this.#ids++}`;
  }

  // ---- the window

  #build() {
    const style = new CSSStyleSheet();
    style.replaceSync(STYLE);
    const root = this.attachShadow({ mode: "open" });
    root.adoptedStyleSheets = [style];
    this.name = h("h2", { id: "name", tabindex: -1 }, this.getAttribute("heading") || this.t("heading"));
    this.list = h("ol");
    this.earlier = this.#button("earlier", () => this.#showEarlier(), ".slim");
    this.typing = h("p.dim", { "aria-hidden": "true" }, this.t("typing"));
    this.scroller = h("div.talk", { role: "region", tabindex: 0, "aria-label": this.t("conversation") }, this.earlier, this.list, this.typing);
    this.live = h("div.vh", { role: "log", "aria-live": "polite", "aria-label": this.t("announcements") });
    this.note = h("div.note", { role: "status" });
    this.progress = h("div.progress");
    const formats = this.register === "clinician" ? ["html", "json", "fhir"] : ["html"];
    this.foot = h("footer", formats.map((format) => this.#button(`sheet_${format}`, () => this.sheet(format), ".link")),
      this.#button("erase", () => this.#ask("erase"), ".link"));
    this.dialog = h("dialog.ask", { "aria-labelledby": "asked" });
    this.panel = h(`${this.corner ? "dialog" : "section"}.panel`, { "aria-labelledby": "name" },
      h("header", this.name, this.#button("end", () => this.#ask("end"), ".slim"),
        this.corner && h("button.slim", { type: "button", "aria-label": this.t("close"), onclick: () => this.removeAttribute("open") }, icon("not_met"))),
      this.progress, this.scroller, this.note, this.#composer(), this.foot, this.live, this.dialog);
    this.news = h("span", `(${this.t("news")})`);
    this.launcher = h("button.launcher.main", { type: "button", "aria-haspopup": "dialog", onclick: () => this.setAttribute("open", "") },
      icon("chat"), this.t("launcher"), this.news);
    root.append(h("div.root", { lang: this.language }, this.corner && this.launcher, this.panel));
    this.#hide(this.earlier, this.typing, this.progress, this.foot, this.news);
  }

  #hide(...parts) {
    for (const part of parts) part.hidden = true;
  }

  #button(key, act, kind) {
    return button(this.t(key), act, kind);
  }

  #composer() {
    const onsubmit = (event) => { event.preventDefault(); this.#submit(); };
    const onkeydown = (event) => { if (event.key === "Enter" && !event.shiftKey && !event.isComposing) onsubmit(event); };
    this.wrong = h("p.error", { id: "wrong", role: "alert" });
    this.input = h("textarea", { id: "input", rows: 1, autocomplete: "off", onkeydown });
    return h("form.composer", { novalidate: "", onsubmit }, h("label", { for: "input" }, this.t("message")), this.wrong, this.input,
      h("button.main", { "aria-label": this.t("send") }, icon("send")));
  }

  #submit() {
    const typed = this.input.value.trim();
    const count = [...typed].length;
    fault(this.input, this.wrong, count > LONGEST ? this.t("too_long", { count }) : "");
    if (typed && count <= LONGEST && this.send(typed)) this.input.value = "";
  }

  /** What stands there without a conversation. */
  #greet(message, label) {
    this.start = new Question();
    this.begin = this.start.control(this.#button(label, () => this.start.closed || this.send(this.t("hello")), ".main"));
    this.list.append(h("li.entry.bot", h("div.bubble", h("p.text", this.t(message)), h("div.options", this.begin))));
  }

  #listen() {
    this.narrow = matchMedia("(max-width: 30em)");
    this.narrow.addEventListener("change", () => this.panel.open && this.#lay());
    this.panel.addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || this.dialog.open) return;
      event.preventDefault();
      this.removeAttribute("open");
    });
    // a small screen would be covered without anybody having asked
    if (this.narrow.matches) this.removeAttribute("open");
    else if (this.hasAttribute("open")) this.#toggle(true, false);
  }

  #toggle(open, focus = true) {
    if (open === this.panel.open) return;
    this.launcher.hidden = open;
    this.news.hidden = true;
    if (open) this.#lay(); else this.panel.close();
    if (focus) (open ? this.name : this.launcher).focus();
  }

  /** Modal on a small screen, where it hides the page. */
  #lay() {
    const focused = this.shadowRoot.activeElement;
    this.panel.close();
    if (this.narrow.matches) this.panel.showModal();
    else this.panel.setAttribute("open", ""); // show() would take the focus
    focused?.focus();
  }

  #announce(message) {
    const said = h("p", message);
    this.live.append(said);
    setTimeout(() => said.remove(), 8000);
  }

  #tell(message, ...actions) {
    this.note.replaceChildren(h("p", message), ...(actions.length ? [h("div.options", actions)] : []));
  }

  #ask(kind) {
    const act = (key, run, style) => this.#button(key, () => { this.dialog.close(); run(); }, style);
    const ending = kind === "end";
    this.dialog.replaceChildren(h("h3", { id: "asked" }, this.t(`${kind}_question`)), h("p.small", this.t(`${kind}_text`)),
      h("div.options", ending && act("end", () => { this.talk.end("over"); this.begin.focus(); }, ".main"),
        this.talk.token && act("erase_end", () => this.#erase(), ending ? "" : ".main"), act("back", () => {})));
    this.dialog.showModal();
  }

  async #erase() {
    const failure = await this.talk.erase().catch((problem) => problem);
    if (failure) this.#tell(this.t("erase_failed"), this.#button("retry", () => this.#erase(), ".slim"));
    else this.begin.focus();
  }

  // ---- what the conversation tells

  begun() { this.foot.hidden = false; }

  calm() {
    this.note.replaceChildren();
    this.list.querySelector(".me > span")?.remove();
  }

  trouble(kind, failure) {
    this.typing.hidden = true;
    const sending = ["offline", "busy", "broken"].includes(kind);
    this.list.querySelector(".me > span")?.remove();
    if (sending) [...this.list.querySelectorAll(".me")].pop()?.append(h("span", this.t("unsent")));
    this.#tell(this.t(kind, failure), kind === "refused" ? [] : this.#button("retry", () => this.talk.retry(), ".slim"),
      sending ? this.#button("take_back", () => { this.talk.takeBack(); this.input.focus(); }, ".slim") : []);
  }

  returned(said) { this.input.value = said; }

  ended(why) {
    this.calm();
    this.#closeAll();
    this.#hide(this.typing, this.earlier, this.progress, this.foot);
    if (why !== "expired") {
      this.input.value = "";
      this.live.replaceChildren();
      this.list.replaceChildren();
    }
    this.#greet(why, "again");
    this.#announce(this.t(why));
    this.#scroll(this.list.lastElementChild);
  }

  replaced(entries) {
    const focused = this.list.contains(this.shadowRoot.activeElement);
    this.typing.hidden = true;
    this.#open = [];
    this.list.replaceChildren();
    if (!entries.length) this.#greet("welcome", "start");
    const nodes = this.#append(entries, false);
    this.#scroll(nodes.findLast((node) => node.matches(".me")));
    if (focused) this.scroller.focus();
  }

  added(entries) {
    const nodes = this.#append(entries, true);
    for (const entry of entries) if (entry.custom.type !== "safety") { // that one is an alert
      this.#announce([this.t(entry.mine ? "me" : "bot"), entry.text, entry.options.map(({ title }) => title).join(", ")].join(" "));
    }
    if (entries[0].mine && !this.corner) this.panel.scrollIntoView({ block: "nearest" });
    this.typing.hidden = !entries.at(-1).mine;
    this.news.hidden = this.panel.open || entries.at(-1).mine;
    this.#scroll(nodes[0]);
  }

  // ---- the list

  #draw(entry, live) {
    const { type, final, progress } = entry.custom;
    for (const question of entry.mine ? this.#open : []) {
      const picked = question.picked(entry.text);
      if (picked.length) question.close(picked);
    }
    if (type === "question" || final === true) this.#closeAll();
    if (type === "question") this.#advance(plain(progress));
    if (final === true) this.progress.hidden = true;
    const [node, question] = this.cards.entry(entry, live);
    if (question) this.#open.push(question);
    return node;
  }

  #closeAll() {
    for (const question of this.#open) question.close();
    this.#open = [];
  }

  #append(entries, live) {
    if (entries.length) this.start.close();
    const nodes = entries.slice(-SHOWN).map((entry) => this.#draw(entry, live));
    this.list.append(...nodes);
    const spare = [...this.list.children].slice(0, -SHOWN);
    if (!spare.some((node) => node.matches(":focus-within"))) for (const node of spare) node.remove();
    this.#first = Math.max(0, this.talk.log.length - this.list.children.length);
    this.earlier.hidden = !this.#first;
    return nodes;
  }

  #showEarlier() {
    const open = this.#open;
    const from = Math.max(0, this.#first - SHOWN);
    const height = this.scroller.scrollHeight;
    this.#open = [];
    const nodes = this.talk.log.slice(from, this.#first).map((entry) => this.#draw(entry, false));
    this.#closeAll();
    this.#open = open;
    this.#first = from;
    this.list.prepend(...nodes);
    this.scroller.scrollTop += this.scroller.scrollHeight - height;
    if (from) return;
    this.earlier.hidden = true;
    nodes[0].tabIndex = -1;
    nodes[0].focus({ preventScroll: true });
  }

  #advance({ answered, at_most: most }) {
    this.progress.hidden = !(answered >= 0 && most > 0);
    const label = this.t("progress", { answered, most });
    this.progress.replaceChildren(h("progress", { value: answered, max: most, "aria-label": label }), h("span", { "aria-hidden": "true" }, label));
  }

  /** A long answer is read from its beginning. */
  #scroll(node) {
    if (node) this.scroller.scrollTop += node.getBoundingClientRect().top - this.scroller.getBoundingClientRect().top - 8;
  }

  // ---- what a card asks for

  send(said, shown) {
    const sent = this.talk.send(said, shown);
    if (!sent && !this.note.hasChildNodes()) this.#tell(this.t("wait"));
    return sent;
  }

  /** The sheet in a tab of its own; data, or where no tab is allowed, as a file. */
  async sheet(format) {
    const { token, base } = this.talk;
    const page = format === "html" && window.open("", "_blank");
    try {
      const href = URL.createObjectURL(await call(`${base}report?format=${format}`, { token, read: "blob" }));
      if (page) page.location = href;
      else h("a", { href, download: `trial-sheet.${format === "html" ? format : "json"}` }).click();
    } catch (failure) {
      if (page) page.close();
      this.#tell(this.t("sheet_failed"));
      if (!failure.kind) throw failure;
    }
  }
}

customElements.define("trial-chat", TrialChat);

// <script src=".../chat/widget.js" data-corner defer></script> is all that a page needs
const { corner, ...attributes } = SCRIPT.dataset;
const add = () => document.body.append(h("trial-chat", { ...attributes, mode: "corner" }));
if (corner !== undefined) if (document.body) add(); else document.addEventListener("DOMContentLoaded", add);
})();
