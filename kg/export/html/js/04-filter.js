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
  return !isOff(`event:${event.type}`) && inArticles(event) && timeOn(event) && (!claims.length || claims.some(claimOn));
}
function entityOn(entity) {
  return !isOff(`type:${entity.type}`) && inArticles(entity);
}
function edgeOn(edge, nodes) {
  if (!nodes.has(edge.from) || !nodes.has(edge.to)) return false;
  if (edge.kind === "act") return !isOff("line:role") && eventsOn(edge).length > 0;
  return !isOff(`line:${edge.kind}`) && (edge.kind !== "claim" || claimOn(THINGS.get(edge.claim)));
}
const eventsOn = (line) => line.events.map((id) => THINGS.get(id)).filter(eventOn);

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

// Nodes and edges to draw: at most STATE.limit nodes, the most connected first. The compact view has
// no events as nodes; there, and where a time is chosen, nobody stays for belonging to somebody.
function visible() {
  const lines = STATE.compact ? NET.compact : NET.edges, ranked = STATE.compact ? ACTORS : NET.nodes;
  const candidates = new Set();
  const near = NODES.has(STATE.focus) ? around(STATE.focus) : null;
  for (const node of ranked) {
    const thing = THINGS.get(node.id);
    const on = thing.kind === "event" ? eventOn(thing) : entityOn(thing);
    if (on && (!near || near.has(node.id))) candidates.add(node.id);
  }
  const strict = STATE.compact || STATE.time;
  const linked = new Set(), close = new Set();
  for (const edge of lines) {
    if (!edgeOn(edge, candidates)) continue;
    if (!strict || edge.kind !== "tie") { linked.add(edge.from); linked.add(edge.to); }
    if (edge.from === STATE.sel || edge.to === STATE.sel) { close.add(edge.from); close.add(edge.to); }
  }
  const alone = (id) => (strict ? THINGS.get(id).kind === "event" : !NEIGHBOURS.get(id).length);
  const all = ranked.filter((node) => candidates.has(node.id) && (linked.has(node.id) || alone(node.id)));
  const chosen = new Set(all.slice(0, STATE.limit).map((node) => node.id));
  if (candidates.has(STATE.sel)) chosen.add(STATE.sel);
  for (const id of close) chosen.add(id);
  const nodes = ranked.filter((node) => chosen.has(node.id));
  return { nodes, edges: lines.filter((edge) => edgeOn(edge, chosen)), all: all.length };
}
