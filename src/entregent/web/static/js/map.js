// The map page: what hands, keys and fields do with the map. The painting is in map_paint.js.

import { Camera } from "./map_camera.js";
import { fetchMap, named, nearest } from "./map_data.js";
import { WAYS, look } from "./map_look.js";
import { Painter } from "./map_paint.js";
import { picture } from "./map_picture.js";

const STEP = 60;
const FINGER = 14;
const MOST_FOUND = 8;

// Asked for at once, while the page is still being put together.
let first = document.querySelector("#map-state, [data-map]") ? fetchMap("") : null;
first?.catch(() => {});

class MapPage {
  constructor(root) {
    this.root = root;
    this.canvas = root.querySelector("canvas");
    this.words = root.dataset;
    this.camera = new Camera();
    this.painter = new Painter(this.canvas, this.camera);
    this.way = "group";
    this.day = "";
    this.still = matchMedia("(prefers-reduced-motion: reduce)");
    this.pointers = new Map();
    root.hidden = false;
    this.listen();
    this.measure();
    this.camera.fit();
    this.load("", first).then(() => this.arrive());
    first = null;
  }

  one(name) { return this.root.querySelector(`[data-map-${name}]`); }

  // ── the data of a day ──

  async load(day, begun = null) {
    this.wanted?.abort();
    this.wanted = new AbortController();
    this.root.setAttribute("aria-busy", "true");
    this.one("trouble").hidden = true;
    try {
      const data = await (begun ?? fetchMap(day, this.wanted.signal));
      const chosen = this.data?.person[this.painter.chosen];
      this.data = data;
      this.day = day;
      this.painter.shown = -1;
      this.painter.chosen = data.at.get(chosen) ?? -1;
      this.painter.put(data, look(data, this.way, this.root));
      this.legend();
      this.one("told").textContent = data.told;
    } catch (trouble) {
      if (trouble.name === "AbortError") return;
      this.one("trouble").textContent = trouble instanceof TypeError || !trouble.message ? this.words.unreached : trouble.message;
      this.one("trouble").hidden = false;
      const slider = this.one("day");
      if (slider) { slider.value = this.stop ?? slider.max; this.saySlider(); }
    }
    this.root.setAttribute("aria-busy", "false");
  }

  // Somebody whom the address names is shown at once.
  arrive() {
    const who = Number(new URLSearchParams(location.search).get("who"));
    const at = who && this.data?.at.get(who);
    if (at !== undefined && at >= 0 && who) this.choose(at, true);
  }

  legend() {
    const list = this.one("legend");
    list.replaceChildren(...WAYS[this.way].legend(this.data).map(([name, words, count, group]) => {
      const line = document.createElement("li");
      const what = document.createElement(group === undefined ? "span" : "button");
      what.className = `dot ${name}`;
      if (group !== undefined) { what.type = "button"; what.addEventListener("click", () => this.toGroup(group)); }
      what.append(words, " ");
      const small = document.createElement("small");
      small.className = "soft figures";
      small.textContent = count.toLocaleString(document.documentElement.lang);
      what.append(small);
      line.append(what);
      return line;
    }));
  }

  toGroup(group) {
    const { data } = this;
    const xs = []; const ys = [];
    for (let one = 0; one < data.n; one += 1) if (data.group[one] === group) { xs.push(data.x[one]); ys.push(data.y[one]); }
    xs.sort((a, b) => a - b); ys.sort((a, b) => a - b);
    const at = (values, part) => values[Math.min(Math.floor(values.length * part), values.length - 1)];
    const wide = Math.max(at(xs, 0.95) - at(xs, 0.05), at(ys, 0.95) - at(ys, 0.05), 0.06);
    this.fly(at(xs, 0.5), at(ys, 0.5), Math.min(this.camera.width, this.camera.height) / wide / 1.5);
  }

  // ── moving ──

  fly(x, y, scale) { this.camera.fly(x, y, scale, this.still.matches, () => this.painter.moved()); }
  zoom(factor, x, y) { this.camera.stop(); this.camera.zoom(factor, x, y); this.painter.moved(); }
  pan(dx, dy) { this.camera.stop(); this.camera.pan(dx, dy); this.painter.moved(); }
  whole() { this.fly(0, 0, this.camera.fitting); }

  measure() {
    const box = this.canvas.getBoundingClientRect();
    if (box.width) this.painter.resize(box.width, box.height);
  }

  under(event, within = FINGER) {
    if (!this.data) return -1;
    const box = this.canvas.getBoundingClientRect();
    const [x, y] = this.camera.toMap(event.clientX - box.left, event.clientY - box.top);
    return nearest(this.data, x, y, within / this.camera.scale);
  }

  show(one) {
    if (one === this.painter.shown) return;
    this.painter.shown = one;
    this.canvas.classList.toggle("over", one >= 0);
    this.painter.ask();
  }

  // Somebody's card, and those around them.
  choose(one, isFlying = false) {
    this.painter.chosen = one;
    this.painter.shown = -1;
    this.painter.ask();
    const card = this.one("card");
    if (one < 0) { card.replaceChildren(); return; }
    if (isFlying) this.fly(this.data.x[one], this.data.y[one], Math.max(this.camera.scale, this.camera.fitting * 3));
    const day = this.day ? `&day=${this.day}` : "";
    window.htmx.ajax("GET", `/map/card?who=${this.data.person[one]}${day}`, { target: card, swap: "innerHTML" });
  }

  // ── what is listened to ──

  listen() {
    new ResizeObserver(() => this.measure()).observe(this.canvas);
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => this.dress());
    new MutationObserver(() => this.dress()).observe(document.documentElement, { attributes: true, attributeFilter: ["data-theme"] });
    document.fonts?.ready.then(() => this.painter.ask());
    this.byHand();
    this.canvas.addEventListener("keydown", (event) => this.key(event));
    this.canvas.addEventListener("blur", () => this.show(-1));
    this.root.addEventListener("click", (event) => {
      const move = event.target.closest("[data-map-move]")?.dataset.mapMove;
      if (move === "nearer") this.zoom(1.5);
      if (move === "farther") this.zoom(1 / 1.5);
      if (move === "whole") this.whole();
      if (event.target.closest("[data-map-close]")) { this.choose(-1); this.canvas.focus(); }
    });
    this.one("way").addEventListener("change", (event) => { this.way = event.target.value; this.dress(); this.legend(); });
    this.one("me").addEventListener("change", (event) => { this.painter.me = event.target.checked; this.painter.restart(true); });
    this.one("names").addEventListener("change", (event) => { this.painter.names = event.target.checked; this.painter.ask(); });
    const png = document.querySelector("[data-map-png]");
    if (png) { png.hidden = false; png.addEventListener("click", () => { if (this.data) picture(this); }); }
    this.bySearch();
    this.bySlider();
  }

  dress() { if (this.data) this.painter.dress(look(this.data, this.way, this.root)); }

  byHand() {
    const { canvas, pointers } = this;
    canvas.addEventListener("wheel", (event) => {
      event.preventDefault();
      const box = canvas.getBoundingClientRect();
      const lines = event.deltaMode === 1 ? 16 : 1;
      this.zoom(Math.exp(-event.deltaY * lines * (event.ctrlKey ? 0.01 : 0.0016)), event.clientX - box.left, event.clientY - box.top);
    }, { passive: false });
    canvas.addEventListener("pointerdown", (event) => {
      if (event.isTrusted) canvas.setPointerCapture(event.pointerId);
      pointers.set(event.pointerId, event);
      this.travelled = 0;
    });
    canvas.addEventListener("pointermove", (event) => {
      const before = pointers.get(event.pointerId);
      if (!before) { this.show(this.under(event)); return; }
      pointers.set(event.pointerId, event);
      const dx = event.clientX - before.clientX; const dy = event.clientY - before.clientY;
      this.travelled += Math.abs(dx) + Math.abs(dy);
      if (pointers.size === 1) this.pan(dx, dy);
      else this.pinch(event, before);
    });
    const up = (event) => {
      if (!pointers.delete(event.pointerId)) return;
      if (event.type === "pointerup" && this.travelled < 6 && !pointers.size) this.choose(this.under(event, event.pointerType === "touch" ? 24 : FINGER));
    };
    canvas.addEventListener("pointerup", up);
    canvas.addEventListener("pointercancel", up);
    canvas.addEventListener("pointerleave", () => this.show(-1));
  }

  pinch(event, before) {
    const other = [...this.pointers.values()].find((one) => one.pointerId !== event.pointerId);
    if (!other) return;
    const apart = (one) => Math.hypot(one.clientX - other.clientX, one.clientY - other.clientY);
    const box = this.canvas.getBoundingClientRect();
    const x = (event.clientX + other.clientX) / 2 - box.left; const y = (event.clientY + other.clientY) / 2 - box.top;
    this.zoom(apart(event) / Math.max(apart(before), 1), x, y);
    this.pan((event.clientX - before.clientX) / 2, (event.clientY - before.clientY) / 2);
  }

  key(event) {
    if (event.ctrlKey || event.metaKey || event.altKey || !this.data) return;
    const moves = { ArrowLeft: [STEP, 0], ArrowRight: [-STEP, 0], ArrowUp: [0, STEP], ArrowDown: [0, -STEP] };
    const move = moves[event.key];
    if (move) this.pan(...move);
    else if (event.key === "+" || event.key === "=") this.zoom(1.3);
    else if (event.key === "-" || event.key === "_") this.zoom(1 / 1.3);
    else if (event.key === "0" || event.key === "Home") this.whole();
    else if (event.key === "Escape") { this.choose(-1); this.show(-1); return; }
    else if (event.key === "Enter" || event.key === " ") { if (this.painter.shown >= 0) this.choose(this.painter.shown); }
    else return;
    event.preventDefault();
    // Whoever is nearest to the middle is pointed at, and said.
    if (event.key !== "Enter" && event.key !== " ") {
      const one = nearest(this.data, this.camera.x, this.camera.y, 120 / this.camera.scale);
      this.show(one);
      this.one("say").textContent = one >= 0 ? this.data.names[one] : this.words.nobody;
    }
  }

  bySearch() {
    const form = this.one("search");
    const field = form.querySelector("input");
    const list = this.one("found");
    const go = (one) => { list.replaceChildren(); list.hidden = true; field.value = this.data.names[one]; this.choose(one, true); };
    field.addEventListener("input", () => {
      const found = this.data ? named(this.data, field.value, MOST_FOUND) : [];
      list.hidden = !field.value.trim();
      list.replaceChildren(...found.map((one) => {
        const line = document.createElement("li");
        const button = document.createElement("button");
        button.type = "button"; button.className = "plain"; button.textContent = this.data.names[one];
        button.addEventListener("click", () => go(one));
        line.append(button);
        return line;
      }));
      if (!found.length) { const line = document.createElement("li"); line.className = "soft"; line.textContent = this.words.unknown; list.append(line); }
    });
    form.addEventListener("keydown", (event) => { if (event.key === "Escape") { list.hidden = true; field.focus(); } });
    form.addEventListener("focusout", (event) => { if (!form.contains(event.relatedTarget)) list.hidden = true; });
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      const found = this.data ? named(this.data, field.value, 1) : [];
      if (found.length) go(found[0]);
    });
  }

  bySlider() {
    const slider = this.one("day");
    if (!slider) return;
    this.days = JSON.parse(slider.dataset.days);
    slider.addEventListener("input", () => this.saySlider());
    slider.addEventListener("change", async () => {
      const stop = Number(slider.value);
      await this.load(stop === this.days.length - 1 ? "" : this.days[stop][0]);
      if (this.one("trouble").hidden) this.stop = stop;
    });
    this.saySlider();
  }

  saySlider() {
    const slider = this.one("day");
    const [, words] = this.days[Number(slider.value)];
    this.one("day-said").textContent = words;
    slider.setAttribute("aria-valuetext", words);
  }
}

function begin() {
  const root = document.querySelector("[data-map]:not([data-map-begun])");
  if (!root) return;
  root.dataset.mapBegun = "";
  if (!root.querySelector("canvas").getContext("2d")) { root.hidden = true; document.querySelector("[data-map-without]").hidden = false; return; }
  root.page = new MapPage(root);
}

document.addEventListener("htmx:after:swap", begin);
begin();
