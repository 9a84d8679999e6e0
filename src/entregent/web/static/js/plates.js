// The mark on the curve follows the slider at once; who stays up is asked of the server.

const inWords = (minutes, lang) => {
  if (minutes < 90) return new Intl.NumberFormat(lang, { style: "unit", unit: "minute", unitDisplay: "long" }).format(minutes);
  return short(minutes);
};

const short = (minutes) => {
  const hours = Math.floor(minutes / 60);
  const rest = minutes % 60;
  if (!hours) return `${rest} min`;
  return rest ? `${hours} h ${String(rest).padStart(2, "0")}` : `${hours} h`;
};

const numbers = (text) => text.split(" ").filter(Boolean).map(Number);

const between = (value, [low, high], begin, end) => begin + Math.min(Math.max((value - low) / (high - low), 0), 1) * (end - begin);

// The words go where they don't leave the drawing: as the server places them.
const move = (drawing, minutes, kept, told) => {
  const [left, top, right, bottom] = numbers(drawing.dataset.box);
  const x = between(minutes, numbers(drawing.dataset.x), left, right);
  const y = between(kept, numbers(drawing.dataset.y), bottom, top);
  const mark = drawing.querySelector("[data-mark]");
  mark.querySelector("path").setAttribute("d", `M${x} ${bottom}V${y}`);
  mark.querySelector("circle").setAttribute("cx", x);
  mark.querySelector("circle").setAttribute("cy", y);
  const words = drawing.querySelector("[data-words]");
  const room = told.length * 8 + 10;
  const isBelow = x + room <= right && y + 24 <= bottom;
  const isBefore = !isBelow && x - room >= left;
  words.setAttribute("x", isBefore ? x - 10 : x + 10);
  words.setAttribute("y", isBelow ? y + 19 : isBefore ? Math.max(y - 8, top + 12) : y - 10);
  words.setAttribute("text-anchor", isBefore ? "end" : "start");
  words.textContent = told;
};

const budget = (form, input) => {
  const lang = document.documentElement.lang;
  const minutes = Number(input.value);
  const kept = numbers(form.dataset.begins).filter((at) => at <= minutes).length;
  const ties = (new Intl.PluralRules(lang).select(kept) === "one" ? form.dataset.one : form.dataset.many).replace("#", new Intl.NumberFormat(lang).format(kept));
  form.querySelector("output").value = inWords(minutes, lang);
  input.setAttribute("aria-valuetext", inWords(minutes, lang));
  const colon = lang === "fr" ? "\u202f:" : ":";
  document.querySelectorAll("#curve > svg").forEach((drawing) => move(drawing, minutes, kept, `${short(minutes)}${colon} ${ties}`));
};

document.addEventListener("input", (event) => {
  const form = event.target.form;
  if (!form || event.target.type !== "range") return;
  if (form.dataset.begins !== undefined) budget(form, event.target);
  if (form.dataset.weight !== undefined) {
    const told = form.querySelectorAll("ol > li")[Math.round(Number(event.target.value) * 2)].textContent;
    form.querySelector("output").value = told;
    event.target.setAttribute("aria-valuetext", told);
  }
});

// Plates out of sight stand still: nobody sees them spin, and the machine stays cool.
const seen = new IntersectionObserver((entries) => entries.forEach((entry) => entry.target.classList.toggle("calm", !entry.isIntersecting)));
const watch = () => document.querySelectorAll(".shelf .stage").forEach((stage) => seen.observe(stage));
document.addEventListener("htmx:after:swap", watch);
watch();
