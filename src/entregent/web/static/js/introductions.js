// A letter that was changed on the page leaves as it stands there: the link to the mail program follows the words.
for (const form of document.querySelectorAll(".letters form")) {
  const link = form.querySelector("[data-mail]");
  if (!link) continue;
  const to = link.getAttribute("href").split("?")[0];
  form.addEventListener("input", () => {
    const body = form.elements.body.value.replaceAll("\r\n", "\n").replaceAll("\n", "\r\n");
    link.href = `${to}?subject=${encodeURIComponent(form.elements.subject.value)}&body=${encodeURIComponent(body)}`;
  });
}

// Copying needs a script: its button shows itself where there is one.
for (const button of document.querySelectorAll("[data-copy]")) {
  button.hidden = !navigator.clipboard;
  button.addEventListener("click", async () => {
    const words = button.form.elements.body;
    await navigator.clipboard.writeText(words.value).then(() => { button.textContent = button.dataset.copied; }, () => words.select());
  });
}
