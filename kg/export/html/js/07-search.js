// Search as you type, over names and other names, without regard to case and accents.
const plain = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
const INDEX = [...VIEW.entities, ...VIEW.events].map((one) => ({
  id: one.id, names: [one.label, ...(one.aliases || []), one.trigger || ""].map(plain),
}));
let hits = [], at = -1;

function lookFor(query) {
  const wanted = plain(query.trim());
  if (!wanted) return [];
  const rank = (one) => Math.min(...one.names.map((name) => {
    const place = name.indexOf(wanted);
    return place < 0 ? 9 : place === 0 ? 0 : /[\s-]/.test(name[place - 1]) ? 1 : 2;
  }));
  return INDEX.map((one) => [rank(one), one.id]).filter(([n]) => n < 9).sort((a, b) => a[0] - b[0]).slice(0, 12).map(([, id]) => id);
}

function showHits() {
  const box = byId("search"), list = byId("hits");
  hits = lookFor(box.value);
  at = hits.length ? 0 : -1;
  list.hidden = !box.value.trim();
  box.setAttribute("aria-expanded", String(!list.hidden));
  if (!hits.length) list.replaceChildren(h("li", { role: "option", "aria-selected": "false" }, t("nothing")));
  else list.replaceChildren(...hits.map((id, i) => h("li", { role: "option", id: `hit-${i}`, "data-hit": i }, hitText(id))));
  markHit();
}

function hitText(id) {
  const thing = THINGS.get(id);
  const kind = thing.kind === "event" ? typeName(thing.type) : t(thing.type);
  return [shape(thing.shape), h("span", {}, h("bdi", {}, thing.label), " ", h("small", {}, kind))];
}

function markHit() {
  byId("hits").querySelectorAll("[data-hit]").forEach((row, i) => row.setAttribute("aria-selected", String(i === at)));
  byId("search").setAttribute("aria-activedescendant", at < 0 ? "" : `hit-${at}`);
}

function takeHit(index) {
  if (hits[index] === undefined) return;
  const id = hits[index];
  closeHits();
  choose(id);
}

function closeHits() {
  byId("search").value = "";
  byId("hits").hidden = true;
  byId("search").setAttribute("aria-expanded", "false");
}

byId("search").addEventListener("input", showHits);
byId("search").addEventListener("keydown", (event) => {
  if (event.key === "ArrowDown" || event.key === "ArrowUp") {
    at = hits.length ? (at + (event.key === "ArrowDown" ? 1 : hits.length - 1)) % hits.length : -1;
    markHit();
    event.preventDefault();
  } else if (event.key === "Enter") takeHit(at);
  else if (event.key === "Escape") { closeHits(); event.target.blur(); event.stopPropagation(); }
});
byId("hits").addEventListener("mousedown", (event) => {
  const row = event.target.closest("[data-hit]");
  if (row) { event.preventDefault(); takeHit(Number(row.dataset.hit)); }
});
byId("search").addEventListener("blur", () => { byId("hits").hidden = true; });
