// The legend is the filter: shape, colour, name and count of everything that can be hidden.
function count(things, key) {
  const found = new Map();
  for (const thing of things) for (const one of [key(thing)].flat()) found.set(one, (found.get(one) || 0) + 1);
  return [...found].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
}

function legendGroups() {
  const typed = count(VIEW.entities, (one) => one.type).map(([type, n]) => [`type:${type}`, t(type), n, shape(type)]);
  const events = count(VIEW.events, (one) => one.type).map(([type, n]) => [`event:${type}`, typeName(type), n, shape("Event")]);
  const statuses = new Map(count(VIEW.claims, (one) => one.status));
  const status = ["asserted", "hedged", "denied"].filter((one) => statuses.has(one))
    .map((one) => [`status:${one}`, t(one), statuses.get(one), stroke(one)]);
  const lines = count(NET.edges.filter((edge) => edge.kind !== "claim"), (edge) => edge.kind)
    .map(([kind, n]) => [`line:${kind}`, t(kind), n, stroke(kind)]);
  const times = new Map(count(VIEW.events, timeKind));
  const when = times.size < 2 ? [] : ["dated", "noyear", "none"].filter((one) => times.has(one))
    .map((one) => [`time:${one}`, t(`time.${one}`), times.get(one), null]);
  const sources = count(VIEW.claims, (claim) => [...new Set(claim.sources.map(sourceKey))])
    .map(([key, n]) => [key, sourceName(key), n, null]);
  const articles = VIEW.articles.length < 2 ? [] : VIEW.articles
    .map((one, i) => [`article:${i}`, one.title, marks[i].length, null]);
  return [["entities", typed], ["articles", articles], ["status", status], ["lines", lines], ["events", events], ["when", when], ["sources", sources]];
}
const sourceName = (key) => (key === "source:itself" ? t("itself") : nameOf(key.slice("source:".length)));

const FEW = 10; // rows of a group until the rest is asked for
const unfolded = new Set();

function legend() {
  const groups = legendGroups().filter(([, rows]) => rows.length);
  const parts = groups.map(([name, rows]) => {
    const keys = rows.map((row) => row[0]);
    const whole = unfolded.has(name) || rows.length <= FEW + 2;
    const shown = whole ? rows : rows.filter(([key], i) => i < FEW || isOff(key));
    const left = rows.length - shown.length;
    const more = h("button", { type: "button", class: "unfold", onclick: () => { unfolded.add(name); legend(); } }, t("more", { n: left }));
    return [h("h2", {}, t(name)), h("ul", {}, shown.map((row) => legendRow(row, keys))), left > 0 ? more : null];
  });
  const reset = STATE.off.length ? h("button", { type: "button", id: "reset", onclick: () => set({ off: [] }) }, t("reset")) : null;
  byId("filters").replaceChildren(...[reset, ...parts.flat()].filter(Boolean));
}

function legendRow([key, name, n, icon], keys) {
  const box = h("input", { type: "checkbox", "data-key": key, checked: !isOff(key) });
  box.addEventListener("change", () => {
    const off = STATE.off.filter((one) => one !== key);
    set({ off: box.checked ? off : [...off, key] });
    byId("filters").querySelector(`[data-key="${CSS.escape(key)}"]`)?.focus();
  });
  const only = h("button", {
    type: "button", class: "only", "aria-label": `${t("only")} ${name}`,
    onclick: () => set({ off: [...STATE.off.filter((one) => !keys.includes(one)), ...keys.filter((one) => one !== key)] }),
  }, t("only"));
  return h("li", { class: isOff(key) ? "off" : "" },
    h("label", {}, box, icon, h("span", { class: "name", title: name }, h("bdi", {}, name)), h("span", { class: "count", "data-count": key }, String(n))),
    keys.length > 1 ? only : null);
}
