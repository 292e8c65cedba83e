// What the legend leaves visible.
const isOff = (key) => STATE.off.includes(key);
const anyOn = (keys) => !keys.length || keys.some((key) => !isOff(key));
const sourceKey = (id) => (THINGS.get(id)?.kind === "article" ? "source:itself" : `source:${id}`);
const inArticles = (thing) => anyOn([...new Set(thing.mentions.map((mention) => `article:${mention[0]}`))]);

function claimOn(claim) {
  return !isOff(`status:${claim.status}`) && anyOn(claim.sources.map(sourceKey)) && inArticles(claim);
}
function eventOn(event) {
  const claims = CLAIMS_ON.get(event.id) || [];
  return !isOff(`event:${event.type}`) && inArticles(event) && (!claims.length || claims.some(claimOn));
}
function entityOn(entity) {
  return !isOff(`type:${entity.type}`) && inArticles(entity);
}
function edgeOn(edge, nodes) {
  if (!nodes.has(edge.from) || !nodes.has(edge.to) || isOff(`line:${edge.kind}`)) return false;
  return edge.kind !== "claim" || claimOn(THINGS.get(edge.claim));
}

// A thing's surroundings: its neighbours, and behind an event everybody who takes part in it.
function around(id) {
  const near = new Set([id]);
  for (const one of NEIGHBOURS.get(id) || []) {
    near.add(one);
    if (THINGS.get(one).kind === "event" && THINGS.get(id).kind !== "event") {
      for (const other of NEIGHBOURS.get(one)) near.add(other);
    }
  }
  return near;
}

// Nodes and edges to draw: at most STATE.limit nodes, the most connected first.
function visible() {
  const candidates = new Set();
  const near = NODES.has(STATE.focus) ? around(STATE.focus) : null;
  for (const node of NET.nodes) {
    const thing = THINGS.get(node.id);
    const on = thing.kind === "event" ? eventOn(thing) : entityOn(thing);
    if (on && (!near || near.has(node.id))) candidates.add(node.id);
  }
  const linked = new Set();
  for (const edge of NET.edges) {
    if (edgeOn(edge, candidates)) { linked.add(edge.from); linked.add(edge.to); }
  }
  const all = NET.nodes.filter((node) => candidates.has(node.id) && (linked.has(node.id) || !NEIGHBOURS.get(node.id).length));
  const chosen = new Set(all.slice(0, STATE.limit).map((node) => node.id));
  if (NODES.has(STATE.sel) && candidates.has(STATE.sel)) {
    chosen.add(STATE.sel);
    for (const id of NEIGHBOURS.get(STATE.sel)) if (candidates.has(id)) chosen.add(id);
  }
  const nodes = NET.nodes.filter((node) => chosen.has(node.id));
  return { nodes, edges: NET.edges.filter((edge) => edgeOn(edge, chosen)), all: all.length };
}
