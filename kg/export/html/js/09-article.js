// The article with its marks, in the colours of the legend; one at a time, a list where there are more.
let written = "";

function article() {
  const box = byId("article");
  const chosen = Math.min(STATE.article, VIEW.articles.length - 1), on = VIEW.articles.findIndex((_, i) => !isOff(`article:${i}`));
  const index = isOff(`article:${chosen}`) && on >= 0 ? on : chosen;
  const one = VIEW.articles[index];
  if (!one) return;
  const key = `${index} ${STATE.lang}`;
  if (written !== key) {
    written = key;
    box.replaceChildren(meta(one, index), h("div", { class: "page", lang: one.language || false, dir: "auto" }, paragraphs(one, index)));
    box.scrollTop = 0;
  }
  for (const mark of box.querySelectorAll(".mark")) mark.classList.toggle("on", Boolean(STATE.sel) && mark.dataset.all.split("\n").includes(STATE.sel));
}

function meta(one, index) {
  const pick = VIEW.articles.length < 2 ? null : h("select", { "aria-label": t("articles"), onchange: (event) => set({ article: Number(event.target.value) }) },
    VIEW.articles.map((other, i) => h("option", { value: i, selected: i === index }, other.title)));
  const source = one.url ? h("a", { href: one.url, rel: "noopener noreferrer", target: "_blank" }, new URL(one.url).hostname) : null;
  return h("p", { class: "meta" }, pick, dated(one.published), source, one.id.split("/").pop());
}

function paragraphs(one, index) {
  const parts = [];
  let start = 0;
  for (const line of one.text.split("\n")) {
    const end = start + characters(line).length;
    if (line.trim()) parts.push(h("p", { class: parts.length ? "" : "head" }, marked(index, start, end, () => true)));
    start = end + 1;
  }
  return parts;
}

function showMark(id) {
  const found = [...byId("article").querySelectorAll(".mark")].find((mark) => mark.dataset.all.split("\n").includes(id));
  found?.scrollIntoView({ block: "center" });
}
