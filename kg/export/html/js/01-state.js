// The state of the page, all of it in the address: a link shows the same view again.
const STATE = {
  sel: "", view: "network", side: "article", pane: "network", article: 0,
  off: [], focus: "", limit: 100, compact: "", time: "", lang: "id", theme: "",
};
const KEYS = { sel: "s", view: "v", side: "d", pane: "p", article: "a", off: "x", focus: "f", limit: "n", compact: "c", time: "w", lang: "l", theme: "t" };
const START = { ...STATE };
const CHOICES = {
  view: ["network", "timeline", "map", "claims"], side: ["evidence", "article"], compact: ["", "1"],
  pane: ["network", "timeline", "map", "claims", "evidence", "article"], lang: ["id", "en"], theme: ["", "light", "dark"],
};
const listeners = [];

function readHash() {
  const given = new URLSearchParams(location.hash.slice(1));
  const next = { ...START };
  for (const [name, key] of Object.entries(KEYS)) {
    if (!given.has(key)) continue;
    const value = given.get(key);
    if (name === "off") next.off = value.split(",").filter(Boolean).map(decodeURIComponent);
    else if (name === "article" || name === "limit") next[name] = Math.max(0, parseInt(value, 10) || 0);
    else if (!CHOICES[name] || CHOICES[name].includes(value)) next[name] = value;
  }
  return next;
}

function writeHash() {
  const out = [];
  for (const [name, key] of Object.entries(KEYS)) {
    const value = STATE[name];
    if (String(value) === String(START[name])) continue;
    const text = name === "off" ? value.map(encodeURIComponent).join(",") : String(value);
    out.push(`${key}=${encodeURIComponent(text).replace(/%2F/g, "/")}`);
  }
  return `#${out.join("&")}`;
}

function set(patch, step = false) {
  const before = { ...STATE };
  Object.assign(STATE, patch);
  const hash = writeHash();
  if (hash !== (location.hash || "#")) history[step ? "pushState" : "replaceState"](null, "", hash);
  changed(before);
}

function changed(before) {
  const differs = (...names) => names.some((name) => String(before[name]) !== String(STATE[name]));
  for (const listener of listeners) listener(differs);
}

function onChange(listener) { listeners.push(listener); }

addEventListener("popstate", () => {
  const before = { ...STATE };
  Object.assign(STATE, readHash());
  changed(before);
});
