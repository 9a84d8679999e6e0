// The map as a picture to keep: drawn once more, large, on a canvas that nobody sees.

import { Camera } from "./map_camera.js";
import { Painter } from "./map_paint.js";

const SIDE = 3_000;

export function picture(page) {
  const canvas = document.createElement("canvas");
  const camera = new Camera();
  const painter = new Painter(canvas, camera);
  const side = SIDE / painter.ratio;
  canvas.width = SIDE; canvas.height = SIDE;
  camera.resize(side, side);
  camera.fit();
  Object.assign(painter, { data: page.data, look: page.painter.look, me: page.painter.me, names: document.querySelector("[data-map-png-names]").checked, frame: 1 });
  painter.ties.begin({ ...painter.view() });
  painter.ties.start(camera);
  painter.ties.each = page.data.ties;
  while (painter.ties.work(camera, 25));
  painter.paint(painter.pen, camera, false);
  canvas.toBlob((blob) => {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(blob);
    link.download = `${page.words.file}-${page.data.day}.png`;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
  }, "image/png");
}
