// Settings: countries by their names, a token to copy, and a button that says it is at work. All of it works without.

const names = typeof Intl.DisplayNames === "function" ? new Intl.DisplayNames([document.documentElement.lang], { type: "region" }) : null;
for (const select of names ? document.querySelectorAll("[data-countries]") : []) {
  const chosen = select.value;
  const options = [...select.options];
  for (const option of options) option.textContent = names.of(option.value) || option.value;
  options.sort((a, b) => a.textContent.localeCompare(b.textContent, document.documentElement.lang));
  select.replaceChildren(...options);
  select.value = chosen;
}

for (const field of document.querySelectorAll("[data-select]")) field.addEventListener("focus", () => field.select());
for (const button of navigator.clipboard ? document.querySelectorAll("[data-copy]") : []) {
  button.hidden = false;
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(document.getElementById(button.dataset.copy).value);
    button.textContent = button.dataset.copied;
  });
}

for (const form of document.querySelectorAll("[data-busy]")) {
  form.addEventListener("submit", () => {
    const button = form.querySelector("button");
    button.textContent = form.dataset.busy;
    setTimeout(() => { button.disabled = true; });
  });
}
// Back from where the button led: it is as it was.
addEventListener("pageshow", (event) => { if (event.persisted) location.reload(); });

// A path that is typed counts instead of a copy that is chosen.
const typed = document.querySelector("#path");
if (typed) typed.addEventListener("input", () => {
  if (typed.value) document.querySelectorAll('[name="copy"]').forEach((one) => { one.checked = false; });
});
