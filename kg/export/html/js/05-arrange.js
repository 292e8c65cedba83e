// Where nodes stand: as the graph was laid out; but what a filter or a focus leaves scattered over
// it, and is not too much, is laid out again here, the same way each time; and on a screen that is
// higher than wide, anything is.
const CELL = 105; // pixels between neighbours
const MOST = 400; // nodes
let arrangement = { key: "", places: null }, rearranged = false;

function arranged({ nodes, edges }) {
  const given = new Map(nodes.map((node) => [node.id, STATE.compact ? node.at : [node.x, node.y]]));
  const again = nodes.length < MOST && (portrait() || scattered([...given.values()]));
  const key = again ? `${portrait()} ${STATE.compact} ${nodes.map((node) => node.id).join(" ")}` : "";
  rearranged = key !== arrangement.key;
  if (rearranged) arrangement = { key, places: key ? laidOut(nodes, edges, given) : null };
  return arrangement.places || given;
}

const portrait = () => byId("canvas").clientHeight > 1.2 * byId("canvas").clientWidth;

function scattered(places) {
  if (places.length < 2) return false;
  const size = (i) => Math.max(...places.map((at) => at[i])) - Math.min(...places.map((at) => at[i]));
  const cell = CELL * (STATE.compact ? 1.6 : 1);
  return size(0) * size(1) > 4 * places.length * cell * cell && Math.max(size(0), size(1)) > 900;
}

// Fruchterman and Reingold with a pull to the middle; then what overlaps is pushed apart.
function laidOut(nodes, edges, given) {
  const n = nodes.length, ideal = Math.sqrt(1 / n), index = new Map(nodes.map((node, i) => [node.id, i]));
  const starts = nodes.map((node) => given.get(node.id));
  const most = Math.max(1, ...starts.flatMap(([x, y]) => [Math.abs(x), Math.abs(y)]));
  const at = starts.map(([x, y], i) => [x / most + i * 1e-4, y / most - i * 1e-4]);
  const pairs = edges.map((edge) => [index.get(edge.from), index.get(edge.to)]).filter(([a, b]) => a !== b);
  for (let step = 0; step < 150; step++) {
    const force = at.map(([x, y]) => [-x * 0.8, -y * 0.8]);
    for (let i = 0; i < n; i++) {
      for (let j = i + 1; j < n; j++) {
        const dx = at[i][0] - at[j][0], dy = at[i][1] - at[j][1], push = ideal * ideal / Math.max(dx * dx + dy * dy, 1e-6);
        force[i][0] += dx * push; force[i][1] += dy * push; force[j][0] -= dx * push; force[j][1] -= dy * push;
      }
    }
    for (const [a, b] of pairs) {
      const dx = at[b][0] - at[a][0], dy = at[b][1] - at[a][1], pull = Math.hypot(dx, dy) / ideal;
      force[a][0] += dx * pull; force[a][1] += dy * pull; force[b][0] -= dx * pull; force[b][1] -= dy * pull;
    }
    const reach = 0.2 * (1 - step / 150);
    for (let i = 0; i < n; i++) {
      const length = Math.hypot(...force[i]) || 1e-9, share = Math.min(length, reach) / length;
      at[i][0] += force[i][0] * share; at[i][1] += force[i][1] * share;
    }
  }
  return roomy(nodes, at);
}

// Spread over a disc that has room for all labels, and apart.
function roomy(nodes, at) {
  const wider = STATE.compact ? 1.6 : 1, flat = portrait() ? 0.72 : 1.12, order = at.map((_, i) => i).sort((a, b) => Math.hypot(...at[a]) - Math.hypot(...at[b]));
  order.forEach((i, rank) => {
    const factor = CELL * wider * Math.sqrt((rank + 0.5) / Math.PI) / (Math.hypot(...at[i]) || 1);
    at[i] = [at[i][0] * factor * flat, at[i][1] * factor / flat];
  });
  const boxes = nodes.map((node) => {
    const lines = node.label.split("\n");
    return [Math.max(2 * node.size, ...lines.map((line) => line.length * 7.8)) + 14, 2 * node.size + lines.length * 17 + 14];
  });
  for (let round = 0, moved = true; moved && round < 200; round++) {
    moved = false;
    for (let i = 0; i < at.length; i++) {
      for (let j = i + 1; j < at.length; j++) {
        const dx = at[j][0] - at[i][0], dy = at[j][1] - at[i][1];
        const overX = (boxes[i][0] + boxes[j][0]) / 2 - Math.abs(dx), overY = (boxes[i][1] + boxes[j][1]) / 2 - Math.abs(dy);
        if (overX <= 0 || overY <= 0) continue;
        moved = true;
        const axis = overX < overY ? 0 : 1, push = (axis ? overY : overX) * 0.26 * ((axis ? dy : dx) < 0 ? -1 : 1);
        at[i][axis] -= push; at[j][axis] += push;
      }
    }
  }
  return new Map(nodes.map((node, i) => [node.id, at[i].map(Math.round)]));
}
