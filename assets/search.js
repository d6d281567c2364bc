// The search box: opens over every page, asks the server while one types, and moves through what it found by keys.
// The form in the header and the page of the search work without it.
const dialog = document.querySelector(".search-dialog");
const field = dialog?.querySelector("input");
const status = dialog?.querySelector(".search-dialog-status");
const list = dialog?.querySelector(".search-dialog-options");
const header = document.querySelector("[data-search-open]");

const options = () => [...list.children];
let asking = new AbortController();

const choose = (chosen) => {
  for (const option of options()) option.setAttribute("aria-selected", option === chosen);
  if (chosen) field.setAttribute("aria-activedescendant", chosen.id);
  else field.removeAttribute("aria-activedescendant");
  chosen?.scrollIntoView({ block: "nearest" });
};

const chosen = () => list.querySelector('[aria-selected="true"]');

const show = (words, found) => {
  status.textContent = words;
  list.replaceChildren(...found);
  field.setAttribute("aria-expanded", found.length > 0);
  choose(found[0]);
};

const ask = async () => {
  asking.abort();
  asking = new AbortController();
  // What is chosen belongs to the words before: until the answer is here, Enter leads to the page of the search.
  choose(null);
  if (!field.value.trim()) return show("", []);
  try {
    const address = `/search?${new URLSearchParams({ q: field.value })}`;
    const reply = await fetch(address, { headers: { "x-quizmint-fragment": "1" }, signal: asking.signal });
    if (!reply.headers.has("x-quizmint-fragment")) throw new Error(reply.statusText);
    const parts = document.createElement("template");
    parts.innerHTML = await reply.text();
    const [words, found] = parts.content.children;
    show(words.textContent, [...found.children]);
  } catch (error) {
    if (error.name !== "AbortError") show("The server did not answer. Press Enter to try the page of the search.", []);
  }
};

const open = (text) => {
  if (dialog.open) return;
  if (text) field.value = text;
  dialog.showModal();
  field.select();
  if (field.value) ask();
};

const isField = (element) => element.closest?.("input, textarea, select, [contenteditable]");

/** ⌘K, Ctrl-K, and the stroke on whichever key the keyboard has it. */
const isShortcut = (event) => {
  const { key, ctrlKey, metaKey, altKey, shiftKey } = event;
  if (event.isComposing || event.repeat || event.defaultPrevented || altKey || isField(event.target)) return false;
  return key === "/" ? !ctrlKey && !metaKey : key.toLowerCase() === "k" && !shiftKey && ctrlKey !== metaKey;
};

const move = (event) => {
  if (event.key === "Escape" && !event.isComposing) {
    // A field of this kind would only be emptied.
    event.preventDefault();
    dialog.close();
  }
  const all = options();
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (event.isComposing || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey || all.length === 0) return;
  if (step) {
    event.preventDefault();
    const at = all.indexOf(chosen());
    choose(all[at < 0 && step < 0 ? all.length - 1 : (at + step + all.length) % all.length]);
  } else if (event.key === "Enter" && chosen()) {
    event.preventDefault();
    chosen().click();
  }
};

if (dialog) {
  document.addEventListener("keydown", (event) => {
    if (!isShortcut(event)) return;
    event.preventDefault();
    open();
  });
  field.addEventListener("input", (event) => event.isComposing || ask());
  field.addEventListener("compositionend", ask);
  field.addEventListener("keydown", move);
  dialog.addEventListener("click", ({ target }) => {
    // A place on this very page is there once the box is gone.
    if (target === dialog || target.closest("[data-search-close], [role=option]")) dialog.close();
  });
}
if (dialog && header) {
  const inHeader = header.querySelector("input");
  const isMac = /Mac|iPhone|iPad/.test(navigator.platform);
  inHeader.placeholder = isMac ? "Search ⌘K" : "Search Ctrl K";
  inHeader.addEventListener("click", () => open(inHeader.value));
  header.addEventListener("submit", (event) => {
    if (inHeader.value.trim()) return;
    event.preventDefault();
    open();
  });
}
