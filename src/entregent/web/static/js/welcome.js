// The first visit: cards that move by hand, by thumb and by arrow keys; two ways to say the same minutes.

const columns = [...document.querySelectorAll(".column")];
const said = document.querySelector("[data-said]");

const columnOf = (card) => card.closest(".column");

const recount = () => columns.forEach((column) => { column.querySelector(".count").textContent = column.querySelectorAll(".one:not(.held)").length; });

const put = (card, column, before = null) => {
  column.querySelector("ul").insertBefore(card, before);
  card.querySelector(".level").value = column.dataset.level;
  recount();
};

const tell = (card) => { said.textContent = `${card.dataset.name}: ${columnOf(card).dataset.word}`; };

const step = (card, by) => {
  const next = columns[columns.indexOf(columnOf(card)) + by];
  if (!next) return;
  put(card, next);
  card.querySelector(".grip").focus();
  card.scrollIntoView({ block: "nearest" });
  tell(card);
};

const STEPS = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 };

// ── by hand ──

let hold = null;

const lift = (card, event) => {
  const box = card.getBoundingClientRect();
  const gap = document.createElement("li");
  gap.className = "gap";
  gap.style.setProperty("height", `${box.height}px`);
  card.before(gap);
  card.classList.add("held");
  card.style.setProperty("width", `${box.width}px`);
  hold = { card, gap, from: columnOf(gap), next: card.nextElementSibling, dx: event.clientX - box.left, dy: event.clientY - box.top };
};

const carry = (event) => {
  const { card, gap, dx, dy } = hold;
  card.style.setProperty("left", `${event.clientX - dx}px`);
  card.style.setProperty("top", `${event.clientY - dy}px`);
  const under = document.elementFromPoint(event.clientX, event.clientY);
  const column = under?.closest(".column");
  columns.forEach((one) => one.classList.toggle("over", one === column));
  if (column) column.querySelector("ul").insertBefore(gap, under.closest(".one"));
  const edge = 60;
  if (event.clientY < edge) scrollBy(0, -12);
  if (event.clientY > innerHeight - edge) scrollBy(0, 12);
};

const settle = (kept) => {
  const { card, gap, from, next } = hold;
  hold = null;
  card.classList.remove("held");
  ["left", "top", "width"].forEach((name) => card.style.removeProperty(name));
  columns.forEach((one) => one.classList.remove("over"));
  if (kept) put(card, columnOf(gap), gap); else put(card, from, next);
  gap.remove();
  if (kept) tell(card);
};

document.querySelectorAll(".one").forEach((card) => {
  const grip = card.querySelector(".grip");
  let pressed = null;
  grip.hidden = false;
  grip.addEventListener("keydown", (event) => {
    if (!(event.key in STEPS)) return;
    event.preventDefault();
    step(card, STEPS[event.key]);
  });
  grip.addEventListener("pointerdown", (event) => {
    if (event.button !== 0) return;
    pressed = { x: event.clientX, y: event.clientY };
    grip.setPointerCapture(event.pointerId);
  });
  grip.addEventListener("pointermove", (event) => {
    if (!pressed) return;
    if (!hold && Math.hypot(event.clientX - pressed.x, event.clientY - pressed.y) > 5) lift(card, event);
    if (hold) carry(event);
  });
  const end = (kept) => { pressed = null; if (hold) settle(kept); };
  grip.addEventListener("pointerup", () => end(true));
  grip.addEventListener("pointercancel", () => end(false));
  card.querySelector(".level").addEventListener("change", (event) => {
    put(card, columns.find((column) => column.dataset.level === event.target.value));
    event.target.focus();
    tell(card);
  });
});

// ── what was wrong is right again ──

document.querySelectorAll("[aria-invalid]").forEach((field) => field.addEventListener("input", () => {
  field.removeAttribute("aria-invalid");
  const told = document.getElementById(field.getAttribute("aria-describedby"));
  if (told && !document.querySelector(`[aria-invalid][aria-describedby="${told.id}"]`)) told.remove();
}));

// ── minutes: the slider and the number say the same ──

document.querySelectorAll("[data-amount]").forEach((amount) => {
  const slider = amount.querySelector("input[type=range]");
  const typed = amount.querySelector("input[type=number]");
  slider.hidden = false;
  slider.addEventListener("input", () => { typed.value = slider.value; });
  typed.addEventListener("input", () => { slider.value = typed.value; });
});
