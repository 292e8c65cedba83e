// What is visible as a picture, as JSON, as CSV; and on paper.
function save(data, name, type) {
  const url = URL.createObjectURL(data instanceof Blob ? data : new Blob([data], { type }));
  h("a", { href: url, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(url), 1000);
}

const fullIri = (id) => (/^[a-z][a-z0-9+.-]*:/i.test(id) ? id : VIEW.base + id);
const words = (mentions) => mentions.map(([article, start, end]) => ({ article: fullIri(VIEW.articles[article].id), start, end, text: textOf(article, start, end) }));

// The visible part: what the filters, the time and the number of nodes leave.
function visibleJson() {
  const found = visible();
  const ids = new Set(found.nodes.map((node) => node.id));
  for (const edge of found.edges) for (const event of edge.events ? eventsOn(edge) : []) ids.add(event.id);
  const claims = VIEW.claims.filter((claim) => claimOn(claim) && claim.events.some((event) => ids.has(event)));
  const events = VIEW.events.filter((event) => ids.has(event.id)), entities = VIEW.entities.filter((one) => ids.has(one.id));
  const articles = new Set([...claims, ...events, ...entities].flatMap((one) => one.mentions.map((mention) => mention[0])));
  const iris = (list) => list.map(fullIri);
  return {
    view: location.hash,
    articles: [...articles].sort((a, b) => a - b).map((i) => VIEW.articles[i]).map((one) => ({ id: fullIri(one.id), title: one.title, published: one.published.edtf || null, url: one.url || null })),
    entities: entities.map((one) => ({ id: fullIri(one.id), type: one.type, label: one.label, aliases: one.aliases, iso: one.iso || null, sameAs: one.links.map((link) => link[1]), partOf: iris(one.ties), mentions: words(one.mentions) })),
    events: events.map((one) => ({ id: fullIri(one.id), types: one.types, label: one.label, roles: one.roles.map(([role, id]) => ({ role, id: fullIri(id) })), time: one.when.edtf || null, quantities: one.many.map((many) => many.en), certainty: one.certainty, polarity: one.polarity, mentions: words(one.mentions) })),
    claims: claims.map((one) => ({ id: fullIri(one.id), events: iris(one.events), sources: iris(one.sources), cue: one.cue, stance: one.stance, certainty: one.certainty, polarity: one.polarity, contradicts: iris(one.against), mentions: words(one.mentions) })),
  };
}

// The view as a picture at twice its size, on the ground of the theme.
async function picture() {
  if (STATE.view === "timeline") return drawnSvg([...byId("lanes").querySelectorAll("svg")]);
  if (STATE.view === "map") return drawnSvg([byId("land"), byId("discs")], true);
  return networkPicture();
}

function networkPicture() {
  const { clientWidth: width, clientHeight: height } = byId("canvas");
  const box = h("div", { class: "offstage" });
  box.style.width = `${2 * width}px`;
  box.style.height = `${2 * height}px`;
  document.body.append(box);
  const options = JSON.parse(NET.options);
  const copy = new vis.Network(box, drawn, { ...options, autoResize: false });
  const ratio = devicePixelRatio || 1;
  return new Promise((done) => {
    copy.on("beforeDrawing", (context) => {
      context.save();
      context.setTransform(1, 0, 0, 1, 0, 0);
      context.fillStyle = css("--ground");
      context.fillRect(0, 0, context.canvas.width, context.canvas.height);
      context.restore();
    });
    copy.moveTo({ position: network.getViewPosition(), scale: network.getScale() * 2 / ratio, animation: false });
    copy.once("afterDrawing", ({ canvas }) => canvas.toBlob((blob) => { copy.destroy(); box.remove(); done(blob); }));
    copy.redraw();
  });
}

// Drawings one below the other, or one over the other; the page's style goes with them.
async function drawnSvg(drawings, over = false) {
  const sizes = drawings.map((one) => one.getBoundingClientRect());
  const width = Math.max(...sizes.map((one) => one.width)), height = over ? sizes[0].height : sizes.reduce((sum, one) => sum + one.height, 0);
  const canvas = h("canvas", { width: 2 * width, height: 2 * height }), context = canvas.getContext("2d");
  context.fillStyle = css("--ground");
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.fillStyle = getComputedStyle(drawings[0].parentElement).backgroundColor;
  context.fillRect(0, 0, canvas.width, canvas.height);
  let top = 0;
  for (const [i, one] of drawings.entries()) {
    const image = new Image();
    image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(alone(one, sizes[i]))}`;
    await image.decode();
    context.drawImage(image, 0, 2 * top, 2 * sizes[i].width, 2 * sizes[i].height);
    if (!over) top += sizes[i].height;
  }
  return new Promise((done) => { canvas.toBlob(done); });
}

// A drawing that needs nothing around it: its computed looks written into it, and its symbols.
const LOOKS = ["fill", "fill-opacity", "stroke", "stroke-width", "stroke-dasharray", "stroke-opacity", "opacity", "font-family", "font-size", "font-weight", "text-anchor", "paint-order", "vector-effect"];
function alone(drawing, size) {
  const copy = drawing.cloneNode(true);
  const from = [drawing, ...drawing.querySelectorAll("*")], into = [copy, ...copy.querySelectorAll("*")];
  for (const [i, element] of from.entries()) {
    const looks = getComputedStyle(element);
    for (const name of LOOKS) into[i].style.setProperty(name, looks.getPropertyValue(name));
  }
  copy.setAttribute("xmlns", SVG);
  copy.setAttribute("width", size.width);
  copy.setAttribute("height", size.height);
  copy.prepend(...[...document.querySelectorAll(".symbols > g")].map((one) => { const symbol = svg("defs", {}); symbol.append(one.cloneNode(true)); return symbol; }));
  return new XMLSerializer().serializeToString(copy);
}

const saves = {
  "save-png": async () => save(await picture(), `${STATE.view === "claims" ? "network" : STATE.view}.png`),
  "save-json": () => save(JSON.stringify(visibleJson(), null, 2), "graph.json", "application/json"),
  "save-csv": download,
  "save-paper": () => print(),
};
for (const [id, action] of Object.entries(saves)) byId(id).addEventListener("click", () => { byId("save").open = false; action(); });

// Paper is white: the canvas is drawn again for it, and as it was afterwards.
addEventListener("beforeprint", () => { document.documentElement.dataset.theme = "light"; draw(); });
addEventListener("afterprint", () => { theme(); draw(); });
