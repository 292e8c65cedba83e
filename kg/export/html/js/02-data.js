// What the graph says, indexed: things by name, neighbours, marks by article.
const read = (id) => JSON.parse(document.getElementById(id).textContent);
const VIEW = read("data-view");
const NET = read("data-network");
const WORDS = read("data-strings");

const THINGS = new Map();
for (const one of VIEW.entities) THINGS.set(one.id, { ...one, kind: "entity", shape: one.type });
for (const one of VIEW.events) THINGS.set(one.id, { ...one, kind: "event", shape: "Event" });
for (const one of VIEW.claims) THINGS.set(one.id, { ...one, kind: "claim", shape: "Claim" });
for (const one of VIEW.articles) THINGS.set(one.id, { ...one, kind: "article", label: one.title, mentions: [] });

const NODES = new Map(NET.nodes.map((node) => [node.id, node]));
const ACTORS = NET.nodes.filter((node) => node.at).sort((a, b) => a.at[2] - b.at[2]);
const EDGES = new Map([...NET.edges, ...NET.compact].map((edge) => [edge.id, edge]));
const NEIGHBOURS = new Map(NET.nodes.map((node) => [node.id, []]));
for (const edge of NET.edges) {
  NEIGHBOURS.get(edge.from).push(edge.to);
  NEIGHBOURS.get(edge.to).push(edge.from);
}

function group(pairs) {
  const found = new Map();
  for (const [key, value] of pairs) {
    if (!found.has(key)) found.set(key, []);
    found.get(key).push(value);
  }
  return found;
}
const CLAIMS_ON = group(VIEW.claims.flatMap((claim) => claim.events.map((event) => [event, claim])));
const CLAIMS_BY = group(VIEW.claims.flatMap((claim) => claim.sources.map((source) => [source, claim])));
const EVENTS_OF = group(VIEW.events.flatMap((event) => event.roles.map(([role, who]) => [who, [role, event]])));
const MEMBERS = group(VIEW.entities.flatMap((one) => one.ties.map((whole) => [whole, one])));

// The events that a thing is or takes part in, or that a claim is about.
function eventsOf(id) {
  const thing = THINGS.get(id);
  if (!thing || thing.kind === "article") return null;
  if (thing.kind === "event") return new Set([id]);
  if (thing.kind === "claim") return new Set(thing.events);
  return new Set((EVENTS_OF.get(id) || []).map(([, event]) => event.id));
}

// Offsets count code points, JavaScript counts UTF-16 units: a text with wide ones is cut up once.
const letters = new Map();
const characters = (text) => (/[\ud800-\udfff]/.test(text) ? Array.from(text) : text);
function textOf(article, start, end) {
  if (!letters.has(article)) letters.set(article, characters(VIEW.articles[article].text));
  const part = letters.get(article).slice(start, end);
  return typeof part === "string" ? part : part.join("");
}

const marks = VIEW.articles.map(() => []);
for (const thing of THINGS.values()) {
  for (const [article, start, end] of thing.mentions) marks[article].push({ start, end, thing });
}
for (const list of marks) list.sort((a, b) => a.start - b.start || b.end - a.end);
const longest = marks.map((list) => list.reduce((most, mark) => Math.max(most, mark.end - mark.start), 0));

// The first place in a sorted list whose key is above `value`.
function after(list, value, key) {
  let low = 0, high = list.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (key(list[middle]) > value) high = middle; else low = middle + 1;
  }
  return low;
}

function marksIn(article, start, end) {
  const first = after(marks[article], start - longest[article] - 1, (mark) => mark.start);
  const last = after(marks[article], end - 1, (mark) => mark.start);
  return marks[article].slice(first, last).filter((mark) => mark.end > start);
}

function sentenceAt(article, start) {
  const list = VIEW.articles[article].sentences;
  return list[Math.max(0, after(list, start, (sentence) => sentence[0]) - 1)] || [start, start];
}
