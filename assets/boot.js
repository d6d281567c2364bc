// Wakes the interactive parts of a page once the browser has nothing better to do.
// Pages work by plain forms until then, and also where this never runs.
const here = document.querySelector("script[data-glue]");
const islands = document.querySelectorAll("leptos-island");

const ready = () => {
  document.documentElement.dataset.ready = "";
};

const wake = async () => {
  const glue = await import(here.dataset.glue);
  await glue.default({ module_or_path: here.dataset.wasm });
  glue.hydrate();
  // Outer islands stand before the inner ones in the document, and must be awake before them.
  for (const island of islands) {
    const start = glue[island.dataset.component];
    if (!start) {
      console.warn(`The page has a part "${island.dataset.component}" that the bundle does not know.`);
      continue;
    }
    // An island that came as another's child runs in the context that its parent left at this place.
    island.parentElement.closest("leptos-children")?.$$on_hydrate?.();
    await start(island);
  }
  ready();
};

if (!here || islands.length === 0) {
  ready();
} else if ("requestIdleCallback" in window) {
  requestIdleCallback(wake, { timeout: 2000 });
} else {
  setTimeout(wake);
}

// How many reviews are left today. Pages that everybody shares cannot say it, so it is asked for afterwards.
const practice = document.querySelector("a[data-due]");
const tellDue = async () => {
  const reply = await fetch("/api/v1/practice?most=0");
  const { due } = reply.ok ? await reply.json() : {};
  const words = { className: "site-nav-due", textContent: `${due} due` };
  if (due > 0) practice.append(Object.assign(document.createElement("span"), words));
};
if (practice) setTimeout(() => tellDue().catch(() => {}));
