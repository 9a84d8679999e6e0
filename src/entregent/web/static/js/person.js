// A deed done leaves its form empty; one that was refused leaves what was typed.

document.addEventListener("htmx:after:swap", (event) => {
  const { sourceElement: form, response } = event.detail.ctx ?? {};
  if (form instanceof HTMLFormElement && form.closest("#person") && response?.status < 400) form.reset();
});
