// While wishes are typed: how much of the hundred is left.

const form = document.querySelector("[data-shares]");
const left = form?.querySelector("[data-left]");

const tell = () => {
  const sum = [...form.querySelectorAll("input[type=number]")].reduce((all, field) => all + (Number.parseInt(field.value, 10) || 0), 0);
  const over = sum > 100;
  left.classList.toggle("over", over);
  left.textContent = (over ? left.dataset.over : left.dataset.open).replace("#", String(Math.abs(100 - sum)));
};

form?.addEventListener("input", tell);
