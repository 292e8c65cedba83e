"use strict";
const at = (id) => document.getElementById(id);
const made = (name, text) => {
  const element = document.createElement(name);
  element.textContent = text;
  return element;
};
let catalogue = { prefixes: {}, terms: [], queries: [] };

const short = (iri) => {
  const fitting = Object.entries(catalogue.prefixes).filter(([, space]) => iri.startsWith(space));
  fitting.sort((a, b) => b[1].length - a[1].length);
  return fitting.length ? `${fitting[0][0]}:${iri.slice(fitting[0][1].length)}` : iri;
};

const table = (answer) => {
  const shown = document.createElement("table");
  const names = answer.head.vars;
  const head = shown.createTHead().insertRow();
  for (const name of names) head.append(made("th", name));
  const body = shown.createTBody();
  for (const row of answer.results.bindings) {
    const line = body.insertRow();
    for (const name of names) {
      const term = row[name];
      line.insertCell().textContent = !term ? "" : term.type === "uri" ? short(term.value) : term.value;
    }
  }
  return shown;
};

const ask = async () => {
  at("said").textContent = "…";
  at("answer").replaceChildren();
  const reply = await fetch("/sparql", {
    method: "POST",
    headers: {
      "Content-Type": "application/sparql-query",
      Accept: "application/sparql-results+json, text/turtle;q=0.9",
    },
    body: at("query").value,
  });
  const text = await reply.text();
  const json = reply.ok && reply.headers.get("Content-Type").includes("json");
  const answer = json ? JSON.parse(text) : null;
  const rows = answer && answer.results ? answer.results.bindings.length : null;
  const cut = reply.headers.has("Warning") ? "; there is more (masih ada lagi)" : "";
  at("said").textContent = rows === null ? "" : `${rows} rows (baris)${cut}`;
  if (rows !== null) at("answer").append(table(answer));
  else at("answer").append(made("pre", answer ? String(answer.boolean) : text));
};

const start = async () => {
  catalogue = await (await fetch("/catalogue.json")).json();
  for (const query of catalogue.queries) {
    const option = made("option", `${query.title.en} / ${query.title.id}`);
    option.value = query.name;
    at("named").append(option);
  }
  for (const term of catalogue.terms) at("terms").append(made("option", term));
};

at("named").addEventListener("change", () => {
  const query = catalogue.queries.find((one) => one.name === at("named").value);
  if (!query) return;
  at("query").value = query.text.replace(/^#.*\n/gm, "");
  const hint = query.parameters.length
    ? ` Write values in place of UNDEF (ganti UNDEF): ${query.parameters.map((p) => `?${p.name}: ${p.description.en}`).join("; ")}.`
    : "";
  at("about").textContent = `${query.description.en} ${query.description.id}${hint}`;
});
at("term").addEventListener("change", () => {
  at("query").setRangeText(at("term").value, at("query").selectionStart, at("query").selectionEnd, "end");
  at("term").value = "";
  at("query").focus();
});
at("run").addEventListener("click", ask);
at("query").addEventListener("keydown", (event) => {
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) ask();
});
start();
