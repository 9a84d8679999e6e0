// The card: a button that prints it, where there are scripts; else the browser's own menu does.

const button = document.querySelector("[data-print]");
button.hidden = false;
button.addEventListener("click", () => window.print());
