// The timeline: every event at its time, drawn as surely as the time is known, over bars to filter by.
const ROW = 27;

function timeline() {
  const box = byId("lanes");
  if (!box.clientWidth) return;
  const shown = VIEW.events.filter(eventOn), lit = eventsOf(STATE.sel);
  const items = shown.filter((event) => PLACED.has(event.id)).map((event) => ({ event, at: PLACED.get(event.id) }))
    .sort((a, b) => startOf(a.at) - startOf(b.at) || a.at.to - b.at.to);
  const list = PLACED.size ? panels(box.clientWidth, true) : [];
  box.replaceChildren(...list.flatMap((panel) => lanes(panel, items.filter((item) => panelOf(list, item.at) === panel), lit, box.clientWidth)));
  const rest = shown.filter((event) => !PLACED.has(event.id));
  byId("undated").replaceChildren(...(rest.length ? [
    h("h2", {}, t("undated", { n: rest.length })),
    h("ul", {}, rest.map((event) => h("li", { class: lit && !lit.has(event.id) ? "dim" : event.id === STATE.sel ? "on" : "" }, link(event.id, event.label || event.trigger)))),
  ] : []));
  document.querySelector('[data-drawn="reported"]').hidden = !items.some((item) => item.at.reported);
  byId("notimes").hidden = list.length > 0;
}

function lanes(panel, items, lit, width) {
  const rows = [];
  const made = items.map((item) => laneItem(item, panel, rows, lit));
  const height = rows.length * ROW + 12;
  return [
    h("h2", {}, t(`time.${panel.key}`)),
    svg("svg", { class: "bars", width, height: 62, viewBox: `0 0 ${width} 62`, role: "group", "aria-label": t("strip"), "data-panel": panel.key }, ...bars([panel])),
    items.length ? svg("svg", { class: "lanes", width, height, viewBox: `0 0 ${width} ${height}`, role: "group", "aria-label": t(`time.${panel.key}`) }, ...grid(panel, height), ...made) : null,
  ].filter(Boolean);
}

function grid(panel, height) {
  const lines = panel.pieces.map((one) => svg("path", { class: one.strong || one.below ? "grid strong" : "grid", d: `M${one.left} 0V${height}` }));
  const gaps = panel.pieces.filter((one) => one.gap).map((one) => svg("rect", { class: "gap", x: one.left, y: 0, width: one.right - one.left, height }));
  return [...gaps, ...lines, svg("path", { class: "grid strong", d: `M${panel.right} 0V${height}` })];
}

// One event: its bar in the first row that has room for bar and words.
function laneItem({ event, at }, panel, rows, lit) {
  let left = placeOf(panel, at.from), right = placeOf(panel, at.to, true);
  const short = right - left < 14;
  if (short) [left, right] = [(left + right) / 2 - 7, (left + right) / 2 + 7];
  const fade = 42;
  const [from, to] = [at.open === "start" ? Math.min(left - 12, Math.max(panel.left, left - fade)) : left, at.open === "end" ? Math.max(right + 12, Math.min(panel.right, right + fade)) : right];
  const full = event.label || event.trigger;
  const roomRight = panel.right - to - 6, roomLeft = from - panel.left - 6;
  const flip = textWidth(full, 13) > roomRight && roomLeft > roomRight;
  const over = Math.max(roomLeft, roomRight) < Math.min(120, textWidth(full, 13)); // no room beside it
  const words = cut(full, over ? to - from : Math.min(330, flip ? roomLeft : roomRight));
  const wide = over ? 0 : textWidth(words, 13);
  const [start, end] = flip ? [from - 6 - wide, to] : [from, to + 6 + wide];
  const spot = over ? { x: (from + to) / 2, anchor: "middle" } : flip ? { x: from - 6, anchor: "end" } : { x: to + 6, anchor: "start" };
  let row = rows.findIndex((spans) => spans.every(([a, b]) => end + 8 < a || start - 8 > b));
  if (row < 0) row = rows.push([]) - 1;
  rows[row].push([start, end]);
  const y = row * ROW + ROW / 2 + 4;
  const dim = lit && !lit.has(event.id) ? " dim" : "", on = event.id === STATE.sel ? " on" : "";
  const said = [full, spoken(event.when) || (at.reported ? t("reportedon") : "")].filter(Boolean).join(" · ");
  return svg("a", {
    class: `item ${event.status}${at.reported ? " reported" : ""}${at.rough ? " rough" : ""}${dim}${on}`, href: `#s=${encodeURIComponent(event.id)}`, "data-select": event.id,
  }, svg("title", {}, said), ...mark(at, short, from, left, right, to, y),
  svg("text", { x: spot.x, y: y + 4, "text-anchor": spot.anchor }, words));
}

function cut(text, room) {
  let short = text;
  while (short.length > 4 && textWidth(short, 13) > room) short = `${short.slice(0, -2).trimEnd()}…`;
  return short;
}

// A day or less than the eye can tell is a star; a longer time is a bar; an open end fades away.
function mark(at, short, from, left, right, to, y) {
  const parts = [];
  if (at.open === "start") parts.push(svg("path", { class: "fade", d: `M${left} ${y}H${from}m6-4l-6 4l6 4` }));
  if (at.open === "end") parts.push(svg("path", { class: "fade", d: `M${right} ${y}H${to}m-6-4l6 4l-6 4` }));
  if (short) parts.push(svg("use", { href: "#shape-Event", transform: `translate(${(left + right) / 2} ${y}) scale(.72)` }));
  else parts.push(svg("rect", { x: left, y: y - 5, width: right - left, height: 10, rx: 5 }));
  return parts;
}
new ResizeObserver(() => timeline()).observe(byId("lanes"));
