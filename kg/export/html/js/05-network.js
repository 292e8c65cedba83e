// The canvas: vis-network draws what pyvis was given, in the colours of the theme.
let network = null;
const drawn = { nodes: new vis.DataSet(), edges: new vis.DataSet() };

const css = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
const faded = (colour) => `${colour}30`;
const DASHES = { asserted: false, hedged: [8, 5], denied: [2, 5] };

function paintNode(node, lit, palette, [x, y]) {
  const thing = THINGS.get(node.id);
  const colour = palette[thing.shape];
  const hollow = thing.kind === "event" && thing.status !== "asserted";
  const dim = lit && !lit.has(node.id);
  const fill = { background: hollow ? palette.ground : colour, border: colour };
  return {
    ...node, x, y, color: { ...fill, highlight: { ...fill, border: palette.ink }, hover: fill },
    borderWidth: hollow ? 2 : 1, borderWidthSelected: 3, opacity: dim ? 0.22 : 1,
    shapeProperties: { borderDashes: hollow ? DASHES[thing.status] : false },
    font: { color: dim ? faded(palette.ink) : palette.ink, strokeColor: dim ? "transparent" : palette.ground },
  };
}

function paintEdge(edge, lit, palette, most) {
  const base = { claim: palette.claim, tie: palette.tie, act: palette.Event }[edge.kind] || palette.role;
  const on = !lit || touches(edge);
  return {
    ...edge, ...(edge.kind === "act" ? paintAct(edge, most) : { label: lit && on && edge.kind === "role" ? t(edge.label) : undefined }),
    color: { color: on ? base : faded(base), highlight: base, hover: base }, dashes: DASHES[statusOf(edge)] || false,
    width: { claim: 2, tie: 1, act: 1.6 }[edge.kind] || 1.4,
    font: edge.kind === "act"
      ? { color: on ? palette.ink : "transparent", background: on ? palette.ground : "none", strokeWidth: 0, size: 12.5, face: "system-ui, sans-serif", align: "horizontal" }
      : { color: palette.soft, strokeColor: palette.ground, size: 12, strokeWidth: 4, align: "middle" },
  };
}

// A line of the compact view says what happens between its ends: up to three events, one where
// there are many lines, and how many more.
function paintAct(edge, most) {
  const words = [...new Set(eventsOn(edge).map((event) => event.trigger))];
  const more = words.length > most ? [`+${words.length - Math.max(1, most - 1)}`] : [];
  const shown = words.slice(0, more.length ? Math.max(1, most - 1) : most);
  return { label: [...shown, ...more].join(most > 1 ? "\n" : " "), arrows: "to", smooth: { enabled: true, type: "curvedCW", roundness: 0.12 } };
}

const SURENESS = ["asserted", "hedged", "denied"];
function statusOf(edge) {
  if (edge.kind !== "act") return edge.status;
  return SURENESS.find((one) => eventsOn(edge).some((event) => event.status === one));
}
const touches = (edge) => edge.claim === STATE.sel || edge.from === STATE.sel || edge.to === STATE.sel || edge.events?.includes(STATE.sel);

// What stands out: the selection, what it touches, and the ends of its own lines.
function litBy(id, found) {
  const thing = THINGS.get(id);
  if (!thing || thing.kind === "article") return null;
  const lit = new Set(thing.kind === "claim" ? [...thing.events, ...thing.sources] : [id]);
  for (const edge of found.edges) if (touches(edge)) { lit.add(edge.from); lit.add(edge.to); }
  return found.nodes.some((node) => lit.has(node.id)) ? lit : null;
}

function replaceAll(set, items) {
  const keep = new Set(items.map((item) => item.id));
  set.remove(set.getIds().filter((id) => !keep.has(id)));
  set.update(items);
}

function draw() {
  const palette = {};
  for (const name of ["ground", "ink", "soft", "role", "tie", "claim", "Person", "Organization", "Country", "Place", "Group", "Object", "Event"]) palette[name] = css(`--${name}`);
  const found = visible();
  const lit = litBy(STATE.sel, found);
  const places = arranged(found);
  replaceAll(drawn.nodes, found.nodes.map((node) => paintNode(node, lit, palette, places.get(node.id))));
  replaceAll(drawn.edges, found.edges.map((edge) => paintEdge(edge, lit, palette, found.edges.length > 45 ? 1 : 3)));
  byId("empty").hidden = NET.nodes.length > 0;
  byId("shown").textContent = STATE.compact
    ? t("shown.compact", { n: found.nodes.length, lines: found.edges.filter((edge) => edge.kind === "act").length })
    : t("shown", { n: found.nodes.length, all: NET.nodes.length });
  for (const button of document.querySelectorAll("[data-compact]")) button.setAttribute("aria-pressed", String(button.dataset.compact === STATE.compact));
  const left = Math.min(100, found.all - found.nodes.length);
  byId("more").hidden = left <= 0;
  byId("more").textContent = t("more", { n: left });
  byId("back").hidden = !STATE.focus;
  byId("canvas-text").textContent = t("canvas", { entities: VIEW.entities.length, events: VIEW.events.length, shown: found.nodes.length });
  if (!network) start();
  const own = (edge) => STATE.sel && (edge.claim === STATE.sel || edge.events?.includes(STATE.sel));
  const edges = found.edges.filter(own).map((edge) => edge.id);
  network.setSelection({ nodes: drawn.nodes.get(STATE.sel) ? [STATE.sel] : [], edges }, { highlightEdges: false });
}

function start() {
  network = new vis.Network(byId("canvas"), drawn, JSON.parse(NET.options));
  network.on("click", ({ nodes, edges }) => {
    const edge = !nodes.length && edges.length ? EDGES.get(edges[0]) : null;
    choose(nodes[0] || (edge && edgeThing(edge)) || "");
  });
  network.on("doubleClick", ({ nodes }) => { if (nodes.length) set({ focus: nodes[0], sel: nodes[0] }, true); });
  network.on("hoverNode", () => { byId("canvas").style.cursor = "pointer"; });
  network.on("blurNode", () => { byId("canvas").style.cursor = ""; });
  network.once("afterDrawing", fit);
}
// What a line stands for; a compact one stands for its events, one after another.
function edgeThing(edge) {
  if (edge.kind === "act") {
    const ids = eventsOn(edge).map((event) => event.id);
    return ids[(ids.indexOf(STATE.sel) + 1) % ids.length];
  }
  if (edge.kind === "tie") return edge.from;
  return edge.claim || (THINGS.get(edge.from).kind === "event" ? edge.from : edge.to);
}

function fit() {
  const least = portrait() ? 0.48 : 0.55;
  network.fit({ minZoomLevel: least, maxZoomLevel: 1.4 });
  network.moveTo({ scale: Math.max(least, network.getScale() * 0.96) });
}
function zoom(factor) { network.moveTo({ scale: network.getScale() * factor }); }

// Bring the selection into view if it is out of it.
function reveal() {
  const id = drawn.nodes.get(STATE.sel) ? STATE.sel : null;
  if (!id) return;
  const at = network.canvasToDOM(network.getPosition(id));
  const { clientWidth: width, clientHeight: height } = byId("canvas");
  if (at.x < 40 || at.y < 40 || at.x > width - 40 || at.y > height - 60) {
    network.focus(id, { scale: Math.max(network.getScale(), 0.6), animation: !matchMedia("(prefers-reduced-motion: reduce)").matches });
  }
}
