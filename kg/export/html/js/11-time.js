// Time as the timeline and the strip below the views share it: days, panels, places, the range chosen.
const DAY = 864e5;
const day = (iso) => Math.round(Date.parse(`${iso}T00:00Z`) / DAY);
const isoDay = (number) => new Date(number * DAY).toISOString().slice(0, 10);
const NO_YEAR = "XXXX";

// Where an event stands: by its own time, or hollow by the day of an article that reports it.
const PLACED = new Map();
for (const event of VIEW.events) {
  const published = event.mentions.map(([article]) => VIEW.articles[article].published.edtf).find((one) => /^\d{4}-\d\d-\d\d$/.test(one || ""));
  if (event.span) PLACED.set(event.id, { ...event.span, from: day(event.span.from), to: day(event.span.to), reported: false });
  else if (!event.when.edtf && published) PLACED.set(event.id, { from: day(published), to: day(published), open: "", rough: false, year: true, reported: true });
}

function range() {
  const [from, to] = STATE.time.split("/");
  const iso = (text) => text?.replace(NO_YEAR, "2000");
  if (!/^(\d{4}|XXXX)-\d\d-\d\d\/(\d{4}|XXXX)-\d\d-\d\d$/.test(STATE.time) || !(day(iso(from)) <= day(iso(to)))) return null;
  return { from: day(iso(from)), to: day(iso(to)), year: !from.startsWith(NO_YEAR) };
}

function timeOn(event) {
  const at = PLACED.get(event.id);
  if (isOff(`time:${timeKind(event)}`)) return false;
  const chosen = range();
  if (!chosen) return true;
  return Boolean(at) && at.year === chosen.year && at.from <= chosen.to && at.to >= chosen.from;
}
const timeKind = (event) => (!event.span ? "none" : event.span.year ? "dated" : "noyear");

// Pieces of one panel: months where the time is short, years where it is long, and years without
// events drawn together, so that one old event does not press the rest into a corner.
function pieces(list) {
  const first = Math.min(...list.map((at) => at.from)), last = Math.max(...list.map((at) => at.to));
  const [from, to] = [new Date(first * DAY), new Date(last * DAY)];
  if (list.some((at) => at.open === "end" && at.to === last)) to.setUTCMonth(to.getUTCMonth() + 1, 1);
  if (last - first < 100) { from.setUTCMonth(from.getUTCMonth() - 1, 1); to.setUTCMonth(to.getUTCMonth() + 1, 1); }
  if (to.getUTCFullYear() - from.getUTCFullYear() < 3) return months(from, to, true);
  const busy = new Map();
  for (const at of list) {
    for (const one of new Set([at.from, at.to])) {
      const year = new Date(one * DAY).getUTCFullYear();
      busy.set(year, (busy.get(year) || 0) + 1);
    }
  }
  const years = [...busy.keys()].sort((a, b) => a - b);
  return years.flatMap((year, i) => {
    const own = piece(year, year, 1 + Math.log2(busy.get(year)));
    const gap = i && year - years[i - 1] > 1 ? [{ ...piece(years[i - 1] + 1, year - 1, 0.5), gap: true, name: year - years[i - 1] > 2 ? "⋯" : String(year - 1) }] : [];
    return [...gap, own];
  });
}
const piece = (from, to, weight) => ({ from: day(`${String(from).padStart(4, "0")}-01-01`), to: day(`${String(to).padStart(4, "0")}-12-31`), weight, name: String(from), strong: true });

function months(from, to, years) {
  const out = [];
  for (let month = from.getUTCFullYear() * 12 + from.getUTCMonth(); month <= to.getUTCFullYear() * 12 + to.getUTCMonth(); month++) {
    const [year, number] = [Math.floor(month / 12), month % 12];
    const start = Date.UTC(year, number, 1) / DAY, end = Date.UTC(year, number + 1, 0) / DAY;
    const name = t("months").split(" ")[number].slice(0, 3);
    out.push({ from: start, to: end, weight: 1, name, below: years && (number === 0 || !out.length) ? String(year) : "" });
  }
  return out;
}

// The panels: what has a year, and what has a month or day but no year; side by side over `width`,
// or each over all of it.
function panels(width, stacked = false) {
  const all = [...PLACED.values()];
  const found = [["dated", all.filter((at) => at.year)], ["noyear", all.filter((at) => !at.year)]].filter(([, list]) => list.length);
  const made = found.map(([key, list]) => ({ key, list, pieces: key === "dated" ? pieces(list) : months(new Date(Date.UTC(2000, 0)), new Date(Date.UTC(2000, 11)), false) }));
  const [edge, between] = [14, 30];
  const first = made.length < 2 || stacked ? 1 : Math.min(0.64, Math.max(0.36, made[0].pieces.length / (made[0].pieces.length + 12)));
  const room = width - 2 * edge - (first < 1 ? between : 0);
  for (const [i, panel] of made.entries()) {
    panel.left = i && !stacked ? made[0].right + between : edge;
    panel.right = panel.left + room * (i && !stacked ? 1 - first : first);
    const whole = panel.pieces.reduce((sum, one) => sum + one.weight, 0);
    let x = panel.left;
    for (const one of panel.pieces) { one.left = x; x += (panel.right - panel.left) * one.weight / whole; one.right = x; }
  }
  return made;
}

// From a day to its place; `end` asks for the day's right edge.
function placeOf(panel, number, end = false) {
  const one = panel.pieces.find((part) => number <= part.to) || panel.pieces[panel.pieces.length - 1];
  const share = (number - one.from + (end ? 1 : 0)) / (one.to - one.from + 1);
  return one.left + Math.min(1, Math.max(0, share)) * (one.right - one.left);
}
const panelOf = (list, at) => list.find((panel) => (panel.key === "dated") === at.year);
const rangeText = (year, from, to) => `${year ? isoDay(from) : isoDay(from).replace("2000", NO_YEAR)}/${year ? isoDay(to) : isoDay(to).replace("2000", NO_YEAR)}`;

// The range in words: years where it covers whole ones, else months.
function rangeSpoken({ from, to, year }) {
  const [a, b] = [isoDay(from), isoDay(to)];
  const month = (iso) => t("months").split(" ")[Number(iso.slice(5, 7)) - 1];
  const whole = year && a.endsWith("-01-01") && b.endsWith("-12-31");
  const name = (iso) => (whole ? String(Number(iso.slice(0, 4))) : year ? `${month(iso)} ${Number(iso.slice(0, 4))}` : month(iso));
  const words = name(a) === name(b) ? name(a) : `${name(a)} – ${name(b)}`;
  return year ? words : `${words} (${t("noyear")})`;
}
