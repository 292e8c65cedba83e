// A thing as Turtle: its block of the graph, with the prefixes that it uses.
let blocks = null;

function turtleOf(id) {
  if (!blocks) {
    const [head, ...rest] = byId("data-turtle").textContent.trim().split("\n\n");
    blocks = new Map(rest.map((block) => [block.slice(1, block.indexOf(">")), block]));
    blocks.head = head.split("\n");
  }
  const block = blocks.get(id);
  if (!block) return "";
  const used = blocks.head.filter((line) => line.startsWith("@base") || new RegExp(`(^|[\\s^])${line.split(/[ :]/)[1]}:\\w`).test(block));
  return `${used.join("\n")}\n\n${block}\n`;
}

function copyButton(name, text) {
  const button = h("button", { type: "button", title: text.length < 200 ? text : null, onclick: () => navigator.clipboard?.writeText(text).then(() => { button.textContent = t("copied"); }) }, t(name));
  return button;
}

function turtleBox(id) {
  const text = turtleOf(id);
  if (!text) return null;
  const box = h("details", { class: "turtle" }, h("summary", {}, t("turtle")));
  box.addEventListener("toggle", () => {
    if (box.open && box.childNodes.length < 2) box.append(copyButton("copy.turtle", text), h("pre", { tabindex: 0, lang: "zxx", "aria-label": t("turtle") }, h("code", {}, text)));
  });
  return box;
}
