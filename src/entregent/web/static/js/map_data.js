// The map as the server packs it: a header in JSON, then plain arrays. What is looked up often is worked out once.

const KINDS = { f4: Float32Array, u4: Uint32Array, u2: Uint16Array, u1: Uint8Array };
const CELLS = 48;
const REACH = 1.1;

export async function fetchMap(day, signal) {
  const answer = await fetch(`/map/data${day ? `?day=${encodeURIComponent(day)}` : ""}`, { signal });
  if (!answer.ok) {
    const told = await answer.json().catch(() => ({}));
    throw new Error(told.sentence ?? "");
  }
  return unpack(await answer.arrayBuffer());
}

export function unpack(buffer) {
  const length = new DataView(buffer).getUint32(0, true);
  const data = JSON.parse(new TextDecoder().decode(new Uint8Array(buffer, 4, length)));
  let at = (4 + length + 3) & ~3;
  for (const [name, kind, count] of data.arrays) {
    const made = new KINDS[kind](buffer, at, count);
    data[name] = made;
    at = (at + made.byteLength + 3) & ~3;
  }
  data.n = data.person.length;
  data.ties = data.a.length;
  neighbours(data);
  data.grid = grid(data);
  data.order = Uint32Array.from({ length: data.n }, (_, one) => one).sort((one, other) => data.degree[other] - data.degree[one] || one - other);
  data.at = new Map(Array.from(data.person, (person, place) => [person, place]));
  data.folded = data.names.map(fold);
  return data;
}

export const fold = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

// Who is tied to whom: for each person a stretch of `near`, the strongest tie first.
function neighbours(data) {
  const { a, b, n, ties } = data;
  const degree = new Uint32Array(n);
  for (let tie = 0; tie < ties; tie += 1) { degree[a[tie]] += 1; degree[b[tie]] += 1; }
  const starts = new Uint32Array(n + 1);
  for (let one = 0; one < n; one += 1) starts[one + 1] = starts[one] + degree[one];
  const next = starts.slice(0, n);
  const near = new Uint32Array(ties * 2);
  for (let tie = 0; tie < ties; tie += 1) { near[next[a[tie]]++] = b[tie]; near[next[b[tie]]++] = a[tie]; }
  data.degree = degree;
  data.near = (one) => near.subarray(starts[one], starts[one + 1]);
}

// Squares of the map, each with the people in it: to find whom a finger points at.
function grid(data) {
  const cells = Array.from({ length: CELLS * CELLS }, () => []);
  for (let one = 0; one < data.n; one += 1) cells[column(data.x[one]) + CELLS * column(data.y[one])].push(one);
  return cells;
}
const column = (value) => Math.min(Math.max(Math.floor((value + REACH) / (2 * REACH) * CELLS), 0), CELLS - 1);

// The person nearest to a place of the map, within a distance; -1 for nobody.
export function nearest(data, x, y, within) {
  let found = -1;
  let best = within * within;
  for (let row = column(y - within); row <= column(y + within); row += 1) {
    for (let col = column(x - within); col <= column(x + within); col += 1) {
      for (const one of data.grid[col + CELLS * row]) {
        const far = (data.x[one] - x) ** 2 + (data.y[one] - y) ** 2;
        if (far <= best) { best = far; found = one; }
      }
    }
  }
  return found;
}

// People whose name holds what was typed; those whose name begins with it first.
export function named(data, typed, most) {
  const wanted = fold(typed.trim());
  if (!wanted) return [];
  const begin = [];
  const inside = [];
  for (let one = 0; one < data.n && begin.length < most; one += 1) {
    const at = data.folded[one].indexOf(wanted);
    if (at === 0) begin.push(one);
    else if (at > 0 && inside.length < most) inside.push(one);
  }
  return [...begin, ...inside].slice(0, most);
}
