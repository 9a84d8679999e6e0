// People: the address follows what is seen; rows are gone through, selected and tidied by keyboard.

const list = () => document.querySelector("#people");
const form = () => document.querySelector("#deeds");
const rows = () => [...document.querySelectorAll(".folk tbody tr")];
const ticks = () => [...document.querySelectorAll('.folk input[name="who"]')];
let at = 0;
let chosen = false;

// ── the address ──

document.addEventListener("change", (event) => { chosen = event.target.matches(".look .pick"); }, true);
document.addEventListener("input", (event) => { if (event.target.matches("#q")) chosen = false; }, true);

const follow = () => {
  const address = list()?.dataset.address;
  if (!address || address === location.pathname + location.search) return;
  history[chosen ? "pushState" : "replaceState"](null, "", address);
  chosen = false;
};
window.addEventListener("popstate", () => location.reload());

const url = new URL(location.href);
if (url.searchParams.has("note")) { url.searchParams.delete("note"); history.replaceState(null, "", url); }

// ── who is selected ──

const tell = () => {
  const count = ticks().filter((tick) => tick.checked).length;
  const output = document.querySelector("[data-chosen]");
  if (output) output.value = count === 1 ? output.dataset.one : output.dataset.many.replace("%d", count);
  const all = document.querySelector("[data-all]");
  if (all) { all.checked = count > 0 && count === ticks().length; all.indeterminate = count > 0 && !all.checked; }
};

document.addEventListener("change", (event) => {
  if (event.target.matches("[data-all]")) ticks().forEach((tick) => { tick.checked = event.target.checked; });
  if (event.target.closest(".folk")) tell();
});

document.addEventListener("htmx:after:swap", (event) => {
  follow();
  if (event.detail?.ctx?.sourceElement === form()) {
    ticks().forEach((tick) => { tick.checked = false; });
    go(at);
  }
  tell();
});
tell();

// ── by keyboard ──

const here = () => document.activeElement?.closest(".folk tbody tr");

function go(to) {
  const all = rows();
  if (!all.length) return;
  at = Math.max(0, Math.min(to, all.length - 1));
  all[at].querySelector("a.name").focus();
  all[at].scrollIntoView({ block: "nearest" });
}

function act(deed) {
  const row = here();
  const some = ticks().some((tick) => tick.checked);
  if (!some && !row) return;
  if (row) at = rows().indexOf(row);
  form().elements.one.value = some ? "" : row.dataset.person;
  form().requestSubmit(form().querySelector(`.bulk button[value="${deed}"]`));
}

const levels = ["none", "close", "valued", "nurtured", "wide"];
const keys = {
  j: () => go(here() ? rows().indexOf(here()) + 1 : 0),
  k: () => go(here() ? rows().indexOf(here()) - 1 : 0),
  x: () => { const tick = here()?.querySelector('input[name="who"]'); if (tick) { tick.checked = !tick.checked; tell(); } },
  r: () => act(here() && "resting" in here().dataset ? "wake" : "rest"),
  e: () => act(here() && "archived" in here().dataset ? "back" : "archive"),
  u: () => document.querySelector("#notes form button")?.click(),
  "?": () => document.querySelector("#keys")?.togglePopover(),
};

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.repeat && !"jk".includes(event.key)) return;
  if (event.target.closest('input:not([type="checkbox"]), textarea, select, [contenteditable]')) return;
  if (event.key !== "?" && document.querySelector(".pop:popover-open")) return;
  if (event.key in levels && form()) {
    form().elements.level.value = levels[event.key];
    act("level");
  } else if (event.key in keys && Object.hasOwn(keys, event.key)) {
    keys[event.key]();
  } else return;
  event.preventDefault();
});
