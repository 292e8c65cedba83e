// Start, and everything that reaches across: selection, tabs, theme, language, keyboard.
const root = document.documentElement;
const narrow = matchMedia("(max-width: 60rem)");

// Select a thing and show its evidence; a mark in the article leaves the article open beside it.
function choose(id, stay = false) {
  const thing = THINGS.get(id);
  const patch = { sel: thing ? id : "" };
  if (thing && !(stay && !narrow.matches)) Object.assign(patch, { side: "evidence", pane: "evidence" });
  if (thing?.kind === "article") Object.assign(patch, { side: "article", pane: "article", article: VIEW.articles.findIndex((one) => one.id === id) });
  else if (thing?.mentions.length && thing.mentions.every(([article]) => article !== STATE.article)) patch.article = thing.mentions[0][0];
  set(patch, true);
}

function openTab(name) {
  const side = name === "evidence" || name === "article";
  set({ [side ? "side" : "view"]: name, pane: name });
  if (name === "article" && STATE.sel) showMark(STATE.sel);
}

function tabs() {
  Object.assign(root.dataset, { view: STATE.view, side: STATE.side, pane: STATE.pane });
  for (const tab of document.querySelectorAll("[data-tab]")) {
    const on = narrow.matches ? tab.dataset.tab === STATE.pane : [STATE.view, STATE.side].includes(tab.dataset.tab);
    tab.setAttribute("aria-selected", String(on));
  }
}

function theme() {
  const dark = STATE.theme ? STATE.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
  root.dataset.theme = dark ? "dark" : "light";
}

function update(differs) {
  if (differs("theme")) theme();
  if (differs("lang")) translate();
  if (differs("view", "side", "pane")) tabs();
  if (differs("off", "lang")) legend();
  if (differs("sel", "lang")) evidence();
  if (differs("sel", "off", "lang", "article")) article();
  if (differs("sel", "off", "time", "lang")) { claims(); strip(); timeline(); map(); }
  if (differs("sel", "off", "time", "lang", "theme", "focus", "limit", "compact", "pane")) draw();
  if (differs("focus", "compact", "limit") || rearranged) fit(); else if (differs("sel")) reveal();
}

// Arrow keys go to the neighbour that lies in that direction.
function walk(key) {
  const shown = drawn.nodes.getIds();
  if (!shown.length) return;
  if (!drawn.nodes.get(STATE.sel)) return choose(shown[0]);
  const here = network.getPosition(STATE.sel);
  const [dx, dy] = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[key];
  let best = null, least = Infinity;
  for (const id of network.getConnectedNodes(STATE.sel)) {
    const there = network.getPosition(id);
    const along = (there.x - here.x) * dx + (there.y - here.y) * dy;
    const aside = Math.abs((there.x - here.x) * dy) + Math.abs((there.y - here.y) * dx);
    if (along > 0 && along + 2 * aside < least) { best = id; least = along + 2 * aside; }
  }
  if (best) choose(best);
}

function onKey(event) {
  const typing = event.target.closest("input, select, dialog");
  if (event.key === "Escape" && byId("save").open) { byId("save").open = false; byId("save").firstElementChild.focus(); return undefined; }
  if (event.key === "Escape" && !typing) return STATE.focus && !STATE.sel ? set({ focus: "" }, true) : choose("");
  if (typing || event.ctrlKey || event.metaKey || event.altKey) return;
  const tab = { 1: "network", 2: "timeline", 3: "map", 4: "claims", 5: "evidence", 6: "article" }[event.key];
  if (event.key === "/") byId("search").focus();
  else if (event.key === "?") byId("keys").showModal();
  else if (tab) openTab(tab);
  else if (event.key === "c") set({ compact: STATE.compact ? "" : "1", view: "network", pane: "network" });
  else if (event.key === "f" && NODES.has(STATE.sel)) set({ focus: STATE.sel }, true);
  else if (event.key.startsWith("Arrow") && event.target.id === "canvas") walk(event.key);
  else if (event.key === "Enter" && event.target.id === "canvas" && STATE.sel) { openTab("evidence"); byId("evidence-title")?.focus(); }
  else return;
  event.preventDefault();
}

root.classList.add("js");
Object.assign(STATE, readHash());
if (narrow.matches) byId("legend").open = false;
document.addEventListener("keydown", onKey);
document.addEventListener("click", (event) => {
  const target = event.target.closest("[data-select]");
  if (!target || event.ctrlKey || event.metaKey) return;
  event.preventDefault();
  choose(target.dataset.select, Boolean(target.closest("#article")));
});
for (const tab of document.querySelectorAll("[data-tab]")) tab.addEventListener("click", () => openTab(tab.dataset.tab));
const actions = {
  language: () => set({ lang: STATE.lang === "id" ? "en" : "id" }),
  theme: () => set({ theme: root.dataset.theme === "dark" ? "light" : "dark" }),
  help: () => byId("keys").showModal(), back: () => set({ focus: "" }, true),
  "map-in": () => mapZoom(1 / 1.4), "map-out": () => mapZoom(1.4), "map-fit": mapFit,
  more: () => set({ limit: STATE.limit + 100 }), fit, "zoom-in": () => zoom(1.3), "zoom-out": () => zoom(1 / 1.3),
};
for (const [id, action] of Object.entries(actions)) byId(id).addEventListener("click", action);
for (const button of document.querySelectorAll("[data-compact]")) button.addEventListener("click", () => set({ compact: button.dataset.compact }));
document.addEventListener("click", (event) => { if (!event.target.closest("#save")) byId("save").open = false; });
narrow.addEventListener("change", tabs);
matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => { theme(); draw(); });
onChange(update);
theme();
tabs();
update(() => true);
