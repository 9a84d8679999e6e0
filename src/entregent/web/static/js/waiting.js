// Steps that wait to be sent: how many there are, and what becomes of them. The worker keeps and sends them.

const place = document.querySelector("#waiting");
const worker = () => navigator.serviceWorker.controller;

function show(text) {
  place.textContent = text;
  place.hidden = !text;
}

function told({ waiting = 0, kept = "", sent = 0 }) {
  if (kept) {
    // The card stays where it is, and shows that it was answered.
    for (const form of document.querySelectorAll("form")) {
      if (new URL(form.action, location.href).pathname !== kept) continue;
      const card = form.closest("article, .card") || form;
      card.dataset.kept = "";
      card.querySelectorAll("button").forEach((button) => { button.disabled = true; });
    }
  }
  const { one, many, sentOne, sentMany } = place.dataset;
  const said = (count, single, several) => (count === 1 ? single : several.replace("2", count));
  if (waiting) show(said(waiting, one, many));
  else if (sent) show(said(sent, sentOne, sentMany));
  else if (!place.dataset.sent) show("");
  if (sent) place.dataset.sent = sent;
}

export function attend() {
  if (!place || !("serviceWorker" in navigator) || !window.isSecureContext) return;
  navigator.serviceWorker.addEventListener("message", (event) => told(event.data || {}));
  const greet = () => {
    const { lang, dataset: { theme = "" } } = document.documentElement;
    worker()?.postMessage({ say: "here", lang, theme });
    worker()?.postMessage({ say: "send" });
  };
  navigator.serviceWorker.addEventListener("controllerchange", greet);
  window.addEventListener("online", greet);
  greet();
}
