// The canvas: vis-network draws what pyvis was given, in the colours of the theme.
let network = null;
const drawn = { nodes: new vis.DataSet(), edges: new vis.DataSet() };

const css = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
const faded = (colour) => `${colour}30`;
const DASHES = { asserted: false, hedged: [8, 5], denied: [2, 5] };

function paintNode(node, lit, palette) {
  const thing = THINGS.get(node.id);
  const colour = palette[thing.shape];
  const hollow = thing.kind === "event" && thing.status !== "asserted";
  const dim = lit && !lit.has(node.id);
  const fill = { background: hollow ? palette.ground : colour, border: colour };
  return {
    ...node, color: { ...fill, highlight: { ...fill, border: palette.ink }, hover: fill },
    borderWidth: hollow ? 2 : 1, borderWidthSelected: 3, opacity: dim ? 0.22 : 1,
    shapeProperties: { borderDashes: hollow ? DASHES[thing.status] : false },
    font: { color: dim ? faded(palette.ink) : palette.ink, strokeColor: dim ? "transparent" : palette.ground },
  };
}

function paintEdge(edge, lit, palette) {
  const base = edge.kind === "claim" ? palette.claim : edge.kind === "tie" ? palette.tie : palette.role;
  const on = !lit || edge.claim === STATE.sel || edge.from === STATE.sel || edge.to === STATE.sel;
  const named = lit && on && edge.kind === "role";
  return {
    ...edge, label: named ? t(edge.label) : undefined,
    color: { color: on ? base : faded(base), highlight: base, hover: base }, dashes: DASHES[edge.status] || false,
    width: edge.kind === "claim" ? 2 : edge.kind === "tie" ? 1 : 1.4,
    font: { color: palette.soft, strokeColor: palette.ground, size: 12, strokeWidth: 4, align: "middle" },
  };
}

// What stands out: the selection and what it touches.
function litBy(id) {
  const thing = THINGS.get(id);
  if (!thing) return null;
  if (thing.kind === "claim") return new Set([...thing.events, ...thing.sources]);
  return NODES.has(id) ? new Set([id, ...NEIGHBOURS.get(id)]) : null;
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
  const lit = litBy(STATE.sel);
  replaceAll(drawn.nodes, found.nodes.map((node) => paintNode(node, lit, palette)));
  replaceAll(drawn.edges, found.edges.map((edge) => paintEdge(edge, lit, palette)));
  byId("empty").hidden = NET.nodes.length > 0;
  byId("shown").textContent = t("shown", { n: found.nodes.length, all: NET.nodes.length });
  const left = Math.min(150, found.all - found.nodes.length);
  byId("more").hidden = left <= 0;
  byId("more").textContent = t("more", { n: left });
  byId("back").hidden = !STATE.focus;
  byId("canvas-text").textContent = t("canvas", { entities: VIEW.entities.length, events: VIEW.events.length, shown: found.nodes.length });
  if (!network) start();
  const edges = [...EDGES.values()].filter((edge) => edge.claim && edge.claim === STATE.sel && drawn.edges.get(edge.id));
  network.setSelection({ nodes: drawn.nodes.get(STATE.sel) ? [STATE.sel] : [], edges: edges.map((edge) => edge.id) }, { highlightEdges: false });
}

function start() {
  network = new vis.Network(byId("canvas"), drawn, JSON.parse(NET.options));
  network.on("click", ({ nodes, edges }) => {
    const edge = !nodes.length && edges.length ? EDGES.get(edges[0]) : null;
    const target = nodes[0] || (edge && (edge.claim || (edge.kind === "tie" ? edge.from : edgeEvent(edge)))) || "";
    choose(target);
  });
  network.on("doubleClick", ({ nodes }) => { if (nodes.length) set({ focus: nodes[0], sel: nodes[0] }, true); });
  network.on("hoverNode", () => { byId("canvas").style.cursor = "pointer"; });
  network.on("blurNode", () => { byId("canvas").style.cursor = ""; });
  network.once("afterDrawing", fit);
}
const edgeEvent = (edge) => (THINGS.get(edge.from).kind === "event" ? edge.from : edge.to);

function fit() { network.fit({ minZoomLevel: 0.55, maxZoomLevel: 1.4 }); }
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
