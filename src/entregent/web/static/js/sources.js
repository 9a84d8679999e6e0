// Files that are dropped or chosen come in one by one, with how far they are; then the page shows how they are read.

const AT_ONCE = 3;
const SMALL = 400_000;
const TOGETHER = { files: 200, bytes: 8_000_000 };
const NOT_ASKED_FOR = /(^|\/)(\.DS_Store|Thumbs\.db|desktop\.ini|__MACOSX\/.*|\._[^/]*)$/;

const inWords = (bytes) => {
  const units = ["byte", "kilobyte", "megabyte", "gigabyte", "terabyte"];
  let step = 0;
  while (bytes >= 1000 && step < units.length - 1) { bytes /= 1000; step += 1; }
  return new Intl.NumberFormat(document.documentElement.lang, { style: "unit", unit: units[step], unitDisplay: "short", maximumFractionDigits: step && bytes < 100 ? 1 : 0 }).format(bytes);
};

const inside = async (entry, into) => {
  if (entry.isFile) {
    const file = await new Promise((found, failed) => { entry.file(found, failed); });
    into.push({ file, name: entry.fullPath.replace(/^\//, "") });
    return;
  }
  const reader = entry.createReader();
  for (;;) {
    const some = await new Promise((found, failed) => { reader.readEntries(found, failed); });
    if (!some.length) return;
    for (const one of some) await inside(one, into);
  }
};

const dropped = async (transfer) => {
  const found = [];
  const entries = [...transfer.items].filter((item) => item.kind === "file").map((item) => item.webkitGetAsEntry?.() ?? item.getAsFile());
  for (const entry of entries) {
    if (entry instanceof File) found.push({ file: entry, name: entry.name });
    else if (entry) await inside(entry, found);
  }
  return found;
};

// Large files go alone, small ones together: a request each would take longer than their bytes.
const loads = (files) => {
  const found = [];
  let load = [], bytes = 0;
  for (const one of files) {
    if (one.file.size > SMALL) { found.push([one]); continue; }
    load.push(one);
    bytes += one.file.size;
    if (load.length >= TOGETHER.files || bytes >= TOGETHER.bytes) { found.push(load); load = []; bytes = 0; }
  }
  if (load.length) found.push(load);
  return found;
};

class Refused extends Error {}

const answered = async (answer) => {
  if (answer.ok) return answer.status === 204 ? {} : answer.json();
  const told = await answer.json().catch(() => ({}));
  throw new Refused(told.sentence ?? "");
};

class Sending {
  constructor(form) {
    this.form = form;
    this.part = (name) => form.querySelector(name);
    this.under = new Set();
    this.stopped = false;
    this.drop = "";
  }

  async all(files) {
    const wanted = files.filter(({ name }) => !NOT_ASKED_FOR.test(name));
    if (!wanted.length) throw new Refused(this.form.dataset.nothing);
    this.total = wanted.reduce((sum, { file }) => sum + file.size, 0);
    this.done = 0;
    this.drop = (await answered(await fetch(`/sources/drop?bytes=${this.total}`, { method: "POST" }))).drop;
    const waiting = loads(wanted);
    const line = async () => { while (waiting.length && !this.stopped) await this.one(waiting.shift()); };
    await Promise.all(Array.from({ length: AT_ONCE }, line));
    if (this.stopped) return;
    const asked = new URLSearchParams({ signals: this.part("[name=signals]").checked ? "1" : "", back: this.part("[name=back]").value });
    const { go } = await answered(await fetch(`/sources/drop/${this.drop}/read?${asked}`, { method: "POST" }));
    location.assign(go);
  }

  one(load) {
    const [{ file, name }] = load;
    const size = load.reduce((sum, one) => sum + one.file.size, 0);
    return new Promise((done, failed) => {
      const way = new XMLHttpRequest();
      let before = 0;
      const reach = (now) => { this.done += now - before; before = now; this.tell(name); };
      way.upload.onprogress = ({ loaded }) => reach(Math.min(loaded, size));
      way.onload = () => {
        this.under.delete(way);
        if (way.status === 200 || way.status === 204) { reach(size); done(); return; }
        let sentence = "";
        try { sentence = JSON.parse(way.responseText).sentence; } catch { /* the server's own words are enough */ }
        failed(new Refused(sentence));
      };
      way.onerror = () => failed(new Refused(this.form.dataset.failed));
      way.onabort = () => done();
      this.under.add(way);
      if (load.length === 1) {
        way.open("PUT", `/sources/drop/${this.drop}?name=${encodeURIComponent(name)}`);
        way.send(file);
        return;
      }
      const form = new FormData();
      load.forEach((one) => form.append("files", one.file, one.name));
      way.open("POST", `/sources/drop/${this.drop}`);
      way.send(form);
    });
  }

  tell(name) {
    const bar = this.part(".sending progress");
    bar.max = this.total || 1;
    bar.value = Math.min(this.done, bar.max);
    this.part("[data-what]").textContent = name;
    this.part("[data-count]").textContent = this.form.dataset.sending.replace("{done}", inWords(Math.min(this.done, this.total))).replace("{total}", inWords(this.total));
  }

  stop() {
    this.stopped = true;
    this.under.forEach((way) => way.abort());
    if (this.drop) fetch(`/sources/drop/${this.drop}`, { method: "DELETE" }).catch(() => {});
  }
}

let sending = null;

const show = (form, isSending, sentence = "") => {
  form.querySelector(".idle").hidden = isSending;
  form.querySelector(".sending").hidden = !isSending;
  form.querySelector("[data-said]").textContent = sentence;
};

const send = async (form, gathering) => {
  if (sending) return;
  sending = new Sending(form);
  show(form, true);
  form.querySelector("[data-what]").textContent = form.dataset.gathering;
  form.querySelector("[data-count]").textContent = "";
  try {
    await sending.all(await gathering);
    if (sending.stopped) show(form, false);
  } catch (error) {
    sending.stop();
    show(form, false, (error instanceof Refused && error.message) || form.dataset.failed);
  }
  sending = null;
  form.querySelectorAll("[type=file]").forEach((field) => { field.value = ""; });
};

document.querySelectorAll("[data-drop]").forEach((form) => {
  form.classList.add("ready");
  form.querySelector("[data-give-up]").addEventListener("click", () => sending?.stop());
  form.querySelectorAll("[type=file]").forEach((field) => field.addEventListener("change", () => {
    const files = [...field.files].map((file) => ({ file, name: file.webkitRelativePath || file.name }));
    if (files.length) send(form, Promise.resolve(files));
  }));
});

// Wherever on the page it is let go, it is meant for the zone.
const zone = () => document.querySelector("[data-drop]");
const carries = (event) => [...(event.dataTransfer?.types ?? [])].includes("Files");
let depth = 0;
document.addEventListener("dragenter", (event) => { if (carries(event)) { depth += 1; zone()?.classList.add("over"); } });
document.addEventListener("dragleave", (event) => { if (carries(event) && (depth -= 1) <= 0) { depth = 0; zone()?.classList.remove("over"); } });
document.addEventListener("dragover", (event) => { if (carries(event)) event.preventDefault(); });
document.addEventListener("drop", (event) => {
  if (!carries(event)) return;
  event.preventDefault();
  depth = 0;
  const form = zone();
  form?.classList.remove("over");
  if (form) send(form, dropped(event.dataTransfer));
});
