// A page of an exam: the clock runs, and what is chosen is saved as soon as it is. Every button saves as well, so the
// exam also goes on where this never runs; the server keeps the time and decides what counts.
const clock = document.querySelector("[data-left-ms].exam-clock");
const form = document.querySelector("form[data-exam]");

const WARNINGS = [10, 5, 1];
const SAVE_AFTER = 400;
const RETRY_AFTER = 4000;

let endsAt;

const written = (ms) => {
  const seconds = Math.max(0, Math.floor(ms / 1000));
  const two = (number) => String(number).padStart(2, "0");
  const [h, m, s] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  return h > 0 ? `${h}:${two(m)}:${two(s)}` : `${m}:${two(s)}`;
};

const runClock = () => {
  const shown = clock.querySelector("[data-clock]");
  const warning = clock.querySelector("[data-warning]");
  const details = clock.querySelector("details");
  clock.querySelector("[data-without-script]").remove();
  endsAt = Date.now() + Number(clock.dataset.leftMs);
  let before = Number(clock.dataset.leftMs);
  // Whoever folds the clock away wants it away on the next page too.
  details.open = sessionStorage.getItem("exam-clock") !== "hidden";
  details.addEventListener("toggle", () => sessionStorage.setItem("exam-clock", details.open ? "shown" : "hidden"));
  const tick = async () => {
    const left = endsAt - Date.now();
    shown.textContent = written(left);
    const crossed = WARNINGS.findLast((minutes) => left <= minutes * 60000 && before > minutes * 60000);
    if (crossed) warning.textContent = crossed === 1 ? "1 minute left." : `${crossed} minutes left.`;
    before = left;
    if (left > 0) return;
    clearInterval(ticking);
    await save();
    location.assign(form?.dataset.exam ?? location.pathname);
  };
  const ticking = setInterval(tick, 1000);
  tick();
};

let waiting;
let sending = Promise.resolve();
let underWay = 0;
let pressed;

const kept = () => document.getElementById("exam-kept");

const say = (words) => {
  kept().querySelector(".exam-saved").textContent = words;
};

/** Returns whether a button may go on: not past words that are to be read first, nor past the end. */
const send = async () => {
  const answer = await fetch(form.action, {
    method: "POST",
    headers: { "X-Quizmint-Fragment": "1" },
    body: new URLSearchParams(new FormData(form)),
    keepalive: true,
  });
  if (answer.status >= 500 || answer.status === 429) throw new Error(answer.statusText);
  const parts = document.createElement("template");
  parts.innerHTML = await answer.text();
  const part = parts.content.getElementById("exam-kept");
  if (!part || "over" in part.dataset) {
    location.assign(form.dataset.exam);
    return false;
  }
  const mayGoOn = part.querySelector(".form-problem").textContent === "";
  // Words that are put into a region that stands there already are also spoken.
  const words = part.querySelector(".exam-saved").textContent;
  part.querySelector(".exam-saved").textContent = "";
  kept().replaceWith(part);
  if (part.dataset.leftMs) endsAt = Date.now() + Number(part.dataset.leftMs);
  requestAnimationFrame(() => say(words));
  showAnswered();
  return mayGoOn;
};

const save = () => {
  if (!waiting) return sending;
  clearTimeout(waiting);
  waiting = undefined;
  underWay += 1;
  // One after the other: what is chosen last is saved last.
  sending = sending
    .then(send)
    .catch(() => {
      say("Not saved yet: the server cannot be reached. It is tried again; keep this page open.");
      waiting ??= setTimeout(save, RETRY_AFTER);
      return true;
    })
    .finally(() => (underWay -= 1));
  return sending;
};

const showAnswered = () => {
  const cell = form.querySelector("[aria-current=step]");
  const answered = form.querySelector("[name=chosen]:checked") !== null;
  if (!cell || cell.classList.contains("is-answered") === answered) return;
  cell.classList.toggle("is-answered", answered);
  const words = [`Question ${cell.value}`, answered ? "answered" : "not answered"];
  if (cell.classList.contains("is-flagged")) words.push("flagged");
  cell.setAttribute("aria-label", words.join(", "));
  const count = (name) => form.querySelectorAll(`.exam-side button${name}`).length;
  const [all, done, flagged] = ["[aria-label^=Question]", ".is-answered", ".is-flagged"].map(count);
  form.querySelector("[data-summary]").textContent = `${done} answered, ${all - done} not answered, ${flagged} flagged`;
};

if (clock) runClock();
if (form) {
  form.addEventListener("change", (event) => {
    if (event.target.name !== "chosen") return;
    clearTimeout(waiting);
    waiting = setTimeout(save, SAVE_AFTER);
  });
  // A button sends everything by itself, but not before the page knows what is saved: the server would take the choice
  // that it just saved for that of another tab.
  form.addEventListener("submit", async (event) => {
    clearTimeout(waiting);
    waiting = undefined;
    pressed = event.submitter;
    if (underWay === 0) return;
    event.preventDefault();
    if ((await sending) && pressed === event.submitter) form.requestSubmit(pressed);
  });
  addEventListener("pagehide", save);
  addEventListener("online", save);
}
