// What every page shares: shortcuts, the menu, the colours, the worker that keeps steps taken offline.

import { attend } from "./waiting.js";

const typing = (target) => target.closest("input, textarea, select, [contenteditable]");

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === "Escape") {
    document.querySelectorAll("details.more[open]").forEach((menu) => { menu.open = false; menu.querySelector("summary").focus(); });
    return;
  }
  if (typing(event.target)) return;
  if (event.key === "/") {
    const find = document.querySelector("[data-find]") ?? document.querySelector("#find");
    if (find) { event.preventDefault(); find.focus(); find.select(); }
  }
  const shortcut = [...document.querySelectorAll("[data-shortcut]")].find((one) => one.dataset.shortcut === event.key);
  if (shortcut) { event.preventDefault(); shortcut.click(); }
});

document.addEventListener("click", (event) => {
  document.querySelectorAll("details.more[open]").forEach((menu) => { if (!menu.contains(event.target)) menu.open = false; });
});

// The address keeps no trace of a note that was read.
if (/[?&](done|hello)=/.test(location.search)) {
  const address = new URL(location.href);
  address.searchParams.delete("done");
  address.searchParams.delete("hello");
  history.replaceState(null, "", address);
}

// ── what a change leaves as it was ──

// The keyboard stays where it was: on the same button, else at the heading of the same part, else on the card that took its place.
let was = null;
const cards = () => [...document.querySelectorAll("article.card")];
const saying = (one) => (one.form ? `${one.form.getAttribute("action")} ${one.name} ${one.value}` : "");

document.addEventListener("htmx:before:swap", () => {
  const one = document.activeElement;
  if (!one || one === document.body) { was = null; return; }
  const part = one.closest("[aria-labelledby]");
  was = { id: one.id, says: saying(one), heading: part?.getAttribute("aria-labelledby"), place: cards().indexOf(part) };
});
document.addEventListener("htmx:after:swap", () => {
  const lost = !document.activeElement || document.activeElement === document.body;
  if (!was || !lost) return;
  const found = (was.id && document.getElementById(was.id))
    || (was.says && [...document.querySelectorAll("main button, main input, main select")].find((one) => saying(one) === was.says))
    || (was.heading && document.getElementById(was.heading))
    || (was.place >= 0 && cards()[Math.min(was.place, cards().length - 1)]?.querySelector(".who"))
    || document.querySelector("main");
  if (found.tabIndex < 0) found.tabIndex = -1;
  found.focus({ preventScroll: true });
});

// A form that brings the same page anew (an undo, for one) leaves it at the same height, its folds as they were.
const folds = () => [...document.querySelectorAll("main details")];
const title = (fold) => fold.querySelector("summary")?.textContent.trim();
const SOON = 10_000;

document.addEventListener("submit", (event) => {
  if (event.defaultPrevented || event.target.method !== "post") return;
  const open = folds().filter((fold) => fold.open).map(title);
  try { sessionStorage.setItem("place", JSON.stringify({ path: location.pathname, at: Date.now(), height: scrollY, open })); } catch { /* kept by nobody */ }
});
try {
  const place = JSON.parse(sessionStorage.getItem("place") ?? "null");
  sessionStorage.removeItem("place");
  if (place && place.path === location.pathname && Date.now() - place.at < SOON) {
    folds().forEach((fold) => { if (place.open.includes(title(fold))) fold.open = true; });
    if (!location.hash) scrollTo({ top: place.height, behavior: "instant" });
  }
} catch { /* nothing was kept */ }

// A part of the page that could not be fetched: said once, until something comes again.
const unreached = document.querySelector("#unreached");
document.addEventListener("htmx:error", (event) => {
  if (unreached && event.detail?.error instanceof TypeError) unreached.hidden = false;
});
document.addEventListener("htmx:after:swap", () => { if (unreached) unreached.hidden = true; });

if ("serviceWorker" in navigator && window.isSecureContext) {
  navigator.serviceWorker.register("/sw.js").catch(() => {});
  attend();
}
