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
