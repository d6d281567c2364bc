// Small help while reading: the keys ← and → turn the page, a heading's link is copied, the list says where one is.
// Where this never runs, the links at the end of the page and at the headings still lead to the same places.

// --- Turning the page ---
// Arrow keys are not character keys, so WCAG 2.1.4 does not ask for a way to switch this off. There is one all the
// same: who moves a caret through the page with these keys needs it.
const KEEPS_ARROWS =
  "input, select, textarea, button, summary, audio, video, [contenteditable], " +
  "[role=radiogroup], [role=tablist], [role=slider], [role=listbox], [role=menu], [role=grid]";
const OFF = "quizmint-arrow-keys-off";
const turns = { ArrowLeft: document.querySelector("a[rel=prev]"), ArrowRight: document.querySelector("a[rel=next]") };

const scrollsSideways = (element) => {
  for (let at = element; at && at !== document.body; at = at.parentElement) {
    if (at.scrollWidth > at.clientWidth && /auto|scroll/.test(getComputedStyle(at).overflowX)) return true;
  }
  const page = document.documentElement;
  return page.scrollWidth > page.clientWidth || visualViewport?.scale > 1;
};

const stored = (change) => {
  try {
    return change(localStorage);
  } catch {
    // Storage may be forbidden; then the choice holds for this page.
    return null;
  }
};

const offerKeys = (nav) => {
  const box = Object.assign(document.createElement("input"), { type: "checkbox" });
  box.checked = stored((storage) => storage.getItem(OFF)) === null;
  box.addEventListener("change", () => {
    stored((storage) => (box.checked ? storage.removeItem(OFF) : storage.setItem(OFF, "1")));
  });
  const label = document.createElement("label");
  label.className = "neighbours-keys";
  label.append(box, " The keys ← and → turn the page");
  nav.append(label);
  document.addEventListener("keydown", (event) => {
    const link = turns[event.key];
    const modified = event.altKey || event.ctrlKey || event.metaKey || event.shiftKey;
    if (!link || !box.checked || modified || event.isComposing || event.repeat || event.defaultPrevented) return;
    if (event.target.closest?.(KEEPS_ARROWS) || scrollsSideways(event.target)) return;
    event.preventDefault();
    link.click();
  });
};

const nav = document.querySelector(".neighbours");
if (nav) offerKeys(nav);

// --- Copying the link of a heading ---
const said = Object.assign(document.createElement("p"), { className: "visually-hidden", role: "status" });
document.body.append(said);

const copied = (link) => {
  said.textContent = "Link copied";
  link.dataset.copied = "";
  setTimeout(() => {
    said.textContent = "";
    delete link.dataset.copied;
  }, 2000);
};

document.addEventListener("click", (event) => {
  const link = event.target.closest?.(".heading-link");
  // Without a clipboard (an address without https) it is an ordinary link, whose address the browser shows.
  if (link && navigator.clipboard) navigator.clipboard.writeText(link.href).then(() => copied(link), () => {});
});

// --- The section being read, for browsers that cannot mark it by themselves ---
const markSection = () => {
  const links = new Map();
  for (const link of document.querySelectorAll('.contents a[href^="#"]')) {
    const target = document.getElementById(link.hash.slice(1));
    if (target) links.set(target, link);
  }
  const mark = () => {
    const reached = [...links.keys()].filter((target) => target.getBoundingClientRect().top < innerHeight / 4);
    for (const [target, link] of links) {
      if (target === reached.at(-1)) link.setAttribute("aria-current", "true");
      else link.removeAttribute("aria-current");
    }
  };
  const observer = new IntersectionObserver(mark, { rootMargin: "0px 0px -75% 0px" });
  for (const target of links.keys()) observer.observe(target);
};

if (!CSS.supports("selector(:target-current)")) markSection();
