// Small helpers: elements are made, never parsed from strings, so that no article can write markup.
function h(name, attributes, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes || {})) {
    if (value === undefined || value === null || value === false) continue;
    if (key.startsWith("on")) element.addEventListener(key.slice(2), value);
    else element.setAttribute(key, value === true ? "" : value);
  }
  element.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== ""));
  return element;
}
const byId = (id) => document.getElementById(id);

const SVG = "http://www.w3.org/2000/svg";
function svg(name, attributes, ...children) {
  const element = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  element.append(...children);
  return element;
}
const shape = (type) => svg("svg", { class: `shape c-${type}`, viewBox: "-12 -12 24 24", "aria-hidden": "true" },
  svg("use", { href: `#shape-${type}` }));
const stroke = (style) => svg("svg", { class: `stroke ${style}`, viewBox: "0 0 30 10", "aria-hidden": "true" },
  svg("path", { d: "M0 5h30" }));
const pen = document.createElement("canvas").getContext("2d");
function textWidth(text, size, weight = 400) {
  pen.font = `${weight} ${size}px system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif`;
  return pen.measureText(text).width;
}

// Words in the language chosen; {n} and the like are filled in.
function t(key, values = {}) {
  const text = WORDS[STATE.lang][key] ?? key;
  return text.replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);
}
const typeName = (code) => VIEW.types[code]?.[STATE.lang] ?? code;
const spoken = (value) => value[STATE.lang] ?? "";
const nameOf = (id) => {
  const thing = THINGS.get(id);
  if (!thing) return id;
  return thing.kind === "article" ? t("itself") : thing.label || thing.text || id;
};

function translate() {
  document.documentElement.lang = STATE.lang;
  for (const element of document.querySelectorAll("[data-t]")) {
    element.textContent = t(element.dataset.t, element.dataset.n ? JSON.parse(element.dataset.n) : {});
  }
  for (const element of document.querySelectorAll("[data-t-label]")) element.setAttribute("aria-label", t(element.dataset.tLabel));
  for (const element of document.querySelectorAll("[data-t-placeholder]")) element.placeholder = t(element.dataset.tPlaceholder);
}

// A link that selects a thing.
function link(id, text) {
  const thing = THINGS.get(id);
  const icon = thing && thing.kind !== "claim" && thing.kind !== "article" ? shape(thing.shape) : null;
  return h("a", { class: "thing", href: `#s=${encodeURIComponent(id)}`, "data-select": id }, icon, h("bdi", {}, text || nameOf(id)));
}

// Characters start to end of an article with its marks; `keep` says which things are marked.
function marked(article, start, end, keep, key = () => false) {
  const inside = marksIn(article, start, end).filter((mark) => keep(mark.thing));
  const cuts = new Set([start, end]);
  for (const mark of inside) {
    cuts.add(Math.max(mark.start, start));
    cuts.add(Math.min(mark.end, end));
  }
  const points = [...cuts].sort((a, b) => a - b);
  const out = document.createDocumentFragment();
  let next = 0, open = [];
  for (let i = 0; i + 1 < points.length; i++) {
    const [from, to] = [points[i], points[i + 1]];
    open = open.filter((mark) => mark.end > from);
    while (next < inside.length && inside[next].start <= from) {
      if (inside[next].end > from) open.push(inside[next]);
      next++;
    }
    const text = textOf(article, from, to);
    if (!open.length) { out.append(text); continue; }
    const top = open.reduce((a, b) => (b.end - b.start < a.end - a.start ? b : a)).thing;
    const strong = open.some((mark) => key(mark.thing)) ? " key" : "";
    out.append(h("a", {
      class: `mark c-${top.shape}${strong}`, href: `#s=${encodeURIComponent(top.id)}`, "data-select": top.id,
      "data-all": open.map((mark) => mark.thing.id).join("\n"), title: title(top),
    }, text));
  }
  return out;
}

function title(thing) {
  if (thing.kind === "event") return `${typeName(thing.type)}: ${thing.label}`;
  if (thing.kind === "claim") return `${t("Claim")}: ${thing.sources.map(nameOf).join(", ")}`;
  return `${t(thing.type)}: ${thing.label}`;
}
