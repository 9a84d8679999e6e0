// The minutes in words while the slider moves; the server plans, and says the rest.

const inWords = (minutes, lang) => {
  if (minutes < 90) return new Intl.NumberFormat(lang, { style: "unit", unit: "minute", unitDisplay: "long" }).format(minutes);
  const rest = minutes % 60;
  return `${Math.floor(minutes / 60)} h${rest ? ` ${String(rest).padStart(2, "0")}` : ""}`;
};

document.addEventListener("input", (event) => {
  if (!event.target.matches("#minutes")) return;
  const output = event.target.closest("form").querySelector("output");
  output.value = inWords(Number(event.target.value), document.documentElement.lang);
});
