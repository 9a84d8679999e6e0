// The worker: keeps the looks of the pages, never what they say; keeps steps that could not be sent, and sends each once.
const BUILD = {{ build | tojson }};
const LOOKS = {{ looks | tojson }};
const SHELLS = {{ shells | tojson }};
const CACHE = `entregent-${BUILD}`;
const KEEPABLE = [
  /^\/today\/\d+$/, /^\/meet$/, /^\/steps$/,
  /^\/dare\/\d+\/told$/, /^\/dare\/\d+\/after\/\d+$/, /^\/room\/(told|rehearsed)$/,
];
const REFUSED = [400, 404, 409, 422];

// ── what is kept: steps to send, and how the owner likes the pages ──

function open() {
  return new Promise((done, failed) => {
    const asked = indexedDB.open("entregent", 1);
    asked.onupgradeneeded = () => {
      asked.result.createObjectStore("steps", { keyPath: "id" });
      asked.result.createObjectStore("likes");
    };
    asked.onsuccess = () => done(asked.result);
    asked.onerror = () => failed(asked.error);
  });
}

async function within(store, mode, act) {
  const base = await open();
  try {
    return await new Promise((done, failed) => {
      const work = base.transaction(store, mode);
      const asked = act(work.objectStore(store));
      work.oncomplete = () => done(asked.result);
      work.onerror = work.onabort = () => failed(work.error);
    });
  } finally {
    base.close();
  }
}

const steps = () => within("steps", "readonly", (store) => store.getAll());
const count = () => within("steps", "readonly", (store) => store.count());
const put = (step) => within("steps", "readwrite", (store) => store.put(step));
const drop = (id) => within("steps", "readwrite", (store) => store.delete(id));
const likes = () => within("likes", "readonly", (store) => store.get("likes")).then((found) => found || {}, () => ({}));

// ── installing ──

self.addEventListener("install", (event) => {
  event.waitUntil((async () => {
    const cache = await caches.open(CACHE);
    await cache.addAll([...LOOKS, ...Object.values(SHELLS)].map((address) => new Request(address, { cache: "reload" })));
    await self.skipWaiting();
  })());
});

self.addEventListener("activate", (event) => {
  event.waitUntil((async () => {
    for (const name of await caches.keys()) {
      if (name.startsWith("entregent-") && name !== CACHE) await caches.delete(name);
    }
    await self.clients.claim();
  })());
});

// ── answering ──

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (origin !== self.location.origin) return;
  if (request.method === "GET" && pathname.startsWith("/static/")) event.respondWith(look(request));
  else if (request.method === "GET" && request.mode === "navigate") event.respondWith(page(event));
  else if (request.method === "POST" && KEEPABLE.some((path) => path.test(pathname))) event.respondWith(deed(event, pathname));
});

async function look(request) {
  const kept = await caches.match(request, { ignoreVary: true });
  if (kept) return kept;
  const answer = await fetch(request);
  if (answer.ok && new URL(request.url).pathname.startsWith(`/static/${BUILD}/`)) {
    const copy = answer.clone();
    caches.open(CACHE).then((cache) => cache.put(request, copy)).catch(() => {});
  }
  return answer;
}

async function page(event) {
  try {
    const answer = await fetch(event.request);
    event.waitUntil(sendAll());
    return answer;
  } catch {
    return shell();
  }
}

async function shell() {
  const { lang, theme } = await likes();
  const kept = await caches.match(SHELLS[lang] || Object.values(SHELLS)[0], { ignoreVary: true });
  if (!kept) return Response.error();
  if (!theme) return kept;
  const text = (await kept.text()).replace("<html ", `<html data-theme="${theme === "dark" ? "dark" : "light"}" `);
  return new Response(text, { headers: kept.headers });
}

async function deed(event, path) {
  const copy = event.request.clone();
  try {
    return await fetch(event.request);
  } catch {
    // What another site's form asked is no step of the owner's: the server would have refused it.
    if (event.request.mode === "navigate" && !event.request.referrer.startsWith(`${self.location.origin}/`)) return shell();
    const form = new URLSearchParams();
    for (const [name, value] of await copy.formData()) if (typeof value === "string") form.append(name, value);
    await keep(path, form);
    event.waitUntil(remind());
    await tell({ kept: path });
    if (copy.headers.get("HX-Request")) return new Response("", { headers: { "HX-Reswap": "none", "Content-Type": "text/html" } });
    return Response.redirect("/offline?kept=1", 303);
  }
}

async function keep(path, form) {
  if (!form.get("key")) form.set("key", crypto.randomUUID());
  form.set("kept_at", String(Math.floor(Date.now() / 1000)));
  const id = `${path} ${form.get("key")} ${form.get("outcome") || ""}`;
  const known = await within("steps", "readonly", (store) => store.get(id));
  if (!known) await put({ id, path, form: form.toString(), at: Date.now() });
}

async function remind() {
  // Where the browser can wake this worker when the network is back; elsewhere the next page does.
  if (self.registration.sync) await self.registration.sync.register("steps").catch(() => {});
}

self.addEventListener("sync", (event) => { if (event.tag === "steps") event.waitUntil(sendAll()); });

// ── sending, each once: the server knows a key that it has seen ──

let sending = null;
function sendAll() {
  sending ??= sendEach().catch(() => {}).finally(() => { sending = null; });
  return sending;
}

async function sendEach() {
  let sent = 0;
  for (const step of (await steps()).sort((one, other) => one.at - other.at)) {
    const outcome = await send(step);
    if (outcome === "away") break;
    if (outcome === "stays") continue;
    await drop(step.id);
    sent += 1;
  }
  if (sent) await tell({ sent });
}

async function send(step) {
  const answer = await post(step.path, step.form);
  if (answer.ok) return "sent";
  if (!REFUSED.includes(answer.status)) return "away";
  // The server can't do it as it was said: put aside there, for the owner to decide.
  const aside = new URLSearchParams(step.form);
  aside.set("refused", step.path);
  return (await post("/steps", aside.toString())).ok ? "sent" : "stays";
}

async function post(path, form) {
  const headers = { "HX-Request": "true", "Content-Type": "application/x-www-form-urlencoded" };
  try {
    return await fetch(path, { method: "POST", body: form, headers, redirect: "manual", credentials: "same-origin" });
  } catch {
    return { ok: false, status: 0 };
  }
}

// ── talking with the pages ──

async function tell(news) {
  const told = { waiting: await count(), ...news };
  for (const client of await self.clients.matchAll()) client.postMessage(told);
}

self.addEventListener("message", (event) => {
  const { say, lang, theme } = event.data || {};
  if (say === "here") {
    event.waitUntil((async () => {
      if (lang) await within("likes", "readwrite", (store) => store.put({ lang, theme }, "likes"));
      await tell({});
    })());
  }
  if (say === "send") event.waitUntil(sendAll().then(() => tell({})));
});
