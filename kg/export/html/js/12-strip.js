// Bars of how many events there are by time, below the views and in the timeline; drag to filter.
function strip() {
  const list = PLACED.size ? panels(widthOf(byId("bars"))) : [];
  byId("strip").hidden = !list.length;
  byId("bars").replaceChildren(...bars(list));
  const chosen = range();
  byId("clear-time").hidden = !chosen;
  byId("clear-time").textContent = chosen ? `${rangeSpoken(chosen)} ✕` : "";
}
const widthOf = (element) => element.getBoundingClientRect().width || 700;

function bars(list) {
  const counts = list.map((panel) => panel.pieces.map((one) => panel.list.filter((at) => startOf(at) >= one.from && startOf(at) <= one.to).length));
  const most = Math.max(1, ...counts.flat());
  return list.flatMap((panel, i) => panelBars(panel, counts[i], most, range()));
}
const startOf = (at) => (at.open === "start" ? at.to : at.from);

const [TOP, FLOOR] = [13, 44]; // pixels of the bars
function panelBars(panel, counts, most, chosen) {
  const on = chosen && chosen.year === (panel.key === "dated");
  const parts = [svg("path", { class: "axis", d: `M${panel.left} ${FLOOR + 0.5}H${panel.right}` })];
  if (on) {
    const [left, right] = [placeOf(panel, chosen.from), placeOf(panel, chosen.to, true)];
    parts.push(svg("rect", { class: "brush", x: left, y: 3, width: Math.max(3, right - left), height: FLOOR - 2, rx: 3 }));
  }
  let free = -Infinity;
  for (const [i, one] of panel.pieces.entries()) {
    const middle = (one.left + one.right) / 2, n = counts[i];
    const inside = !chosen || (on && one.from <= chosen.to && one.to >= chosen.from);
    if (n) {
      const high = Math.max(4, (FLOOR - TOP) * Math.sqrt(n / most)), wide = Math.min(22, Math.max(3, (one.right - one.left) * 0.7));
      const name = rangeSpoken({ from: one.from, to: one.to, year: panel.key === "dated" });
      parts.push(svg("rect", {
        class: inside ? "bar-on" : "bar-off", x: middle - wide / 2, y: FLOOR - high, width: wide, height: high, rx: 2,
        tabindex: 0, role: "button", "aria-label": `${name}: ${n}`, "data-piece": `${panel.key} ${i}`,
      }, svg("title", {}, `${name}: ${n}`)));
    }
    const label = one.below ? `${one.name} ${one.below}` : one.name, half = label.length * 3.4;
    if (middle - half > free && middle + half <= panel.right + 14) {
      parts.push(svg("text", { x: middle, y: FLOOR + 14, class: one.gap ? "gap" : "" }, label));
      free = middle + half + 5;
    }
  }
  if (panel.key === "noyear") parts.push(svg("text", { class: "panel", x: panel.left, y: 9 }, t("noyear")));
  return parts;
}

const pieceAt = (panel, x) => panel.pieces.find((one) => x < one.right) || panel.pieces[panel.pieces.length - 1];

// A drag from a to b covers whole months or years.
function brush(panel, a, b) {
  const [first, last] = [Math.min(a, b), Math.max(a, b)].map((x) => pieceAt(panel, Math.min(panel.right, Math.max(panel.left, x))));
  return rangeText(panel.key === "dated", first.from, last.to);
}

// The panels of a drawing of bars: one of the timeline's, or all of the strip's.
function panelsOf(drawing) {
  const key = drawing.dataset.panel;
  return panels(widthOf(drawing), Boolean(key)).filter((panel) => !key || panel.key === key);
}

function take(time) { set({ time: time === STATE.time ? "" : time }, true); fit(); }

document.addEventListener("pointerdown", (event) => {
  const drawing = event.target.closest?.(".bars");
  if (!drawing || event.button) return;
  const { left } = drawing.getBoundingClientRect(), x = event.clientX - left;
  const panel = panelsOf(drawing).find((one) => x >= one.left - 12 && x <= one.right + 12);
  if (!panel) return;
  event.preventDefault();
  const before = STATE.time;
  const move = (next) => set({ time: brush(panel, x, next.clientX - left) });
  const stop = (next) => {
    removeEventListener("pointermove", move);
    removeEventListener("pointerup", stop);
    removeEventListener("pointercancel", stop);
    set({ time: before });
    if (next.type === "pointerup") take(brush(panel, x, next.clientX - left));
  };
  addEventListener("pointermove", move);
  addEventListener("pointerup", stop);
  addEventListener("pointercancel", stop);
});

// With keys: Enter takes a bar's time, Shift and Enter all from the time taken to there.
document.addEventListener("keydown", (event) => {
  const place = event.target.dataset?.piece;
  if (!place || (event.key !== "Enter" && event.key !== " ")) return;
  event.preventDefault();
  const drawing = event.target.closest(".bars"), [key, i] = place.split(" ");
  const { from, to } = panelsOf(drawing).find((one) => one.key === key).pieces[Number(i)], chosen = range(), year = key === "dated";
  const grow = event.shiftKey && chosen && chosen.year === year;
  take(rangeText(year, grow ? Math.min(from, chosen.from) : from, grow ? Math.max(to, chosen.to) : to));
  document.querySelector(`${drawing.id ? "#bars" : "#lanes"} [data-piece="${place}"]`)?.focus();
});
byId("clear-time").addEventListener("click", () => take(STATE.time));
new ResizeObserver(() => strip()).observe(byId("bars"));
