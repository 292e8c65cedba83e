// The map: borders below, and over them a disc for each country and place, as large as its events are many.
const BORDERS = read("data-borders");
const WORLD = { x: -5000, y: -2480, w: 10300, h: 4560 };
let frame = null, framedFor = null;

// Where the events shown happen and who takes part, each event once for a country and once for a place.
// Whoever belongs to a country counts for it.
function mapped() {
  const found = new Map(), nowhere = new Map();
  const lit = eventsOf(STATE.sel);
  for (const event of VIEW.events) {
    if (!eventOn(event)) continue;
    const ids = new Set();
    for (const [, id] of event.roles) for (const one of wholes(id)) ids.add(one);
    for (const id of ids) {
      const thing = THINGS.get(id);
      if (!entityOn(thing)) continue;
      const into = thing.at ? found : thing.type === "Place" ? nowhere : null;
      if (!into) continue;
      if (!into.has(id)) into.set(id, { id, thing, all: 0, n: 0 });
      into.get(id).all += 1;
      into.get(id).n += !lit || lit.has(event.id);
    }
  }
  if (THINGS.get(STATE.sel)?.at && entityOn(THINGS.get(STATE.sel)) && !found.has(STATE.sel)) found.set(STATE.sel, { id: STATE.sel, thing: THINGS.get(STATE.sel), all: 0, n: 0 });
  const sorted = (map) => [...map.values()].sort((a, b) => b.n - a.n || b.all - a.all || (a.id < b.id ? -1 : 1));
  return { found: sorted(found), nowhere: sorted(nowhere), lit };
}

function wholes(id, seen = new Set()) {
  if (!seen.has(id) && THINGS.has(id)) {
    seen.add(id);
    for (const whole of THINGS.get(id).ties || []) wholes(whole, seen);
  }
  return seen;
}

function map() {
  const box = byId("world");
  if (!box.clientWidth) return;
  const shown = mapped();
  if (!byId("land").childNodes.length) {
    byId("land").append(...Object.entries(BORDERS).filter(([, border]) => border[2]).map(([iso, [, , path]]) => svg("path", { d: path, "data-iso": iso })));
  }
  const weight = new Map(shown.found.filter((one) => one.thing.type === "Country").map((one) => [one.thing.iso, one]));
  for (const path of byId("land").childNodes) {
    const one = weight.get(path.dataset.iso);
    path.setAttribute("class", one ? (one.n ? "named" : "faint") : "");
  }
  const key = `${shown.found.map((one) => one.id).join(" ")} ${box.clientWidth} ${box.clientHeight}`;
  if (framedFor !== key) { framedFor = key; frame = framed(shown.found, box); }
  place(shown, box);
  placeList(shown);
  byId("nowhere").hidden = !shown.nowhere.length;
  byId("noplaces").hidden = shown.found.length > 0;
}

// All that is marked with some land around it, in the proportions of the window; else the world.
function framed(found, box) {
  const ratio = box.clientHeight / box.clientWidth;
  if (!found.length) return fitted(WORLD, ratio);
  const xs = found.map((one) => one.thing.at[0]), ys = found.map((one) => one.thing.at[1]);
  const [left, right, top, bottom] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
  const air = Math.max(420, (right - left) * 0.16, (bottom - top) * 0.2);
  return fitted({ x: left - air, y: top - air, w: right - left + 2 * air, h: bottom - top + 2 * air }, ratio);
}

function fitted({ x, y, w, h }, ratio) {
  const wide = Math.min(Math.max(w, h / ratio), Math.max(WORLD.w, WORLD.h / ratio)), high = wide * ratio;
  const inside = (at, size, from, whole) => (size >= whole ? from + (whole - size) / 2 : Math.min(Math.max(at, from), from + whole - size));
  return { x: inside(x + (w - wide) / 2, wide, WORLD.x, WORLD.w), y: inside(y + (h - high) / 2, high, WORLD.y, WORLD.h), w: wide, h: high };
}

const radius = (n, most) => (n ? 5 + 23 * Math.sqrt(n / Math.max(most, 4)) : 5);

// Discs and words in pixels, so that they keep their size; words only where nothing else stands.
function place({ found, lit }, box) {
  const scale = box.clientWidth / frame.w;
  byId("land").setAttribute("viewBox", `${frame.x} ${frame.y} ${frame.w} ${frame.h}`);
  byId("discs").setAttribute("viewBox", `0 0 ${box.clientWidth} ${box.clientHeight}`);
  const most = Math.max(1, ...found.map((one) => one.all));
  const discs = found.map((one) => {
    const x = (one.thing.at[0] - frame.x) * scale, y = (one.thing.at[1] - frame.y) * scale;
    return { ...one, x, y, home: [x, y], r: radius(one.all, most) };
  }).filter((one) => one.x > -30 && one.y > -30 && one.x < box.clientWidth + 30 && one.y < box.clientHeight + 30);
  pushApart(discs);
  const taken = discs.map((one) => [one.x - one.r, one.y - one.r, one.x + one.r, one.y + one.r]);
  const drawings = discs.map((one) => disc(one, wordsAt(one, taken, box), radius(one.n, most), lit));
  byId("discs").replaceChildren(...drawings.reverse());
}

// Discs that would hide each other move aside, each as far as it is the smaller one.
function pushApart(discs) {
  for (let round = 0; round < 60; round++) {
    let moved = false;
    for (let i = 0; i < discs.length; i++) {
      for (let j = i + 1; j < discs.length; j++) {
        const [a, b] = [discs[i], discs[j]];
        const dx = b.x - a.x || 0.01, dy = b.y - a.y, apart = Math.hypot(dx, dy), need = a.r + b.r + 1;
        if (apart >= need) continue;
        moved = true;
        const push = (need - apart) / apart / 2, share = a.r ** 2 / (a.r ** 2 + b.r ** 2);
        a.x -= dx * push * (1 - share); a.y -= dy * push * (1 - share);
        b.x += dx * push * share; b.y += dy * push * share;
      }
    }
    if (!moved) return;
  }
}

function disc(one, words, inner, lit) {
  const said = `${one.thing.label}: ${t("events.n", { n: one.n })}`;
  const far = Math.hypot(one.x - one.home[0], one.y - one.home[1]) > one.r;
  return svg("a", {
    class: `disc c-${one.thing.type}${one.id === STATE.sel ? " on" : ""}${lit && !one.n ? " dim" : ""}`,
    href: `#s=${encodeURIComponent(one.id)}`, "data-select": one.id, "aria-label": said,
  }, svg("title", {}, said), ...[
    far ? svg("path", { class: "lead", d: `M${one.home}L${one.x} ${one.y}` }) : null,
    svg("circle", { class: "whole", cx: one.x, cy: one.y, r: one.r }),
    one.n ? svg("circle", { class: "part", cx: one.x, cy: one.y, r: inner }) : null,
    one.n && inner > 8.5 ? svg("text", { class: "n", x: one.x, y: one.y + 4 }, String(one.n)) : null,
    words ? svg("text", { class: "name", x: words.x, y: words.y, "text-anchor": words.anchor }, one.thing.label) : null,
  ].filter(Boolean));
}

function wordsAt(one, taken, box) {
  const wide = textWidth(one.thing.label, 13.5, 600), gap = one.r + 5;
  const spots = [
    { x: one.x + gap, y: one.y + 4, anchor: "start", left: one.x + gap }, { x: one.x - gap, y: one.y + 4, anchor: "end", left: one.x - gap - wide },
    { x: one.x, y: one.y - gap, anchor: "middle", left: one.x - wide / 2 }, { x: one.x, y: one.y + gap + 10, anchor: "middle", left: one.x - wide / 2 },
  ];
  for (const spot of spots) {
    const area = [spot.left, spot.y - 12, spot.left + wide, spot.y + 4];
    if (area[0] < 2 || area[2] > box.clientWidth - 2 || area[1] < 2 || area[3] > box.clientHeight - 2) continue;
    if (taken.some((other) => area[0] < other[2] && other[0] < area[2] && area[1] < other[3] && other[1] < area[3])) continue;
    taken.push(area);
    return spot;
  }
  return null;
}

function placeList({ found, nowhere, lit }) {
  const row = (one) => h("li", { class: one.id === STATE.sel ? "on" : lit && !one.n ? "dim" : "" }, link(one.id), h("span", { class: "count" }, String(one.n)));
  byId("places").replaceChildren(...found.map(row));
  byId("nowhere").replaceChildren(h("h2", {}, t("nowhere")), h("ul", {}, nowhere.map(row)));
}

// Nearer and further, around a point of the window (its middle, unless the wheel says where).
function mapZoom(factor, at = [0.5, 0.5]) {
  const wide = Math.min(Math.max(frame.w * factor, 300), WORLD.w * 1.4);
  const by = wide / frame.w;
  frame = { x: frame.x + frame.w * (1 - by) * at[0], y: frame.y + frame.h * (1 - by) * at[1], w: wide, h: frame.h * by };
  place(mapped(), byId("world"));
}
function mapFit() { framedFor = null; map(); }

byId("world").addEventListener("wheel", (event) => {
  event.preventDefault();
  const around = byId("world").getBoundingClientRect();
  mapZoom(event.deltaY > 0 ? 1.2 : 1 / 1.2, [(event.clientX - around.left) / around.width, (event.clientY - around.top) / around.height]);
}, { passive: false });
byId("world").addEventListener("pointerdown", (event) => {
  if (event.target.closest("a, button")) return;
  const start = { ...frame }, scale = frame.w / byId("world").clientWidth;
  const move = (next) => {
    frame = { ...start, x: start.x - (next.clientX - event.clientX) * scale, y: start.y - (next.clientY - event.clientY) * scale };
    place(mapped(), byId("world"));
  };
  const stop = (next) => {
    removeEventListener("pointermove", move);
    removeEventListener("pointerup", stop);
    removeEventListener("pointercancel", stop);
    if (Math.abs(next.clientX - event.clientX) + Math.abs(next.clientY - event.clientY) < 4) choose(countryAt(event.target));
  };
  addEventListener("pointermove", move);
  addEventListener("pointerup", stop);
  addEventListener("pointercancel", stop);
});
const COUNTRIES = new Map(VIEW.entities.filter((one) => one.type === "Country").map((one) => [one.iso, one.id]));
const countryAt = (target) => COUNTRIES.get(target.dataset?.iso) || "";
new ResizeObserver(() => map()).observe(byId("world"));
