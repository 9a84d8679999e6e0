// The colours of the map: those of the page's own style sheet, so that light and dark follow it.

const GROUP_COLOURS = 12;

// By what people are coloured: for each way, the class of somebody, and the lines of its legend.
export const WAYS = {
  group: {
    of: (data, one) => `g${data.groups[data.group[one]].number % GROUP_COLOURS}`,
    legend: (data) => data.groups.slice(0, 16).filter((group, place) => group.size > 2 || place < 6).map((group, place) => [`g${group.number % GROUP_COLOURS}`, group.name, group.size, place]),
  },
  circle: {
    of: (data, one) => data.circles[data.circle[one]].look,
    legend: (data) => counted(data.circles.map((circle) => [circle.look, circle.name]), data.circle),
  },
  warmth: { of: (data, one) => `w${data.warmth[one]}`, legend: (data) => counted(data.warmths.map((name, step) => [`w${step}`, name]), data.warmth) },
  bridge: { of: (data, one) => `j${data.joins[one]}`, legend: (data) => counted([["j0", ""], ...data.bridges.map((name, step) => [`j${step + 1}`, name])], data.joins) },
};

function counted(lines, values) {
  const counts = new Map();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return lines.map(([look, name], place) => [look, name, counts.get(place) ?? 0]).filter(([, name, count]) => name && count);
}

export function look(data, way, root) {
  const style = getComputedStyle(root);
  const probe = root.querySelector("[data-map-probe]");
  const colours = new Map();
  const known = new Map();
  const colour = (name) => {
    if (!known.has(name)) {
      probe.className = name;
      known.set(name, getComputedStyle(probe).getPropertyValue("--c").trim() || style.getPropertyValue("--none").trim());
    }
    return known.get(name);
  };
  const own = new Array(data.n);
  for (let one = 0; one < data.n; one += 1) {
    const now = colour(WAYS[way].of(data, one));
    own[one] = now;
    if (!colours.has(now)) colours.set(now, []);
    colours.get(now).push(one);
  }
  const named = (name) => style.getPropertyValue(name).trim();
  return {
    colours, of: (one) => own[one], paper: named("--card"), ink: named("--ink"), tie: named("--soft"), me: named("--gold"),
    font: named("--sans") || "sans-serif",
  };
}
