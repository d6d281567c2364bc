// What the practice page and the settings can do more where scripts run: keys, the time that an answer took, and the
// time zone of the browser. Everything here presses what is on the page already.
const page = document.querySelector("[data-practice]");
const press = (selector) => document.querySelector(selector)?.click();

const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
for (const place of document.querySelectorAll("[data-zone]")) place.textContent = zone;

// Practice offers the zone as a form, the settings as a button that fills the field.
const offer = document.querySelector("[data-zone-offer]");
if (offer && zone && !["UTC", "Etc/UTC"].includes(zone)) {
  offer.elements.time_zone.value = zone;
  offer.hidden = false;
}
const suggestion = document.querySelector("[data-zone-suggestion]");
const field = document.querySelector("#time_zone");
if (suggestion && field && zone && field.value !== zone) {
  suggestion.hidden = false;
  suggestion.querySelector("button").addEventListener("click", () => {
    field.value = zone;
    suggestion.hidden = true;
    field.focus();
  });
}

const form = page?.querySelector(".question-card form");
const options = form ? [...form.querySelectorAll("input[name=chosen]:enabled")] : [];
const shown = performance.now();
form?.addEventListener("submit", () => {
  const ms = document.createElement("input");
  ms.type = "hidden";
  ms.name = "ms";
  ms.value = Math.round(performance.now() - shown);
  form.append(ms);
});

const choose = (option) => {
  option.checked = option.type === "radio" || !option.checked;
  option.focus();
  option.dispatchEvent(new Event("change", { bubbles: true }));
};

/** Sure, unsure, neither. */
const turnSureness = () => {
  const [sure, unsure] = form?.querySelectorAll("input[name=sure]") ?? [];
  if (!unsure) return;
  const was = sure.checked ? 1 : unsure.checked ? 2 : 0;
  sure.checked = was === 0;
  unsure.checked = was === 1;
};

const goOn = () => {
  if (options.length === 0) return press(".practice-page [data-next]");
  if (options.some((option) => option.checked)) form.requestSubmit();
  else options[0].focus();
};

const writeNote = () => {
  const note = document.querySelector("[data-note]");
  if (!note) return;
  note.open = true;
  note.querySelector("textarea").focus();
};

/** The marks of this question as the server has them after `form` was sent; nothing where it has none. */
const marksAfter = async (form, body) => {
  const reply = await fetch(form.action, { method: "POST", body, keepalive: true });
  const fresh = new DOMParser().parseFromString(await reply.text(), "text/html").querySelector("[data-marks]");
  return reply.ok && fresh?.querySelector("form").action === form.action ? fresh : undefined;
};

// A flag or a note leaves the rest of the page as it is: what is chosen, and where one is.
const MARKED = { flag: "Flagged.", unflag: "The flag was removed.", note: "Your note is kept." };
page?.addEventListener("submit", async (event) => {
  const [sent, marks, what] = [event.target, event.target.closest("[data-marks]"), event.submitter?.value];
  if (!marks || !(what in MARKED)) return;
  event.preventDefault();
  const fresh = await marksAfter(sent, new URLSearchParams(new FormData(sent, event.submitter))).catch(() => undefined);
  if (!fresh) {
    // The plain way says what is wrong, or works after all.
    sent.append(Object.assign(document.createElement("input"), { type: "hidden", name: "do", value: what }));
    return sent.submit();
  }
  if (what !== "note") fresh.querySelector("[data-note]").replaceWith(marks.querySelector("[data-note]"));
  marks.replaceWith(fresh);
  fresh.querySelector(what === "note" ? "[data-note] summary" : "[data-key=f]").focus();
  const told = fresh.appendChild(document.createElement("p"));
  told.role = "status";
  // A region has to stand there before its words do, or they are not spoken.
  requestAnimationFrame(() => (told.textContent = MARKED[what]));
});

const dialog = document.querySelector(".keys-dialog");
const hint = document.querySelector("[data-keys-hint]");
if (dialog && hint) {
  hint.hidden = false;
  hint.querySelector("button").addEventListener("click", () => dialog.showModal());
}

/** Returns whether the key did something. */
const act = (key) => {
  const digit = /^[1-9]$/.test(key) ? Number(key) - 1 : -1;
  const letter = /^[a-i]$/.test(key) ? key.charCodeAt(0) - 97 : -1;
  const option = options[digit] ?? options[letter];
  if (option) choose(option);
  else if (key === "enter") goOn();
  else if (key === "u" || key === "f") press(`.practice-page [data-key=${key}]`);
  else if (key === "n") writeNote();
  else if (key === "s") turnSureness();
  else if (key === "?") dialog?.showModal();
  else return false;
  return true;
};

const isField = (target) =>
  target.isContentEditable ||
  ["TEXTAREA", "SELECT"].includes(target.tagName) ||
  (target.tagName === "INPUT" && !["radio", "checkbox"].includes(target.type));

/** What Enter does by itself on these is what one expects of it. */
const hasEnter = (target) => Boolean(target.closest("a, button, summary, select"));

if (page?.hasAttribute("data-shortcuts")) {
  document.addEventListener("keydown", (event) => {
    const key = event.key.toLowerCase();
    if (event.defaultPrevented || event.isComposing || event.repeat || dialog?.open) return;
    if (event.ctrlKey || event.metaKey || event.altKey || (event.shiftKey && key !== "?")) return;
    if (isField(event.target) || (key === "enter" && hasEnter(event.target))) return;
    if (act(key)) event.preventDefault();
  });
}
