// Keys beside those of the frame: → or space skips, z or u takes the last answer back.

const isFree = (target) => !target.closest("input, textarea, select, button, a, summary, [contenteditable]");

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const skips = event.key === "ArrowRight" || (event.key === " " && isFree(event.target));
  const target = skips ? document.querySelector("[data-skip]") : ["z", "u"].includes(event.key) ? document.querySelector("#notes form button") : null;
  if (!target || event.target.closest("input, textarea, select")) return;
  event.preventDefault();
  target.click();
});
