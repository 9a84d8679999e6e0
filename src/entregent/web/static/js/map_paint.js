// The painter: people over the picture of ties, whom one points at, names where there is room. It paints when asked.

import { Ties } from "./map_ties.js";

const NAMES = 70;
const TURN = Math.PI * 2;
const REST = 140;

export class Painter {
  constructor(canvas, camera) {
    this.canvas = canvas;
    this.pen = canvas.getContext("2d");
    this.camera = camera;
    this.ties = new Ties();
    this.data = null;
    this.me = true;
    this.shown = -1;
    this.chosen = -1;
    this.names = true;
    this.frame = 0;
    this.last = 0;
    this.movedAt = 0;
    this.labels = [];
    this.frames = 0;
  }

  // ── what is painted ──

  put(data, look) { this.data = data; this.look = look; this.restart(); }
  dress(look) { this.look = look; this.restart(true); }
  restart(keep = false) {
    if (!this.data) return;
    this.ties.begin(this.view(), { keep });
    this.labels = [];
    this.ask();
  }

  view() {
    return {
      data: this.data, ratio: this.ratio, me: this.me, tieColour: this.look.tie, meColour: this.look.me,
      isCrowded: this.data.ties > 12_000, people: (pen, at) => this.people(pen, at, 1),
    };
  }

  get ratio() { return Math.min(window.devicePixelRatio || 1, 2); }

  resize(width, height) {
    this.camera.resize(width, height);
    this.canvas.width = Math.round(width * this.ratio);
    this.canvas.height = Math.round(height * this.ratio);
    this.restart();
  }

  moved() { this.movedAt = performance.now(); this.ask(); }

  ask() { if (!this.frame) this.frame = requestAnimationFrame((now) => this.turn(now)); }

  // ── one frame ──

  turn(now) {
    this.frame = 0;
    if (!this.data) return;
    const took = now - this.last;
    this.last = now;
    const isMoving = performance.now() - this.movedAt < REST;
    if (this.ties.isDone && !this.ties.covers(this.camera)) this.ties.begin(this.view(), { keep: true });
    // While one moves, ties are added only where the picture is missing.
    const goesOn = !isMoving || !this.ties.covers(this.camera) ? this.ties.work(this.camera, took, isMoving) : !this.ties.isDone;
    if (!isMoving && this.ties.isDone && this.ties.front.at.scale !== this.camera.scale) this.ties.begin(this.view(), { keep: true });
    this.paint(this.pen, this.camera, isMoving);
    this.frames += 1;
    if (goesOn || isMoving || !this.ties.isDone) this.ask();
    else this.canvas.dataset.still = "";
    if (goesOn || isMoving) delete this.canvas.dataset.still;
  }

  paint(pen, camera, isMoving) {
    const ratio = this.ratio;
    pen.setTransform(ratio, 0, 0, ratio, 0, 0);
    pen.globalAlpha = 1;
    pen.fillStyle = this.look.paper;
    pen.fillRect(0, 0, camera.width, camera.height);
    const one = this.shown >= 0 ? this.shown : this.chosen;
    pen.globalAlpha = one >= 0 ? 0.3 : 1;
    this.ties.paste(pen, camera);
    // Where the picture is whole, people are on it.
    if (!this.ties.covers(camera)) this.people(pen, camera, one >= 0 ? 0.35 : 1);
    if (one >= 0) this.around(pen, camera, one);
    if (this.me) this.middle(pen, camera);
    if (this.names || one >= 0) this.write(pen, camera, isMoving, one);
  }

  radius(one, camera) {
    const near = Math.sqrt(camera.scale / camera.fitting);
    const base = this.data.n > 1_500 ? 1.5 : 3;
    return (base + Math.min(Math.sqrt(this.data.degree[one]) * (this.data.n > 1_500 ? 0.22 : 0.5), 5)) * Math.min(near, 3.2);
  }

  people(pen, camera, alpha) {
    const { x, y } = this.data;
    const left = -camera.x * camera.scale + camera.width / 2;
    const top = -camera.y * camera.scale + camera.height / 2;
    pen.globalAlpha = alpha;
    for (const [colour, people] of this.look.colours) {
      pen.fillStyle = colour;
      pen.beginPath();
      for (const one of people) {
        const px = x[one] * camera.scale + left; const py = y[one] * camera.scale + top;
        if (px < -12 || py < -12 || px > camera.width + 12 || py > camera.height + 12) continue;
        const radius = this.radius(one, camera);
        if (radius < 2.2) { pen.rect(px - radius, py - radius, radius * 2, radius * 2); continue; }
        pen.moveTo(px + radius, py);
        pen.arc(px, py, radius, 0, TURN);
      }
      pen.fill();
    }
  }

  // Somebody with all they are tied to.
  around(pen, camera, one) {
    const { data, look } = this;
    const near = data.near(one);
    const [px, py] = camera.toScreen(data.x[one], data.y[one]);
    pen.globalAlpha = 0.7; pen.strokeStyle = look.ink; pen.lineWidth = 1;
    pen.beginPath();
    for (const other of near) { pen.moveTo(px, py); pen.lineTo(...camera.toScreen(data.x[other], data.y[other])); }
    pen.stroke();
    pen.globalAlpha = 1;
    for (const other of [...near, one]) {
      const [ox, oy] = camera.toScreen(data.x[other], data.y[other]);
      pen.fillStyle = look.of(other);
      pen.beginPath(); pen.arc(ox, oy, this.radius(other, camera) + 1.5, 0, TURN); pen.fill();
    }
    pen.strokeStyle = look.me; pen.lineWidth = 3;
    pen.beginPath(); pen.arc(px, py, this.radius(one, camera) + 5, 0, TURN); pen.stroke();
  }

  middle(pen, camera) {
    const [px, py] = camera.toScreen(0, 0);
    pen.globalAlpha = 1; pen.fillStyle = this.look.me; pen.strokeStyle = this.look.paper; pen.lineWidth = 2;
    pen.beginPath(); pen.arc(px, py, 8, 0, TURN); pen.fill(); pen.stroke();
  }

  // ── names ──

  write(pen, camera, isMoving, one) {
    const { data, look } = this;
    pen.font = `500 13px ${look.font}`;
    pen.textBaseline = "middle";
    if (one >= 0) this.labels = this.room(pen, camera, [one, ...Array.from(data.near(one)).slice(0, 24)], 25);
    else if (!isMoving || !this.labels.length) this.labels = this.room(pen, camera, data.order, Math.min(NAMES, 14 + camera.scale / camera.fitting * 12));
    pen.globalAlpha = 1;
    for (const { who, width, text } of this.labels) {
      const [px, py] = camera.toScreen(data.x[who], data.y[who]);
      const begin = px + this.radius(who, camera) + 4;
      pen.globalAlpha = 0.72; pen.fillStyle = look.paper;
      pen.fillRect(begin - 2, py - 8, width + 4, 16);
      pen.globalAlpha = 1; pen.fillStyle = look.ink;
      pen.fillText(text, begin, py);
    }
  }

  // Whose names fit beside each other: the best tied first; -1 stands for the middle.
  room(pen, camera, wanted, most) {
    const taken = new Set();
    const found = [];
    let looked = 0;
    for (const who of wanted) {
      if (found.length >= most || looked > 1_200) break;
      const [px, py] = camera.toScreen(this.data.x[who], this.data.y[who]);
      if (px < 0 || py < 0 || px > camera.width - 30 || py > camera.height) continue;
      looked += 1;
      const text = short(this.data.names[who]);
      const width = pen.measureText(text).width;
      const cells = [];
      const row = Math.floor(py / 17);
      for (let column = Math.floor(px / 24); column <= Math.floor((px + width + 12) / 24); column += 1) cells.push(`${column} ${row}`, `${column} ${row + 1}`);
      if (cells.some((cell) => taken.has(cell))) continue;
      cells.forEach((cell) => taken.add(cell));
      found.push({ who, width, text });
    }
    return found;
  }
}

const short = (name) => (name.length > 34 ? `${name.slice(0, 33)}…` : name);
