// Keys beside those of the frame: n or → skips, z or u takes the last answer back. They are heard first, for n means
// something else elsewhere.

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input, textarea, select")) return;
  const skips = event.key === "n" || event.key === "ArrowRight";
  const target = skips ? document.querySelector("[data-skip]") : ["z", "u"].includes(event.key) ? document.querySelector("#notes form button") : null;
  if (!target) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  target.click();
}, true);
