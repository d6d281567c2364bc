// A browser without scripts: it keeps cookies, fills forms and follows redirects one by one.
import { BASE } from "./sandbox.mjs";

const ENTITIES = { amp: "&", lt: "<", gt: ">", quot: '"', "#39": "'", "#x27": "'" };
const decoded = (text) => text.replace(/&(#?\w+);/g, (whole, name) => ENTITIES[name] ?? whole);
const attribute = (tag, name) => {
  const value = tag.match(new RegExp(`\\s${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)'|([^\\s>]+))`, "i"));
  return value && decoded(value[1] ?? value[2] ?? value[3]);
};

export class Browser {
  #cookies = new Map();

  /** Opens an address, and every one it is sent on to, until a page is shown or the way leads off the server. */
  async open(address, init) {
    let at = new URL(address, BASE);
    for (let hop = 0; hop < 10; hop += 1) {
      const reply = await this.#ask(at, init);
      const location = reply.headers.get("location");
      if (!location) return { url: at, status: reply.status, html: await reply.text() };
      at = new URL(location, at);
      init = undefined;
      if (at.origin !== new URL(BASE).origin) return { left: at };
    }
    throw new Error(`redirected too often, last to ${at}`);
  }

  /** Sends the page's sign-in form with these fields beside those that it holds already. */
  async submit(page, fields) {
    const form = [...page.html.matchAll(/<form\b[^>]*>[\s\S]*?<\/form>/gi)]
      .map(([form]) => form)
      .find((form) => /name=["']?password/i.test(form));
    if (!form) throw new Error(`no sign-in form at ${page.url} (${page.status}): ${page.html.slice(0, 400)}`);
    const [opening] = form.match(/<form\b[^>]*>/i);
    const values = new URLSearchParams();
    for (const [input] of form.matchAll(/<input\b[^>]*>/gi)) {
      const name = attribute(input, "name");
      if (name) values.set(name, attribute(input, "value") ?? "");
    }
    for (const [name, value] of Object.entries(fields)) values.set(name, value);
    return this.open(new URL(attribute(opening, "action") || page.url, page.url), {
      method: "POST",
      headers: { "content-type": "application/x-www-form-urlencoded", origin: BASE, referer: String(page.url) },
      body: values,
    });
  }

  async #ask(address, init = {}) {
    const cookie = [...this.#cookies].map(([name, value]) => `${name}=${value}`).join("; ");
    const headers = { accept: "text/html", ...init.headers, ...(cookie && { cookie }) };
    const reply = await fetch(address, { ...init, headers, redirect: "manual" });
    for (const line of reply.headers.getSetCookie()) {
      const [, name, value] = line.match(/^([^=]+)=([^;]*)/);
      this.#cookies.set(name, value);
    }
    return reply;
  }
}
