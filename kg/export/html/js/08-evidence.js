// The panel: what a thing is, who says it, how sure, when, how many, and the sentences that say so.
const badge = (status) => h("span", { class: `badge ${status}` }, t(status));
const section = (name, children) => (children.length ? [h("h3", {}, t(name)), ...children] : []);
const FIRST = 6;

function evidence() {
  const thing = THINGS.get(STATE.sel);
  const panel = byId("evidence");
  if (!thing || thing.kind === "article") {
    panel.replaceChildren(h("p", { class: "notice" }, t("hint")));
    return;
  }
  const parts = { entity: ofEntity, event: ofEvent, claim: ofClaim }[thing.kind](thing);
  panel.replaceChildren(...parts.flat().filter(Boolean));
  panel.scrollTop = 0;
}

function head(thing, name, kinds) {
  const title = h("h2", { tabindex: "-1", id: "evidence-title" }, h("bdi", {}, name));
  return h("header", {}, h("p", { class: "kind" }, thing.kind === "claim" ? stroke(`${thing.status} claim`) : shape(thing.shape), kinds), title);
}

function facts(rows) {
  const filled = rows.filter(([, value]) => value && (!Array.isArray(value) || value.length));
  return h("dl", {}, filled.flatMap(([name, value]) => [h("dt", {}, t(name)), h("dd", {}, value)]));
}
const joined = (ids) => ids.flatMap((id, i) => [i ? ", " : null, link(id)]);
const dated = (when) => (when.edtf ? h("time", { datetime: when.edtf, title: `EDTF ${when.edtf}` }, spoken(when)) : null);
const numbers = (many) => many.map(spoken).join("; ");

function ofEntity(one) {
  const events = (EVENTS_OF.get(one.id) || []).map(([role, event]) => h("li", {}, link(event.id, event.label || event.trigger),
    h("small", {}, `${typeName(event.type)} · ${t(role)}`)));
  const claims = (CLAIMS_BY.get(one.id) || []).map(claimRow);
  return [
    head(one, one.label, [t(one.type), one.iso ? h("span", { class: "badge" }, one.iso) : null]),
    facts([
      ["position", one.position], ["alias", one.aliases.length ? h("bdi", {}, one.aliases.join(", ")) : null],
      ["affiliation", joined(one.ties)], ["members", joined((MEMBERS.get(one.id) || []).map((member) => member.id))],
    ]),
    ...wrap("makes", claims), ...wrap("takespart", events), ...quotes(one, (other) => other.id === one.id), ...footer(one),
  ];
}
const wrap = (name, rows) => section(name, rows.length ? [h("ul", { class: "list" }, rows)] : []);

function ofEvent(one) {
  const roles = [...group(one.roles).entries()].map(([role, ids]) => [role, joined(ids)]);
  const claims = CLAIMS_ON.get(one.id) || [];
  const said = new Set(claims.map((claim) => claim.id));
  const others = new Set(one.roles.map(([, id]) => id));
  return [
    head(one, one.label || one.trigger, [h("span", {}, one.types.map(typeName).join(" · ")), badge(one.status)]),
    facts([...roles, ["when", dated(one.when)], ["many", numbers(one.many)], ["how", `${t(one.certainty)}, ${t(one.polarity)}`]]),
    ...section("saidby", claims.map((claim) => quoteClaim(claim))),
    ...wrap("sameevent", one.same.map(elsewhere)),
    ...quotes(one, (other) => other.id === one.id || others.has(other.id) || said.has(other.id), (other) => other.id === one.id), ...footer(one),
  ];
}

// The same event as another article tells it, with who says so there.
function elsewhere(id) {
  const other = THINGS.get(id);
  const sources = (CLAIMS_ON.get(id) || []).flatMap((claim) => claim.sources.map(nameOf));
  const where = other.mentions.length ? VIEW.articles[other.mentions[0][0]].title : "";
  return h("li", {}, link(id, other.label || other.trigger), h("small", {}, h("bdi", {}, [where, [...new Set(sources)].join(", ")].filter(Boolean).join(" · "))));
}

function ofClaim(one) {
  const about = new Set([...one.events, ...one.sources]);
  return [
    head(one, one.sources.map(nameOf).join(", "), [t("Claim"), badge(one.status)]),
    facts([
      ["says", [t(`stance.${one.stance}`), one.cue ? [" ", h("q", {}, h("bdi", {}, one.cue))] : null].flat()], ["what", joined(one.events)],
      ["how", `${t(one.certainty)}, ${t(one.polarity)}`], ["who", joined(one.sources)], ["addressee", joined(one.addressees)],
      ["via", joined(one.via)], ["saidat", dated(one.said)], ["many", numbers(one.many)],
    ]),
    ...section("against", one.against.map((id) => quoteClaim(THINGS.get(id)))),
    ...quotes(one, (other) => other.id === one.id || about.has(other.id), (other) => other.id === one.id), ...footer(one),
  ];
}

function claimRow(claim) {
  return h("li", {}, link(claim.id, `${t(`stance.${claim.stance}`)}: ${claim.events.map(nameOf).join("; ")}`), h("small", {}, badge(claim.status)));
}

function quoteClaim(claim) {
  const [article, start] = claim.mentions[0];
  const about = new Set([claim.id, ...claim.events, ...claim.sources]);
  const [from, to] = sentenceAt(article, start);
  return h("blockquote", { class: `quote ${claim.status}` },
    h("p", {}, link(claim.id, claim.sources.map(nameOf).join(", ")), ` ${t(`stance.${claim.stance}`)} `, badge(claim.status)),
    h("p", { class: "said" }, marked(article, from, to, (other) => about.has(other.id), (other) => other.id === claim.id)));
}

// Every sentence that mentions the thing, each once, with the words marked.
function quotes(thing, keep, key = keep) {
  const seen = new Map();
  for (const [article, start] of thing.mentions) {
    const [from, to] = sentenceAt(article, start);
    if (!seen.has(`${article} ${from}`)) seen.set(`${article} ${from}`, { article, from, to });
  }
  const all = [...seen.values()];
  const show = (list) => list.map(({ article, from, to }) => h("blockquote", { class: "quote" },
    h("p", {}, marked(article, from, to, keep, key)),
    VIEW.articles.length > 1 ? h("p", { class: "where" }, h("bdi", {}, VIEW.articles[article].title)) : null));
  const rest = all.slice(FIRST);
  const more = rest.length ? h("button", { type: "button", onclick: (event) => event.target.replaceWith(...show(rest)) }, t("allsentences", { n: all.length })) : null;
  return section("sentences", [...show(all.slice(0, FIRST)), more].filter(Boolean));
}

function footer(thing) {
  const seen = thing.mentions.length ? h("button", { type: "button", onclick: () => { set({ side: "article", pane: "article", article: thing.mentions[0][0] }); showMark(thing.id); } }, t("inarticle")) : null;
  const links = (thing.links || []).map(([name, target]) => h("a", { href: target, rel: "noopener noreferrer", target: "_blank" }, name));
  return [h("p", { class: "links" }, seen, copyButton("copy", fullIri(thing.id)), ...links), turtleBox(thing.id)];
}
