// The ties, drawn aside a few at a time, strongest first, people over them, and kept as a picture: while one moves, only
// the picture does.

const MARGIN = 0.25;
const MOST = 24_000;
const AT_ONCE = 120;
const STEPS = [[0.5, 1.6], [0.34, 1.2], [0.22, 1], [0.14, 1]];

export class Ties {
  constructor() {
    this.front = picture();
    this.back = picture();
    this.isWanted = false;
    this.each = 1_500;
    this.drawn = 0;
  }

  // Everything is drawn anew: other data, colours or size.
  begin(view, { keep = false } = {}) {
    if (!keep) this.front.at = null;
    this.isWanted = true;
    this.back.at = null;
    this.view = view;
  }

  get isDone() { return !this.isWanted; }

  // Whether the picture still covers what is seen, about as sharp.
  covers(camera) {
    const at = this.front.at;
    if (!at) return false;
    const zoom = camera.scale / at.scale;
    if (zoom > 3 || zoom < 0.4) return false;
    const reach = { x: at.width / 2 / at.scale, y: at.height / 2 / at.scale };
    const seen = { x: camera.width / 2 / camera.scale, y: camera.height / 2 / camera.scale };
    return Math.abs(camera.x - at.x) + seen.x <= reach.x && Math.abs(camera.y - at.y) + seen.y <= reach.y;
  }

  // Some more ties on the picture that is being made; true while there are any left. `took` is how long the last frame lasted.
  work(camera, took, isMoving) {
    if (!this.isWanted) return false;
    if (!this.back.at) this.start(camera);
    if (took > 34) this.each = Math.max(this.each * 0.6, 300);
    else if (took < 20) this.each = Math.min(this.each * 1.25, 8_000);
    this.more(isMoving ? Math.min(this.each, 1_200) : this.each);
    if (this.cursor < this.view.data.ties && this.drawn < MOST) return true;
    this.own();
    this.view.people(this.back.pen, this.back.at);
    [this.front, this.back] = [this.back, this.front];
    this.isWanted = false;
    return false;
  }

  start(camera) {
    const { back, view } = this;
    const at = { x: camera.x, y: camera.y, scale: camera.scale, width: camera.width * (1 + 2 * MARGIN), height: camera.height * (1 + 2 * MARGIN), fitting: camera.fitting };
    back.canvas.width = Math.ceil(at.width * view.ratio);
    back.canvas.height = Math.ceil(at.height * view.ratio);
    back.pen.setTransform(view.ratio, 0, 0, view.ratio, 0, 0);
    back.at = at;
    this.cursor = 0;
    this.drawn = 0;
  }

  more(count) {
    const { data, tieColour } = this.view;
    const { pen, at } = this.back;
    const { a, b, x, y, strength, ties } = data;
    const left = -at.x * at.scale + at.width / 2;
    const top = -at.y * at.scale + at.height / 2;
    pen.strokeStyle = tieColour;
    let step = -1;
    let waiting = 0;
    let drawn = 0;
    let cursor = this.cursor;
    // Many that are not seen are passed over, but not all at once.
    const end = Math.min(ties, cursor + count * 12);
    for (; cursor < end && drawn < count; cursor += 1) {
      const x1 = x[a[cursor]] * at.scale + left; const x2 = x[b[cursor]] * at.scale + left;
      if ((x1 < 0 && x2 < 0) || (x1 > at.width && x2 > at.width)) continue;
      const y1 = y[a[cursor]] * at.scale + top; const y2 = y[b[cursor]] * at.scale + top;
      if ((y1 < 0 && y2 < 0) || (y1 > at.height && y2 > at.height)) continue;
      const now = strength[cursor] > 170 ? 0 : strength[cursor] > 90 ? 1 : strength[cursor] > 40 ? 2 : 3;
      if (now !== step || waiting === AT_ONCE) {
        if (waiting) pen.stroke();
        pen.beginPath();
        waiting = 0; step = now;
        [pen.globalAlpha, pen.lineWidth] = STEPS[step];
        if (this.view.isCrowded) pen.globalAlpha *= 0.5;
      }
      pen.moveTo(x1, y1); pen.lineTo(x2, y2);
      waiting += 1; drawn += 1;
    }
    if (waiting) pen.stroke();
    this.cursor = cursor;
    this.drawn += drawn;
  }

  // The owner's own ties, from the middle, by warmth.
  own() {
    const { view, back: { pen, at } } = this;
    if (!view.me) return;
    const { data } = view;
    const left = -at.x * at.scale + at.width / 2;
    const top = -at.y * at.scale + at.height / 2;
    pen.strokeStyle = view.meColour;
    for (const [warmth, alpha, width] of [[2, 0.14, 1], [3, 0.32, 1.2]]) {
      pen.globalAlpha = alpha * (data.n > 1_000 ? 0.5 : 1); pen.lineWidth = width;
      pen.beginPath();
      for (let one = 0; one < data.n; one += 1) {
        if (data.warmth[one] !== warmth) continue;
        pen.moveTo(left, top); pen.lineTo(data.x[one] * at.scale + left, data.y[one] * at.scale + top);
      }
      pen.stroke();
    }
  }

  // The picture, where it belongs now.
  paste(pen, camera) {
    const one = this.front.at ? this.front : this.back;
    if (!one.at) return;
    const zoom = camera.scale / one.at.scale;
    const x = (one.at.x - camera.x) * camera.scale + camera.width / 2 - one.at.width * zoom / 2;
    const y = (one.at.y - camera.y) * camera.scale + camera.height / 2 - one.at.height * zoom / 2;
    const ratio = this.view.ratio;
    pen.imageSmoothingEnabled = zoom !== 1;
    // Whole pixels: the picture is copied as it is, which costs a fifth of smoothing it.
    if (zoom === 1) pen.drawImage(one.canvas, Math.round(x * ratio) / ratio, Math.round(y * ratio) / ratio, one.canvas.width / ratio, one.canvas.height / ratio);
    else pen.drawImage(one.canvas, x, y, one.canvas.width / ratio * zoom, one.canvas.height / ratio * zoom);
  }
}

function picture() {
  const canvas = document.createElement("canvas");
  return { canvas, pen: canvas.getContext("2d"), at: null };
}
