// First sentences: what is changed goes along with the link, copying is one tap, and a sentence that was sent is noted.

const text = (form) => form.querySelector("textarea").value;
const tell = (form, word) => { const told = form.querySelector("[data-told]"); told.textContent = told.dataset[word]; };

// Copying needs a script: its button shows itself where there is one.
const ready = (root) => root.querySelectorAll("[data-copy][hidden]").forEach((button) => { button.hidden = !navigator.clipboard; });
ready(document);
document.addEventListener("htmx:after:swap", () => ready(document));

document.addEventListener("input", (event) => {
  const form = event.target.closest("[data-sentence]");
  form?.querySelectorAll("[data-base]").forEach((link) => { link.href = link.dataset.base + encodeURIComponent(text(form)); });
});

const note = async (form) => {
  if (form.dataset.noted) return;
  form.dataset.noted = "yes";
  const body = new URLSearchParams(new FormData(form));
  const answer = await fetch(form.getAttribute("action"), { method: "POST", body, headers: { "HX-Request": "true" } }).catch(() => null);
  if (answer?.ok) tell(form, "noted");
};

document.addEventListener("click", async (event) => {
  const form = event.target.closest?.("[data-sentence]");
  if (!form) return;
  if (event.target.closest("[data-copy]")) {
    await navigator.clipboard.writeText(text(form)).then(() => tell(form, "copied"), () => form.querySelector("textarea").select());
  } else if (event.target.closest("[data-base]")) {
    note(form);
  }
});
