// The page of who is offline: its forms go to the worker, which keeps them; when the server is back, so are we.

import { attend } from "./waiting.js";

attend();

// This page is always the same copy: each step gets a key of its own.
const key = () => Array.from(crypto.getRandomValues(new Uint8Array(12)), (byte) => byte.toString(16).padStart(2, "0")).join("");
document.querySelectorAll("input[name=key]").forEach((field) => { field.value = key(); });

if (new URLSearchParams(location.search).has("kept")) {
  document.querySelector("#kept").hidden = false;
  history.replaceState(null, "", "/offline");
}

const WAIT = 4000;
const isTyping = () => [...document.querySelectorAll("input[type=text], textarea")].some((field) => field.value.trim());

async function look() {
  try {
    const answer = await fetch("/manifest.webmanifest", { cache: "no-store" });
    if (answer.ok) {
      document.querySelector("#away").hidden = true;
      document.querySelector("#back").hidden = false;
      navigator.serviceWorker?.controller?.postMessage({ say: "send" });
      if (!isTyping()) setTimeout(() => { if (!isTyping()) location.assign("/"); }, 1200);
      return;
    }
  } catch { /* still away */ }
  setTimeout(look, WAIT);
}
look();
