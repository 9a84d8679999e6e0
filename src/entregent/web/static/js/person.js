// A deed done leaves its form empty, as many lines of the past as were seen, and facts with their sources anew.

const isOurs = (form) => form instanceof HTMLFormElement && form.closest("#person");

document.addEventListener("htmx:config:request", (event) => {
  const { sourceElement: form, request } = event.detail.ctx ?? {};
  if (isOurs(form) && request.body instanceof FormData) request.body.set("lines", document.querySelectorAll(".past > li[data-line]").length);
});

document.addEventListener("htmx:after:swap", (event) => {
  const { sourceElement: form, response } = event.detail.ctx ?? {};
  if (!isOurs(form) || !(response?.status < 400)) return;
  form.reset();
  const fold = document.querySelector("#sources")?.closest("details");
  if (fold?.open) window.htmx.ajax("GET", fold.getAttribute("hx-get"), { target: "#sources", swap: "innerHTML" });
});
