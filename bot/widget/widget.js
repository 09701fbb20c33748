/* <trial-chat>: the chat window of the screening assistant, as one custom element.
 * No build step, no dependency, no markup made from text: every node is created, every text is set as text.
 * How to use, theme and translate it: docs/widget.md. */
(() => {
"use strict";

const SCRIPT = document.currentScript;
const HOME = new URL(".", SCRIPT.src).href; // where the API is, unless the page says otherwise
const LONGEST = 4000; // characters of one message that the server takes
const SHOWN = 60; // entries of the conversation kept in the page; older ones come on request
const PATIENCE = 30; // seconds until a call counts as lost, and the longest pause between two attempts

const STRINGS = {
  heading: "Trial screening assistant",
  launcher: "Check for a trial",
  news: "new answer",
  close: "Close",
  end: "End",
  conversation: "Conversation",
  announcements: "New messages",
  me: "You:",
  bot: "Assistant:",
  welcome: "Welcome. I am a computer program that asks questions. I compare your answers with the published rules "
    + "of research studies.\nFirst I tell you what happens to your answers. Then you choose whether to go on.",
  start: "Start",
  hello: "Hello",
  again: "Start a new conversation",
  over: "This conversation has ended. Nothing of it is kept in this browser.",
  expired: "This conversation has ended on the server, so nothing more can be added to it. You can start a new one.",
  deleted: "Your answers were deleted, here and on the server.",
  message: "Your message",
  hint: "Type here at any time",
  send: "Send",
  earlier: "Show earlier messages",
  sheet_html: "Sheet for the doctor",
  sheet_json: "Data (JSON)",
  sheet_fhir: "Data (FHIR)",
  sheet_wait: "The sheet is being made.",
  print: "Print",
  sheet_failed: "The sheet could not be opened. Please try again in a moment.",
  erase: "Delete my data",
  end_question: "End this conversation?",
  end_text: "The screen is cleared, so that nobody else at this computer can read it. You cannot come back to it.",
  end_only: "End",
  erase_question: "Delete your answers?",
  erase_text: "Everything you told me is deleted, here and on the server. This cannot be undone.",
  erase_end: "Delete and end",
  back: "Go back",
  why: "Why do you ask?",
  pressed: "(a button)",
  change: "Change",
  change_hint: "Type the right answer after the colon, then press Send.",
  was: "before:",
  now: "now:",
  progress: "{answered} answered, at most {at_most} questions",
  submit: "Send these answers",
  pick: "Tick at least one box, or use one of the buttons.",
  answer: "Your answer",
  empty: "Type an answer first, or use one of the buttons.",
  date: "Date (leave the day empty if you do not know it)",
  day: "Day",
  month: "Month",
  year: "Year",
  bad_date: "That is not a date. Give the year in four digits. Month and day can stay empty.",
  too_long: "Your message has {count} characters. Please shorten it to 4,000.",
  wait: "Please wait for the answer to your last message.",
  unsent: "Not sent yet",
  offline: "No connection. Your message is kept and will be sent again by itself. In an emergency, call your local "
    + "emergency number.",
  busy: "Too many messages just now. Yours is kept and will be sent again in {seconds} seconds.",
  broken: "The service has a problem. Your message is kept and will be sent again by itself. In an emergency, call "
    + "your local emergency number.",
  refused: "The message was not taken: {detail}",
  unloaded: "The conversation could not be loaded yet. Trying again.",
  erase_failed: "Your data could not be deleted yet. Check the connection and try again.",
  retry: "Try again now",
  take_back: "Take it back",
  new_tab: "(opens a new tab)",
  safety: "This may be an emergency",
  result: "Result",
  so_far: "So far",
  as_of: "as of {date}",
  verdict_may_fit: "Matches the listed criteria that could be checked",
  verdict_does_not_fit: "One or more listed criteria may not fit",
  verdict_undetermined: "Not clear yet",
  criterion_met: "Fits",
  criterion_not_met: "May not fit",
  criterion_unknown: "Not known yet",
  criterion_not_applicable: "Does not apply",
  criterion_site: "Study team checks",
  recruiting: "Is the study open?",
  stale: "This may be out of date.",
  verified: "Last checked: {date}.",
  missing: "Still missing:",
  earliest: "Could change on {date} at the earliest.",
  would_change: "Smallest change: {ids}",
  other_criteria: "The other {count} criteria",
  because: "What was said:",
  needs: "Still needed:",
  advisory: "Found in one copy of the listing only. It does not change the result above.",
  inclusion: "Needed to join",
  exclusion: "Keeps people out",
  by_patient: "The patient can answer this.",
  by_clinician: "A doctor or a test result can answer this.",
  by_site: "Only the study team can answer this.",
  can_time: "This can change with time.",
  can_test: "A new test result could change this.",
  can_choice: "This depends on a choice. Talk to the doctor first.",
  registry: "See {id} on ClinicalTrials.gov",
  yes: "yes",
  no: "no",
};

const STYLE = `
:host { display: block; font: var(--trial-chat-font-size, max(1rem, 16px))/1.5 var(--trial-chat-font, system-ui, sans-serif);
  text-align: start; letter-spacing: normal; text-transform: none }
:host([hidden]), [hidden] { display: none !important }
:host([mode=corner]) { display: contents }
* { box-sizing: border-box }
.root {
  --bg: var(--trial-chat-background, #fff); --ink: var(--trial-chat-text, #17232e); --soft: #f3f6f8; --dim: #51606d;
  --line: #c3ced6; --edge: #71808c; --accent: var(--trial-chat-accent, #0b5d76); --on-accent: var(--trial-chat-on-accent, #fff);
  --mine: #dff0f4; --good: #17633a; --good-bg: #e7f5ec; --care: #844500; --care-bg: #fdf1df; --open: #3a4a94;
  --open-bg: #edf0fb; --alarm: #9b1016; --alarm-bg: #fdeced; --round: var(--trial-chat-radius, .75em);
  color: var(--ink); color-scheme: light }
@media (prefers-color-scheme: dark) { .root {
  --bg: var(--trial-chat-background, #121920); --ink: var(--trial-chat-text, #e9eef2); --soft: #1c2630; --dim: #adb9c4;
  --line: #3a4854; --edge: #8494a1; --accent: var(--trial-chat-accent, #7cc9dd); --on-accent: var(--trial-chat-on-accent, #06222b);
  --mine: #123c49; --good: #8fdcae; --good-bg: #11301f; --care: #f6c583; --care-bg: #38270f; --open: #b9c4fa;
  --open-bg: #232b4d; --alarm: #ffb3b6; --alarm-bg: #45161a; color-scheme: dark } }
h2, h3, h4, p, ol, ul, blockquote, fieldset, dl, dd { margin: 0; padding: 0; border: 0 }
ol, ul { list-style: none }
button, input, textarea { font: inherit; color: inherit; letter-spacing: inherit }
a { color: var(--accent) }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px }
svg { width: 1.25em; height: 1.25em; flex: none; fill: none; stroke: currentColor; stroke-width: 2; stroke-linecap: round;
  stroke-linejoin: round }
.vh { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap }
.text { white-space: pre-line; overflow-wrap: anywhere }

.panel { display: flex; flex-direction: column; width: 100%; height: var(--trial-chat-height, min(46em, 90vh)); min-height: 0;
  max-width: none; max-height: none; margin: 0; padding: 0; overflow: hidden; background: var(--bg); color: var(--ink);
  border: 1px solid var(--line); border-radius: var(--round) }
dialog.panel { position: fixed; inset: auto 1.25em 1.25em auto; width: 26em; height: min(42em, calc(100vh - 2.5em));
  z-index: 2147483000; box-shadow: 0 .5em 2em #0004 }
dialog.panel:not([open]) { display: none }
header, .composer, footer, .progress { flex: none; padding: .5em .75em }
header { display: flex; align-items: center; gap: .5em; background: var(--accent); color: var(--on-accent) }
h2 { flex: 1; font-size: 1.0625em; line-height: 1.3 }
header button { border-color: currentColor; background: none; color: inherit }
header :focus-visible { outline-color: currentColor }
.progress { display: flex; flex-wrap: wrap; align-items: center; gap: .25em .75em; font-size: .875em; color: var(--dim);
  border-bottom: 1px solid var(--line) }
progress { flex: 1 1 6em; height: .5em; accent-color: var(--accent) }
.talk { flex: 1; min-height: 0; overflow-y: auto; overscroll-behavior: contain; padding: .75em }
.talk:focus-visible { outline-offset: -3px }
.talk li.entry { display: flex; flex-direction: column; align-items: flex-start; margin-block: .5em }
li.me { align-items: flex-end !important }
.bubble { max-width: min(100%, 38em); padding: .625em .875em; border: 1px solid transparent; border-radius: var(--round);
  background: var(--soft) }
.card { width: 100%; max-width: 44em }
.me .bubble { max-width: 85%; background: var(--mine); border-end-end-radius: .2em }
.bot .bubble { border-end-start-radius: .2em }
.unsent { font-size: .875em; color: var(--dim) }
.typing { display: flex; gap: .3em; padding: .5em .875em }
.typing i { width: .5em; height: .5em; border-radius: 50%; background: var(--dim) }

button { display: inline-flex; align-items: center; justify-content: center; gap: .4em; min-height: 2.75em; min-width: 2.75em;
  padding: .35em .9em; border: 1px solid var(--accent); border-radius: var(--round); background: var(--bg); color: var(--accent);
  cursor: pointer; text-align: start; line-height: 1.3; overflow-wrap: anywhere }
button:hover { box-shadow: inset 0 0 0 1px currentColor }
button.main { background: var(--accent); color: var(--on-accent) }
button.slim { min-height: 2em; padding: .1em .7em }
button.link { min-height: 2em; padding: .1em .3em; border-color: transparent; background: none; text-decoration: underline }
button[aria-disabled=true] { cursor: default; box-shadow: none; border-style: dashed; border-color: var(--line);
  background: none; color: var(--dim) }
button.picked { border: 2px solid var(--accent) !important; background: var(--mine) !important; color: var(--ink) !important }
.options { display: flex; flex-wrap: wrap; gap: .5em; margin-top: .625em }
.options button { flex: 0 1 auto }
.aside { border-style: dashed }
label.check { display: flex; gap: .6em; align-items: flex-start; padding: .5em .25em; cursor: pointer; min-height: 2.75em }
label.check:hover { background: var(--bg) }
label.check input { width: 1.4em; height: 1.4em; margin: .05em 0 0; flex: none; accent-color: var(--accent) }
fieldset { min-width: 0; margin-top: .4em }
.row { display: flex; flex-wrap: wrap; gap: .5em; align-items: flex-end; margin-top: .5em }
.row label { display: block; font-size: .875em; color: var(--dim) }
.row input { width: 8em; max-width: 100% }
.row input.short { width: 4em } .row input.mid { width: 6.5em }
input:not([type=checkbox]), textarea { min-height: 2.75em; padding: .5em .6em; border: 1px solid var(--edge); border-radius: .5em;
  background: var(--bg) }
[readonly] { border-style: dashed; color: var(--dim) }
.unit { align-self: center }
.error { color: var(--alarm); font-weight: 600; margin-top: .4em }
details { margin-top: .4em }
summary { min-height: 1.75em; padding-block: .15em; cursor: pointer; color: var(--accent) }
details.why > p { padding: .25em 0 .25em .9em; border-inline-start: 3px solid var(--line); color: var(--dim) }
ul.changes { display: flex; flex-direction: column; gap: .3em; margin-top: .4em }
.noted { display: flex; flex-wrap: wrap; gap: .25em .75em; align-items: center; font-size: .9375em }
.noted s { color: var(--dim) }

.safety { border: 3px solid var(--alarm); background: var(--alarm-bg); font-size: 1.0625em }
.safety h3, .verdict, .crit > summary { display: flex; gap: .5em; align-items: flex-start }
.safety h3 { color: var(--alarm); font-size: 1.125em }
.safety h3 svg { width: 1.5em; height: 1.5em }
.result { margin-top: .6em; padding: .75em; border: 1px solid var(--line); border-radius: var(--round); background: var(--bg) }
.result h3 { font-size: 1.0625em; line-height: 1.35 }
.verdict { margin-top: .5em; padding: .5em .7em; border-inline-start: .3em solid; border-radius: .3em; font-weight: 600 }
.may_fit, .met { color: var(--good) } .may_fit { background: var(--good-bg) }
.does_not_fit, .not_met, .warn { color: var(--care) } .does_not_fit, .warn { background: var(--care-bg) }
.undetermined, .unknown, .site { color: var(--open) } .undetermined { background: var(--open-bg) }
.not_applicable { color: var(--dim) }
.small { font-size: .9375em; margin-top: .5em }
.dim { color: var(--dim) }
.crit { padding-block: .25em; border-top: 1px solid var(--line) }
.crit > summary { list-style: none; color: inherit } .crit > summary::-webkit-details-marker { display: none }
.crit .state { display: flex; gap: .4em; flex: 0 0 9.5em } .crit .clip { flex: 1; color: var(--ink) }
.crit > summary > svg:last-child { transition: rotate .15s; color: var(--dim) } .crit[open] > summary > svg:last-child { rotate: 90deg }
.clip { overflow: hidden; display: -webkit-box; -webkit-line-clamp: 2; -webkit-box-orient: vertical; font-weight: 400 }
[open] > summary .clip { visibility: hidden }
ul.facts { padding-inline-start: 1.2em; list-style: disc }
blockquote { margin: .25em 0; padding: .3em .8em; border-inline-start: 3px solid var(--edge); font-style: italic }

.note { flex: none; padding: .5em .75em; background: var(--care-bg); color: var(--care); font-size: .9375em }
.note:empty { display: none }
.composer { display: flex; flex-wrap: wrap; gap: 0 .5em; align-items: flex-end; border-top: 1px solid var(--line) }
.composer label { flex: 1 0 100%; font-size: .875em; color: var(--dim) }
.composer textarea { flex: 1; min-width: 0; max-height: 9em; resize: none; field-sizing: content }
.composer .error { flex: 1 0 100% }
footer { display: flex; flex-wrap: wrap; gap: 0 .5em; padding-top: 0; font-size: .875em }
.launcher { position: fixed; inset: auto 1.25em 1.25em auto; z-index: 2147483000; min-height: 3.5em; padding-inline: 1.2em;
  border-radius: 2em; box-shadow: 0 .25em 1em #0005; font-weight: 600 }
.ask { max-width: min(28em, calc(100vw - 2em)); padding: 1.25em; border: 1px solid var(--edge); border-radius: var(--round);
  background: var(--bg); color: var(--ink) }
.ask::backdrop, dialog.panel::backdrop { background: #0008 }

@media (max-width: 30em) { dialog.panel { inset: 0; width: 100%; height: 100%; border: 0; border-radius: 0 } }
@media (max-height: 30em) { .panel { overflow-y: auto } .panel:not(dialog) { height: auto } .talk { flex: none; overflow: visible } }
@media (prefers-reduced-motion: no-preference) { .talk { scroll-behavior: smooth }
  .typing i { animation: beat 1.2s infinite } .typing i:nth-child(2) { animation-delay: .2s } .typing i:nth-child(3) { animation-delay: .4s }
  @keyframes beat { 0%, 60%, 100% { opacity: .3 } 30% { opacity: 1 } } }
@media (forced-colors: active) { .bubble, .note, header, .verdict { border: 1px solid } button.picked { outline: 2px solid Highlight }
  .typing i { background: CanvasText } button[aria-disabled=true] { color: GrayText } }
@media print { header button, .composer, footer, .progress, .launcher { display: none } .panel { height: auto; overflow: visible }
  .talk { overflow: visible } }`;

const ICONS = {
  met: "M5 13l4 4L19 7", not_met: "M6 6l12 12M18 6L6 18",
  unknown: "M9 9a3 3 0 1 1 4 3c-1 .5-1 1-1 2M12 18v.01", not_applicable: "M6 12h12",
  site: "M12 4a4 4 0 1 1 0 8 4 4 0 0 1 0-8M4 20c1-4 4-5 8-5s7 1 8 5", alarm: "M12 3L2 20h20zM12 10v4M12 17v.01",
  chat: "M4 5h16v11H9l-5 4z", more: "M9 6l6 6-6 6", send: "M4 12h15M13 6l6 6-6 6",
};
ICONS.may_fit = ICONS.met;
ICONS.does_not_fit = ICONS.alarm;
ICONS.undetermined = ICONS.unknown;
ICONS.close = ICONS.not_met;

/** A new element; an `on...` property is a listener, `true` an attribute without value, null and false nothing. */
function h(tag, properties, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(properties ?? {})) {
    if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else if (value !== false && value != null) node.setAttribute(name, value === true ? "" : value);
  }
  node.append(...children.flat().filter((child) => child !== false && child != null));
  return node;
}

function icon(name) {
  const [svg, path] = ["svg", "path"].map((tag) => document.createElementNS("http://www.w3.org/2000/svg", tag));
  path.setAttribute("d", ICONS[name] ?? ICONS.unknown);
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("aria-hidden", "true");
  svg.append(path);
  return svg;
}

const list = (value) => (Array.isArray(value) ? value : []);
const plain = (value) => (value !== null && typeof value === "object" && !Array.isArray(value) ? value : {});
const text = (value) => (typeof value === "string" ? value : "");
const spaced = (name) => String(name).replaceAll("_", " ");

/** What went wrong with a call: offline, broken, busy (wait `seconds`), ended, refused (`detail` says why). */
class Failure extends Error {
  constructor(kind, values = {}) {
    super(kind);
    Object.assign(this, { kind, ...values });
  }
}

/** Seconds to wait by a Retry-After header, which holds a number or a date: 1 to 600, 5 where it says nothing. */
function patience(header) {
  const wait = /^\d+$/.test(header ?? "") ? Number(header) : (Date.parse(header) - Date.now()) / 1000;
  return Math.min(Math.max(Math.ceil(wait) || 5, 1), 600);
}

/** One call of the chat API; the JSON object that it answers, `{}` for no content. Throws Failure. */
async function call(url, { method = "GET", token, body } = {}) {
  const headers = { ...(token && { Authorization: `Bearer ${token}` }), ...(body && { "Content-Type": "application/json" }) };
  const request = { method, headers, body: body && JSON.stringify(body), credentials: "omit", cache: "no-store",
    referrerPolicy: "no-referrer", signal: AbortSignal.timeout(PATIENCE * 1000) };
  const [response, raw] = await fetch(url, request)
    .then(async (answer) => [answer, await answer.text()])
    .catch(() => { throw new Failure("offline"); });
  let data = null;
  try { data = JSON.parse(raw || "{}"); } catch { /* no JSON: told apart below, by status */ }
  if (response.status === 401) throw new Failure("ended");
  if (response.status === 429) throw new Failure("busy", { seconds: patience(response.headers.get("Retry-After")) });
  if (response.status >= 500 || (response.ok && !data)) throw new Failure("broken");
  if (!response.ok) throw new Failure("refused", { detail: text(plain(data).error) || String(response.status) });
  return plain(data);
}

/** The messages of an answer in the one shape that the window shows: {mine, text, custom, buttons}. Throws Failure. */
function messages(data) {
  if (!Array.isArray(data.messages)) throw new Failure("broken");
  return data.messages.map(plain).map((message) => ({
    mine: message.from === "user", text: text(message.text), custom: plain(message.custom), buttons: pressable(message.buttons),
  }));
}

/** The options, out of whatever was sent, that can be a button. */
function pressable(options) {
  return list(options).map(plain).filter((option) => text(option.title) && text(option.payload));
}

/** What this tab keeps between two loads of a page. Memory alone where the browser forbids storage. */
function storage(key) {
  let memory = null;
  const attempt = (act) => { try { return act(); } catch { return null; } };
  return {
    read: () => plain(attempt(() => JSON.parse(sessionStorage.getItem(key))) ?? memory),
    write: (value) => { memory = value; attempt(() => sessionStorage.setItem(key, JSON.stringify(value))); },
    clear: () => { memory = null; attempt(() => sessionStorage.removeItem(key)); },
  };
}

/** One conversation with the server: sends, waits, tries again, survives a reload and is shared between tabs.
 *  `view` is told: begun(token), added(entries, live), replaced(entries), waiting(yes), trouble(kind, values), calm(),
 *  returned(text), ended(reason). An entry is a message as in `messages`. */
class Conversation {
  #token = null;
  #pending = null; // on its way: {id, text, shown}
  #partial = false; // the page shows less than was said
  #wake = () => {}; // ends the present pause between two attempts

  constructor(base, view) {
    Object.assign(this, { base, view, log: [], store: storage(`trial-chat ${base}`) });
    this.tabs = new BroadcastChannel(`trial-chat ${base}`);
    this.tabs.onmessage = ({ data }) => this.#hear(plain(data));
    window.addEventListener("online", () => this.retry());
  }

  get token() { return this.#token; }

  retry() { this.#wake(); }

  /** Goes on after a reload, with a message that was on its way first; else asks the other tabs. */
  resume() {
    const { token, pending } = this.store.read();
    if (token) this.#begin(token);
    if (text(plain(pending).text)) {
      this.#partial = true;
      this.#post(pending);
    } else if (token) this.#load();
    else this.tabs.postMessage({ ask: true });
  }

  /** Sends `said`, shown as `shown` where it is a payload. False, and nothing sent, while a message is on its way. */
  send(said, shown = said) {
    if (this.#pending) return false;
    this.#post({ id: Array.from(crypto.getRandomValues(new Uint32Array(4)), (part) => part.toString(36)).join("-"), text: said, shown });
    return true;
  }

  #post(pending) {
    this.#pending = pending;
    this.#save();
    this.#show([{ mine: true, text: pending.text, shown: pending.shown, custom: {}, buttons: [] }]);
    this.#deliver(pending);
  }

  /** Sends with one and the same id until the server has answered or will not. */
  async #deliver(pending) {
    for (let attempt = 0; this.#pending === pending; attempt += 1) {
      this.view.waiting(true);
      const failure = await this.#exchange(pending).catch((problem) => problem);
      if (this.#pending !== pending) return;
      this.view.waiting(false);
      if (!failure) return;
      if (!(failure instanceof Failure)) throw failure;
      if (failure.kind === "ended" || failure.kind === "refused") { this.#giveUp(failure); return; }
      this.view.trouble(failure.kind, failure);
      await this.#pause(failure.seconds ?? backoff(attempt));
    }
  }

  async #exchange(pending) {
    if (!this.#token) {
      const { token } = await call(`${this.base}sessions`, { method: "POST", body: {} });
      if (!text(token)) throw new Failure("broken");
      if (this.#pending === pending) this.#begin(token);
    }
    const body = { id: pending.id, text: pending.text };
    const answer = messages(await call(`${this.base}messages`, { method: "POST", token: this.#token, body }));
    if (this.#pending !== pending) return;
    this.#pending = null;
    this.#save();
    this.view.waiting(false);
    this.view.calm();
    this.tabs.postMessage({ turn: this.#token });
    if (this.#partial) await this.#load(); else this.#show(answer);
  }

  #pause(seconds) {
    return new Promise((resolve) => {
      this.#wake = resolve;
      setTimeout(resolve, seconds * 1000);
    });
  }

  #giveUp(failure) {
    const { text: said, shown } = this.#pending;
    this.#pending = null;
    if (said === shown) this.view.returned(said);
    if (failure.kind === "ended") { this.#forget("expired"); return; }
    this.#save();
    this.log.pop();
    this.view.replaced(this.log);
    if (failure.detail) this.view.trouble("refused", failure); else this.view.calm();
  }

  /** The person would rather change the waiting message; had the server taken it already, the page then shows so. */
  takeBack() {
    if (!this.#pending) return;
    this.#giveUp(new Failure("refused"));
    this.#wake();
    if (this.#token) this.#load();
  }

  async #load() {
    const token = this.#token;
    for (let attempt = 0; this.#token === token && !this.#pending; attempt += 1) {
      const said = await call(`${this.base}messages`, { token }).then(messages).catch((problem) => problem);
      if (this.#token !== token || this.#pending) return;
      if (Array.isArray(said)) { this.#catchUp(said); return; }
      if (!(said instanceof Failure)) throw said;
      if (said.kind === "ended") { this.#forget("expired"); return; }
      this.view.trouble("unloaded", said);
      await this.#pause(said.seconds ?? backoff(attempt));
    }
    this.#partial = true;
  }

  /** Shows what the server has and the page has not. */
  #catchUp(said) {
    this.view.calm();
    this.#partial = false;
    const known = this.log.every((entry, index) => said[index]?.text === entry.text && said[index].mine === entry.mine);
    if (known && this.log.length) { this.#show(said.slice(this.log.length)); return; }
    this.log = said;
    this.view.replaced(said);
  }

  #show(entries) {
    this.log.push(...entries);
    if (entries.length) this.view.added(entries);
  }

  /** Deletes the conversation on the server, then here. Throws Failure, with nothing forgotten, when the server did not. */
  async erase() {
    if (this.#token) {
      await call(`${this.base}sessions`, { method: "DELETE", token: this.#token }).catch((failure) => {
        if (failure.kind !== "ended") throw failure;
      });
    }
    this.end("deleted");
  }

  end(reason = "over") {
    this.tabs.postMessage({ ended: this.#token });
    this.#forget(reason);
  }

  #forget(reason) {
    this.#token = this.#pending = null;
    this.#partial = false;
    this.log = [];
    this.store.clear();
    this.#wake();
    this.view.ended(reason);
  }

  #begin(token) {
    this.#token = token;
    this.#save();
    this.view.begun();
  }

  #save() {
    this.store.write({ token: this.#token, pending: this.#pending });
  }

  /** Another tab of this browser asks for the conversation, hands it over, took a turn in it, or ended it. */
  #hear({ ask, token, turn, ended }) {
    if (ask && this.#token) this.tabs.postMessage({ token: this.#token });
    if (text(token) && !this.#token && !this.#pending) { this.#begin(token); this.#load(); }
    if (this.#token && turn === this.#token) {
      if (this.#pending) this.#partial = true; else this.#load();
    }
    if (this.#token && ended === this.#token) this.#forget("over");
  }
}

const backoff = (attempt) => Math.min(2 ** attempt, PATIENCE) * (0.75 + Math.random() / 2);

/** What can be answered: `close(lines)` makes it readable only, the options whose payloads were sent marked. */
class Question {
  constructor() { Object.assign(this, { closed: false, controls: [], payloads: new Map() }); }

  /** Adds a control; a closed one keeps its place and the focus, but does nothing. */
  control(node, payload) {
    this.controls.push(node);
    if (payload) this.payloads.set(payload, node);
    node.addEventListener("click", (event) => { if (this.closed) { event.preventDefault(); event.stopImmediatePropagation(); } });
    return node;
  }

  close(lines = []) {
    if (this.closed) return;
    this.closed = true;
    for (const node of this.controls) {
      node.setAttribute("aria-disabled", "true");
      node.tabIndex = -1;
      if (node.matches("input:not([type=checkbox])")) node.readOnly = true;
    }
    for (const line of lines) {
      const node = this.payloads.get(line);
      if (node?.matches("input")) node.checked = true;
      else if (node) { node.classList.add("picked"); node.prepend(icon("met")); }
    }
  }
}

/** Draws messages. `ui` offers t(key, values), send(text, shown), correct(label), announce(text), sheet(format), id(), register. */
class Cards {
  constructor(ui) { this.ui = ui; this.t = ui.t.bind(ui); }

  /** {node, question}: one entry of the list, and what in it can be answered. */
  entry(entry, live) {
    const who = h("span", { class: "vh" }, this.t(entry.mine ? "me" : "bot"));
    const words = h("p", { class: "text" }, entry.mine ? this.ui.said(entry) : this.linked(entry.text));
    if (entry.mine) return { node: h("li", { class: "entry me" }, h("div", { class: "bubble" }, who, words)) };
    const question = new Question();
    const kind = ["question", "assessment", "understood", "safety"].find((name) => name === entry.custom.type);
    let card = null;
    try { card = kind && this[kind](entry, words, question, live); } catch { /* a shape nobody foresaw: its text is shown */ }
    card ??= h("div", { class: "bubble" }, words, this.buttons(question, entry.buttons));
    card.prepend(who);
    return { node: h("li", { class: "entry bot" }, card), question };
  }

  linked(value) {
    return value.split(/(https:\/\/[^\s<>"']*[^\s<>"'.,;:!?)\]])/)
      .map((piece, index) => (index % 2 && URL.canParse(piece) ? this.link(piece, piece) : piece));
  }

  link(url, label) {
    return h("a", { href: url, target: "_blank", rel: "noopener noreferrer" }, label, h("span", { class: "vh" }, ` ${this.t("new_tab")}`));
  }

  buttons(question, options, first = () => false) {
    const made = pressable(options).map((option) => question.control(h("button", { type: "button", class: first(option) ? "main" : null,
    }, option.title), option.payload));
    for (const [index, button] of made.entries()) {
      const { payload, title } = pressable(options)[index];
      button.addEventListener("click", () => this.ui.send(payload, title));
    }
    return made.length ? h("div", { class: "options" }, made) : null;
  }

  // ---- questions

  question({ custom, buttons }, words, question) {
    words.id = this.ui.id();
    const options = pressable(custom.options).length ? pressable(custom.options) : buttons;
    const draw = { multi: this.multi, number: this.number, date: this.date }[custom.input] ?? this.choice;
    return h("div", { class: "bubble card", role: "group", "aria-labelledby": words.id }, words,
      text(custom.why) && h("details", { class: "why" }, h("summary", null, this.t("why")), h("p", null, custom.why)),
      draw.call(this, question, options, custom));
  }

  choice(question, options, { id }) {
    const mine = this.ui.register;
    return this.buttons(question, options, (option) => option.accept === true
      || (id === "role" && mine && `${option.title} ${option.payload}`.toLowerCase().includes(mine)));
  }

  multi(question, options) {
    const single = options.filter((option) => option.none || option.unknown);
    const boxes = options.filter((option) => !single.includes(option)).map((option) => {
      const box = question.control(h("input", { type: "checkbox" }), option.payload);
      return { ...option, box };
    });
    const submit = (fail) => {
      const ticked = boxes.filter(({ box }) => box.checked);
      if (!ticked.length) fail(this.t("pick"), boxes[0].box);
      else this.ui.send(ticked.map(({ payload }) => payload).join("\n"), ticked.map(({ title }) => title).join("\n"));
    };
    return [boxes.length && this.form(question, "submit", submit,
      boxes.map(({ box, title }) => h("label", { class: "check" }, box, h("span", null, title)))),
    this.buttons(question, single)].filter(Boolean);
  }

  number(question, options, { unit }) {
    const id = this.ui.id();
    const field = question.control(h("input", { id, inputmode: "decimal", autocomplete: "off", maxlength: 40 }));
    const submit = (fail) => (field.value.trim() ? this.ui.send(field.value.trim()) : fail(this.t("empty"), field));
    const label = [this.t("answer"), text(unit) && h("span", { class: "vh" }, ` (${unit})`)].filter(Boolean);
    return [this.form(question, "send", submit, [h("div", null, h("label", { for: id }, label), field),
      text(unit) && h("span", { class: "unit", "aria-hidden": "true" }, unit)]), this.buttons(question, options)];
  }

  /** Three small fields; day and month may stay empty. Sent as 2026-05-02, May 2026 or 2026. */
  date(question, options) {
    const fields = ["day", "month", "year"].map((name) => {
      const id = this.ui.id();
      const field = question.control(h("input", { id, class: { day: "short", month: "mid", year: "mid" }[name], autocomplete: "off",
        inputmode: name === "month" ? "text" : "numeric", maxlength: 12 }));
      return { field, node: h("div", null, h("label", { for: id }, this.t(name)), field) };
    });
    const submit = (fail) => {
      const said = dateText(...fields.map(({ field }) => field.value.trim()));
      if (said) this.ui.send(said); else fail(this.t("bad_date"), fields[2].field);
    };
    return [this.form(question, "send", submit, [h("fieldset", null, h("legend", null, this.t("date")),
      h("div", { class: "row" }, fields.map(({ node }) => node)))]), this.buttons(question, options)];
  }

  /** A form with its own send button and a place for what is wrong with it. */
  form(question, label, submit, content) {
    const id = this.ui.id();
    const error = h("p", { class: "error", id, hidden: true });
    const fail = (message, field) => {
      fault(field, error, message);
      this.ui.announce(message);
      field.focus();
    };
    const send = question.control(h("button", { class: "main" }, this.t(label)));
    const row = label === "submit" ? "checks" : "row";
    return h("form", { novalidate: true, onsubmit: (event) => {
      event.preventDefault();
      if (question.closed) return;
      for (const field of event.currentTarget.elements) fault(field, error, "");
      submit(fail);
    } }, h("div", { class: row }, content, send), error);
  }

  // ---- what was understood, emergencies

  understood({ custom, buttons }, words, question) {
    const labels = plain(custom.labels);
    const changed = plain(custom.changed);
    const rows = [...new Set([...Object.keys(plain(custom.facts)), ...Object.keys(changed)])].map((name) => {
      const label = text(labels[name]) || spaced(name);
      const [old, now] = list(changed[name]);
      return h("li", { class: "noted" }, now !== undefined && h("span", null, `${label}: `, h("s", null, h("span", { class: "vh" },
        this.t("was")), ` ${this.value(old)}`), " → ", h("strong", null, h("span", { class: "vh" }, this.t("now")), ` ${this.value(now)}`)),
      h("button", { class: "slim", type: "button", onclick: () => this.ui.correct(label) }, `${this.t("change")}: ${label}`));
    });
    return h("div", { class: "bubble understood" }, words, rows.length > 0 && h("ul", { class: "changes" }, rows), this.buttons(question, buttons));
  }

  safety({ buttons }, words, question, live) {
    return h("div", { class: "bubble card safety", role: live ? "alert" : "note" },
      h("h3", null, icon("alarm"), this.t("safety")), words, this.buttons(question, buttons));
  }

  value(value) {
    if (typeof value === "boolean") return this.t(value ? "yes" : "no");
    if (typeof value === "number") return value.toLocaleString(this.ui.language);
    if (Array.isArray(value)) return value.map((part) => this.value(part)).join(", ");
    if (value && typeof value === "object") return Object.values(value).map((part) => this.value(part)).join(" ");
    return /^\d{4}-\d\d-\d\d$/.test(value) ? this.day(value) : spaced(value ?? "");
  }

  day(value) {
    const date = new Date(value);
    if (Number.isNaN(date.getTime())) return text(value);
    const shown = value.length > 7 ? { dateStyle: "long" } : { year: "numeric", month: "long" };
    return new Intl.DateTimeFormat(this.ui.language, { ...shown, timeZone: "UTC" }).format(date);
  }

  // ---- assessments

  assessment({ custom, buttons }, words, question) {
    const { trials, as_of: asOf } = plain(custom.assessment);
    const labels = plain(custom.labels);
    return h("div", { class: "bubble card" }, words, text(asOf) && h("p", { class: "small dim" },
      `${this.t(custom.final ? "result" : "so_far")}, ${this.t("as_of", { date: this.day(asOf) })}`),
    list(trials).map((trial) => this.trial(plain(trial), labels)), this.buttons(question, buttons),
    custom.final === true && h("div", { class: "options" },
      h("button", { class: "main", type: "button", onclick: () => this.ui.sheet("html") }, this.t("sheet"))));
  }

  trial(trial, labels) {
    const id = this.ui.id();
    const verdict = ["may_fit", "does_not_fit"].includes(trial.verdict) ? trial.verdict : "undetermined";
    const criteria = list(trial.criteria).map(plain);
    const failed = criteria.filter((one) => one.verdict === "not_met");
    const missing = list(trial.missing).map((name) => text(labels[name]) || spaced(name)).join(", ");
    const nct = /^NCT\d{8}$/.test(trial.nct_id) && trial.nct_id;
    return h("article", { class: "result", "aria-labelledby": id }, h("h3", { id }, text(trial.title) || text(trial.nct_id)),
      h("p", { class: `verdict ${verdict}` }, icon(verdict), this.t(`verdict_${verdict}`)), this.recruitment(plain(trial.recruitment)),
      failed.length > 0 && h("div", { class: "small" }, failed.map((one) => this.criterion(one, labels))),
      missing && h("p", { class: "small" }, h("b", null, this.t("missing")), ` ${missing}`),
      text(trial.earliest) && h("p", { class: "small" }, this.t("earliest", { date: this.day(trial.earliest) })),
      this.ui.register === "clinician" && list(trial.would_change).length > 0
        && h("p", { class: "small" }, this.t("would_change", { ids: list(trial.would_change).join(", ") })),
      criteria.length > failed.length && h("details", { class: "small" }, h("summary", null,
        this.t("other_criteria", { count: criteria.length - failed.length })),
      criteria.filter((one) => !failed.includes(one)).map((one) => this.criterion(one, labels))),
      nct && h("p", { class: "small" }, this.link(`https://clinicaltrials.gov/study/${nct}`, this.t("registry", { id: nct }))));
  }

  /** Whether a study is open is another answer than whether it fits: it stands apart. */
  recruitment({ statement, stale, verified }) {
    return text(statement) && h("p", { class: "small" }, h("b", null, this.t("recruiting")), ` ${statement}`,
      text(verified) && h("span", { class: "dim" }, ` ${this.t("verified", { date: this.day(verified) })}`),
      stale === true && h("strong", null, ` ${this.t("stale")}`));
  }

  criterion(one, labels) {
    const verdict = ["met", "not_met", "not_applicable", "site"].includes(one.verdict) ? one.verdict : "unknown";
    const label = (name) => text(labels[name]) || spaced(name);
    const facts = Object.entries(plain(one.because)).map(([name, value]) => h("li", null, `${label(name)}: ${this.value(value)}`));
    const notes = [this.t(one.kind === "inclusion" ? "inclusion" : "exclusion"), verdict === "unknown" && this.t(`by_${one.answered_by}`),
      verdict === "not_met" && this.t(`can_${one.can_change}`),
      text(one.earliest) && this.t("earliest", { date: this.day(one.earliest) })].filter(Boolean);
    return h("details", { class: "crit" },
      h("summary", null, h("span", { class: `state ${verdict}` }, icon(verdict), h("b", null, this.t(`criterion_${verdict}`))),
        h("span", { class: "clip" }, text(one.quote)), icon("more")),
      h("blockquote", null, text(one.quote)),
      one.advisory === true && h("p", { class: "warn" }, this.t("advisory")),
      facts.length > 0 && h("div", null, this.t("because"), h("ul", { class: "facts" }, facts)),
      list(one.needs).length > 0 && h("p", null, `${this.t("needs")} ${list(one.needs).map(label).join(", ")}`),
      h("p", { class: "dim" }, notes.join(" · ")),
      h("p", { class: "dim" }, [text(one.id), text(one.source)].filter(Boolean).join(" · ")));
  }
}

/** "2026-05-02", "May 2026" or "2026" of what stands in three fields; null where that is no date. */
function dateText(day, month, year) {
  const names = Array.from({ length: 12 }, (_, at) => new Intl.DateTimeFormat("en", { month: "long", timeZone: "UTC" }).format(Date.UTC(2000, at)));
  const number = /^\d+$/.test(month) ? Number(month)
    : 1 + names.findIndex((name) => month.length > 2 && name.toLowerCase().startsWith(month.toLowerCase()));
  if (!/^\d{4}$/.test(year) || (!month && day)) return null;
  if (!month) return year;
  if (!names[number - 1]) return null;
  if (!day) return `${names[number - 1]} ${year}`;
  const date = new Date(Date.UTC(year, number - 1, day));
  return date.getUTCDate() === Number(day) && date.getUTCMonth() === number - 1 ? date.toISOString().slice(0, 10) : null;
}

/** Marks a field as wrong and says why at `place`; an empty message takes both away. */
function fault(field, place, message) {
  place.textContent = message;
  place.hidden = !message;
  if (message) {
    field.setAttribute("aria-invalid", "true");
    field.setAttribute("aria-describedby", place.id);
  } else field.removeAttribute("aria-invalid");
}

/** The sheet, which the server makes: as a document for a window of its own, none of its scripts run. Throws Failure. */
function fetchSheet(url, token) {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest(); // parses as an inert document, without a markup sink
    request.open("GET", url);
    request.responseType = "document";
    request.timeout = PATIENCE * 1000;
    request.setRequestHeader("Authorization", `Bearer ${token}`);
    request.onload = () => (request.status === 200 && request.response ? resolve(request.response)
      : reject(new Failure(request.status === 401 ? "ended" : "broken")));
    request.onerror = request.ontimeout = () => reject(new Failure("offline"));
    request.send();
  });
}

/** Moves the sheet into an empty window: its style rules, and its body without anything that could act. */
function fill(page, sheet, print) {
  const style = new page.CSSStyleSheet();
  const rules = [...sheet.querySelectorAll("style")].map((node) => node.textContent).join("\n");
  style.replaceSync(`table { font: inherit; color: inherit } @media print { .trial-chat-print { display: none } }\n${rules}`);
  for (const node of sheet.querySelectorAll("script, style, link, meta, base, iframe, object, embed, form")) node.remove();
  for (const node of sheet.body.querySelectorAll("*")) {
    for (const { name, value } of [...node.attributes]) {
      if (/^on|^style$|^srcdoc$/i.test(name) || (/^(href|src|xlink:href|action)$/i.test(name) && !/^(https:|#)/i.test(value))) node.removeAttribute(name);
    }
  }
  page.document.title = sheet.title;
  page.document.documentElement.lang = sheet.documentElement.lang;
  page.document.body.replaceWith(page.document.adoptNode(sheet.body));
  page.document.body.prepend(h("button", { class: "trial-chat-print", type: "button", onclick: () => page.print() }, print));
  page.document.adoptedStyleSheets = [style];
}

class TrialChat extends HTMLElement {
  static observedAttributes = ["open"];

  #ids = 0;
  #first = 0; // where in the conversation the page begins
  #said = new Map(); // payload -> what its button says
  #open = []; // questions that can still be answered

  async connectedCallback() {
    if (this.talk) return;
    const server = this.getAttribute("server");
    this.corner = this.getAttribute("mode") === "corner";
    this.register = this.getAttribute("register");
    this.language = this.getAttribute("lang") || "en";
    this.strings = STRINGS;
    this.talk = new Conversation(server ? `${server.replace(/\/+$/, "")}/chat/` : HOME, this);
    this.strings = { ...STRINGS, ...await this.#translation() };
    this.cards = new Cards(this);
    this.#build();
    this.#greet("welcome", "start");
    if (this.corner) this.#corner();
    this.talk.resume();
  }

  attributeChangedCallback() {
    if (this.corner && this.panel) this.#toggle(this.hasAttribute("open"));
  }

  t(key, values = {}) {
    return text(this.strings[key]).replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);
  }

  id() {
    this.#ids += 1;
    return `id${this.#ids}`;
  }

  /** The `strings` attribute: a JSON object, or the address of one. */
  async #translation() {
    const given = this.getAttribute("strings") ?? "{}";
    if (!given.startsWith("{")) return call(new URL(given, document.baseURI).href).catch(() => ({}));
    return JSON.parse(given);
  }

  // ---- the window

  #build() {
    const style = new CSSStyleSheet();
    style.replaceSync(STYLE);
    const root = this.attachShadow({ mode: "open" });
    root.adoptedStyleSheets = [style];
    this.name = h("h2", { id: "name", tabindex: -1 }, this.getAttribute("heading") || this.t("heading"));
    this.list = h("ol");
    this.earlier = h("button", { class: "slim", type: "button", hidden: true, onclick: () => this.#showEarlier() }, this.t("earlier"));
    this.typing = h("div", { class: "typing", hidden: true, "aria-hidden": "true" }, h("i"), h("i"), h("i"));
    this.scroller = h("div", { class: "talk", role: "region", tabindex: 0, "aria-label": this.t("conversation") },
      this.earlier, this.list, this.typing);
    this.live = h("div", { class: "vh", role: "log", "aria-live": "polite", "aria-label": this.t("announcements") });
    this.note = h("div", { class: "note", role: "status" });
    this.progress = h("div", { class: "progress", hidden: true });
    this.stop = this.#button("end", () => this.#ask("end"), "slim");
    this.foot = h("footer", { hidden: true }, this.#downloads(), this.#button("erase", () => this.#ask("erase"), "link"));
    this.dialog = h("dialog", { class: "ask", "aria-labelledby": "asked" });
    this.panel = h(this.corner ? "dialog" : "section", { class: "panel", "aria-labelledby": "name" },
      h("header", null, this.name, this.stop, this.corner && this.#closer()), this.progress, this.scroller, this.note,
      this.#composer(), this.foot, this.live, this.dialog);
    root.append(h("div", { class: "root", lang: this.language }, this.corner && this.#opener(), this.panel));
  }

  #button(key, act, kind = null) {
    return h("button", { class: kind, type: "button", onclick: act }, this.t(key));
  }

  #closer() {
    return h("button", { class: "slim", type: "button", "aria-label": this.t("close"), onclick: () => this.removeAttribute("open") },
      icon("close"));
  }

  #opener() {
    this.news = h("span", { hidden: true }, `(${this.t("news")})`);
    this.launcher = h("button", { class: "launcher main", type: "button", "aria-haspopup": "dialog",
      onclick: () => this.setAttribute("open", "") }, icon("chat"), this.t("launcher"), this.news);
    return this.launcher;
  }

  #downloads() {
    const formats = this.register === "clinician" ? ["html", "json", "fhir"] : ["html"];
    return formats.map((format) => this.#button(`sheet_${format}`, () => this.sheet(format), "link"));
  }

  #composer() {
    this.wrong = h("p", { class: "error", id: "wrong", hidden: true });
    this.input = h("textarea", { id: "input", rows: 1, placeholder: this.t("hint"), autocomplete: "off", onkeydown: (event) => {
      if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
      event.preventDefault();
      this.#submit();
    } });
    return h("form", { class: "composer", novalidate: true, onsubmit: (event) => { event.preventDefault(); this.#submit(); } },
      h("label", { for: "input" }, this.t("message")), this.wrong, this.input,
      h("button", { class: "main", "aria-label": this.t("send") }, icon("send")));
  }

  #submit() {
    const typed = this.input.value.trim();
    const count = [...typed].length;
    fault(this.input, this.wrong, count > LONGEST ? this.t("too_long", { count: count.toLocaleString(this.language) }) : "");
    if (count > LONGEST) this.announce(this.wrong.textContent);
    else if (typed && this.send(typed)) this.input.value = "";
  }

  /** In the place of a conversation: what this is, or why it is over, and a button to begin. */
  #greet(message, label) {
    this.start = new Question();
    this.begin = this.start.control(this.#button(label, null, "main"));
    this.begin.addEventListener("click", () => this.send(this.t("hello")));
    this.list.append(h("li", { class: "entry bot" }, h("div", { class: "bubble" }, h("p", { class: "text" }, this.t(message)),
      h("div", { class: "options" }, this.begin))));
  }

  #corner() {
    this.narrow = matchMedia("(max-width: 30em)");
    this.narrow.addEventListener("change", () => this.panel.open && this.#lay());
    this.panel.addEventListener("keydown", (event) => {
      if (event.key === "Escape" && !this.dialog.open) this.removeAttribute("open");
    });
    this.panel.addEventListener("cancel", (event) => {
      if (event.target !== this.panel) return;
      event.preventDefault();
      this.removeAttribute("open");
    });
    // On a small screen the window covers the page: there it opens only when asked to.
    if (this.narrow.matches) this.removeAttribute("open");
    else if (this.hasAttribute("open")) this.#toggle(true, false);
  }

  #toggle(open, focus = true) {
    if (open === this.panel.open) return;
    this.launcher.hidden = open;
    this.news.hidden = true;
    if (open) this.#lay();
    else this.panel.close();
    if (focus) (open ? this.name : this.launcher).focus();
  }

  /** A small screen gets a modal window, since it hides the page behind it; a wide one a window beside the page. */
  #lay() {
    const focused = this.shadowRoot.activeElement;
    this.panel.close();
    if (this.narrow.matches) this.panel.showModal();
    else this.panel.setAttribute("open", ""); // show() would take the focus
    focused?.focus();
  }

  announce(message) {
    const said = h("p", null, message);
    this.live.append(said);
    setTimeout(() => said.remove(), 8000);
  }

  /** Something to know about the service, and what can be done about it. */
  #tell(message, ...actions) {
    this.note.replaceChildren(h("p", null, message), ...(actions.length ? [h("div", { class: "options" }, actions)] : []));
  }

  #ask(kind) {
    const from = this.shadowRoot.activeElement;
    const act = (key, run, style) => this.#button(key, () => { this.dialog.close(); run(); }, style);
    const erase = act("erase_end", () => this.#erase(), kind === "erase" ? "main" : null);
    this.dialog.replaceChildren(h("h3", { id: "asked" }, this.t(`${kind}_question`)), h("p", { class: "small" }, this.t(`${kind}_text`)),
      h("div", { class: "options" }, kind === "end" && act("end_only", () => this.#end(), "main"),
        (kind === "erase" || this.talk.token) && erase, act("back", () => from?.focus())));
    this.dialog.showModal();
  }

  async #erase() {
    try {
      await this.talk.erase();
      this.begin.focus();
    } catch (failure) {
      if (!(failure instanceof Failure)) throw failure;
      this.#tell(this.t("erase_failed"), this.#button("retry", () => this.#erase(), "slim"));
    }
  }

  #end() {
    this.talk.end();
    this.begin.focus();
  }

  // ---- what a conversation tells its view

  begun() {
    this.foot.hidden = false;
  }

  waiting(yes) {
    this.typing.hidden = !yes;
    if (yes) this.#scroll(this.typing);
  }

  calm() {
    this.note.replaceChildren();
    this.list.querySelector(".unsent")?.remove();
  }

  trouble(kind, failure) {
    const sending = ["offline", "busy", "broken"].includes(kind);
    const last = [...this.list.querySelectorAll(".me")].pop();
    if (sending && last && !last.querySelector(".unsent")) last.append(h("span", { class: "unsent" }, this.t("unsent")));
    const retry = kind !== "refused" && this.#button("retry", () => this.talk.retry(), "slim");
    const back = sending && this.#button("take_back", () => { this.talk.takeBack(); this.input.focus(); }, "slim");
    this.#tell(this.t(kind, failure), ...[retry, back].filter(Boolean));
  }

  returned(said) {
    this.input.value = said;
  }

  ended(reason) {
    this.calm();
    this.#closeAll();
    for (const part of [this.typing, this.earlier, this.progress, this.foot]) part.hidden = true;
    if (reason !== "expired") {
      this.input.value = "";
      this.#said.clear();
      this.live.replaceChildren();
      this.list.replaceChildren();
    }
    this.#greet(reason, "again");
    this.announce(this.t(reason));
    this.#scroll(this.list.lastElementChild);
  }

  replaced(entries) {
    const focused = this.list.contains(this.shadowRoot.activeElement);
    this.#open = [];
    this.list.replaceChildren();
    if (!entries.length) this.#greet("welcome", "start");
    this.#learn(entries);
    this.#append(entries.slice(-SHOWN), false);
    const last = entries.findLastIndex((entry) => entry.mine) + 1 - entries.length;
    this.#scroll(last < 0 ? this.list.children[this.list.children.length + last] : null);
    if (focused) this.scroller.focus();
  }

  added(entries) {
    this.#learn(entries);
    const nodes = this.#append(entries.slice(-SHOWN), true);
    const spoken = entries.filter((entry) => entry.custom.type !== "safety"); // that one is an alert
    this.announce(spoken.map((entry) => this.#spoken(entry)).join("\n"));
    this.#scroll(nodes[0]);
    if (this.corner && !this.panel.open) this.news.hidden = entries.at(-1).mine;
  }

  // ---- the list

  #learn(entries) {
    for (const { custom, buttons } of entries) {
      for (const { payload, title } of [...pressable(custom.options), ...buttons]) this.#said.set(payload, title);
    }
  }

  /** What the person said, with the words on a button in place of its payload. */
  said({ text: said, shown }) {
    const words = (line) => this.#said.get(line) ?? (line.startsWith("/answer{") ? this.t("pressed") : line);
    return shown ?? said.split("\n").map(words).join("\n");
  }

  #spoken(entry) {
    if (entry.mine) return `${this.t("me")} ${this.said(entry)}`;
    const titles = [...pressable(entry.custom.options), ...entry.buttons].map((option) => option.title);
    return [this.t("bot"), entry.text, [...new Set(titles)].join(", ")].join(" ");
  }

  #draw(entry, live) {
    if (entry.mine) {
      const lines = entry.text.split("\n");
      for (const question of this.#open) if (question.payloads.has(lines[0])) question.close(lines);
    }
    const { type, final, progress } = entry.custom;
    if (type === "question" || (type === "assessment" && final === true)) this.#closeAll();
    if (type === "question") this.#advance(plain(progress));
    const { node, question } = this.cards.entry(entry, live);
    if (question) this.#open.push(question);
    return node;
  }

  #closeAll() {
    for (const question of this.#open) question.close();
    this.#open = [];
  }

  #append(entries, live) {
    if (entries.length) this.start.close();
    const nodes = entries.map((entry) => this.#draw(entry, live));
    this.list.append(...nodes);
    const spare = [...this.list.children].slice(0, -SHOWN);
    if (!spare.some((node) => node.matches(":focus-within"))) for (const node of spare) node.remove();
    const drawn = [...this.list.children].filter((node) => node.matches(".entry")).length;
    this.#first = Math.max(0, this.talk.log.length - drawn);
    this.earlier.hidden = this.#first === 0;
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
    this.scroller.scrollBy({ top: this.scroller.scrollHeight - height, behavior: "instant" });
    if (from > 0) return;
    this.earlier.hidden = true;
    nodes[0].tabIndex = -1;
    nodes[0].focus({ preventScroll: true });
  }

  #advance({ answered, at_most: most }) {
    this.progress.hidden = !(answered >= 0 && most > 0);
    if (this.progress.hidden) return;
    const label = this.t("progress", { answered, at_most: most });
    this.progress.replaceChildren(h("progress", { value: answered, max: Math.max(most, answered), "aria-label": label }),
      h("span", { "aria-hidden": "true" }, label));
  }

  /** To the beginning of `node`, so that a long answer is read from its top, or to the end. */
  #scroll(node) {
    const view = this.scroller;
    const top = node ? node.getBoundingClientRect().top - view.getBoundingClientRect().top + view.scrollTop - 8 : Infinity;
    view.scrollTo({ top: Math.min(top, view.scrollHeight) });
  }

  // ---- what a card asks of the window

  send(said, shown = said) {
    if (this.talk.send(said, shown)) return true;
    if (!this.note.textContent) this.#tell(this.t("wait"));
    return false;
  }

  /** Prepares a correction in the text field; the person types the new value. */
  correct(label) {
    this.input.value = [this.input.value.trim(), `${label}: `].filter(Boolean).join("\n");
    this.#tell(this.t("change_hint"));
    this.input.focus();
    this.input.setSelectionRange(this.input.value.length, this.input.value.length);
  }

  async sheet(format) {
    const { token, base } = this.talk;
    const page = format === "html" && window.open("", "_blank");
    if (page) page.document.title = this.t("sheet_wait");
    try {
      if (page) fill(page, await fetchSheet(`${base}report?format=html`, token), this.t("print"));
      else await this.#download(`${base}report?format=${format}`, token, `trial-sheet.${format === "html" ? "html" : "json"}`);
      this.calm();
    } catch (failure) {
      if (page) page.close();
      this.#tell(this.t("sheet_failed"));
      if (!(failure instanceof Failure)) throw failure;
    }
  }

  /** Data, and the sheet where the browser allows no second window, are saved as a file. */
  async #download(url, token, name) {
    const answer = await fetch(url, { headers: { Authorization: `Bearer ${token}` }, credentials: "omit", cache: "no-store" })
      .catch(() => { throw new Failure("offline"); });
    if (!answer.ok) throw new Failure("broken");
    const address = URL.createObjectURL(await answer.blob());
    h("a", { href: address, download: name }).click();
    setTimeout(() => URL.revokeObjectURL(address), 60000);
  }
}

customElements.define("trial-chat", TrialChat);

// One script tag is enough: <script src=".../chat/widget.js" data-corner defer></script>
if (SCRIPT.dataset.corner !== undefined) {
  const { corner, ...attributes } = SCRIPT.dataset;
  const add = () => document.body.append(h("trial-chat", { ...attributes, mode: "corner" }));
  if (document.body) add(); else document.addEventListener("DOMContentLoaded", add);
}
})();
