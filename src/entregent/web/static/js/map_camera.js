// Which part of the map is seen, and how large: the map's own units against pixels.

const NEAREST = 60;

export class Camera {
  constructor() {
    this.x = 0; this.y = 0; this.scale = 300;
    this.width = 1; this.height = 1;
    this.flight = 0;
  }

  get fitting() { return Math.min(this.width, this.height) / 2.1; }

  resize(width, height) {
    const ratio = this.scale / this.fitting;
    this.width = width; this.height = height;
    this.scale = this.fitting * ratio;
  }

  fit() { this.x = 0; this.y = 0; this.scale = this.fitting; }

  toScreen(x, y) { return [(x - this.x) * this.scale + this.width / 2, (y - this.y) * this.scale + this.height / 2]; }
  toMap(px, py) { return [(px - this.width / 2) / this.scale + this.x, (py - this.height / 2) / this.scale + this.y]; }

  pan(dx, dy) {
    this.x = Math.min(Math.max(this.x - dx / this.scale, -1.2), 1.2);
    this.y = Math.min(Math.max(this.y - dy / this.scale, -1.2), 1.2);
  }

  // Nearer or farther, while what lies under (px, py) stays there.
  zoom(factor, px = this.width / 2, py = this.height / 2) {
    const [x, y] = this.toMap(px, py);
    this.scale = Math.min(Math.max(this.scale * factor, this.fitting * 0.7), this.fitting * NEAREST);
    this.x = x - (px - this.width / 2) / this.scale;
    this.y = y - (py - this.height / 2) / this.scale;
    this.pan(0, 0);
  }

  // On to a place, in a third of a second, or at once where motion is unwelcome. `changed` is called at each step.
  fly(x, y, scale, still, changed) {
    cancelAnimationFrame(this.flight);
    const from = { x: this.x, y: this.y, scale: this.scale };
    const to = Math.min(Math.max(scale, this.fitting * 0.7), this.fitting * NEAREST);
    const put = (part) => {
      const eased = part * part * (3 - 2 * part);
      this.x = from.x + (x - from.x) * eased;
      this.y = from.y + (y - from.y) * eased;
      this.scale = from.scale * (to / from.scale) ** eased;
      changed(part < 1);
    };
    if (still) { put(1); return; }
    const began = performance.now();
    const step = (now) => {
      const part = Math.min(Math.max((now - began) / 320, 0), 1);
      put(part);
      if (part < 1) this.flight = requestAnimationFrame(step);
    };
    this.flight = requestAnimationFrame(step);
  }

  stop() { cancelAnimationFrame(this.flight); }
}
