// The table is in the page already; here it is sorted, filtered, selected and saved as CSV.
const rows = [...document.querySelectorAll("tr[data-claim]")];
let sorted = { column: -1, down: false };

function claims() {
  const query = plain(byId("rowfilter")?.value.trim() || "");
  let n = 0;
  for (const row of rows) {
    const claim = THINGS.get(row.dataset.claim);
    const on = claimOn(claim) && claim.events.some((id) => timeOn(THINGS.get(id))) && (!query || plain(row.textContent).includes(query));
    row.hidden = !on;
    row.classList.toggle("on", row.dataset.claim === STATE.sel);
    n += on;
  }
  byId("rows").textContent = rows.length ? t("rows", { n, all: VIEW.claims.length }) : "";
}

function sortBy(column) {
  sorted = { column, down: sorted.column === column && !sorted.down };
  const text = (row) => row.cells[column].textContent.trim();
  const order = rows.map((row) => [text(row), row]).sort((a, b) => a[0].localeCompare(b[0], STATE.lang));
  if (sorted.down) order.reverse();
  document.querySelector("#claims tbody").append(...order.map(([, row]) => row));
  document.querySelectorAll("#claims th").forEach((cell, i) => {
    if (i === column) cell.setAttribute("aria-sort", sorted.down ? "descending" : "ascending");
    else cell.removeAttribute("aria-sort");
  });
}

// A cell that a spreadsheet would run as a formula gets an apostrophe in front.
function csvCell(text) {
  const inert = /^[ ]*[=+\-@\t\r\n]/.test(text) ? `'${text}` : text;
  return `"${inert.replace(/"/g, '""')}"`;
}

function download() {
  const table = [...document.querySelectorAll("#claims thead tr")].concat(rows.filter((row) => !row.hidden));
  const lines = table.map((row) => [...row.cells].map((cell) => csvCell(cell.textContent.trim())).join(","));
  save(`\ufeff${lines.join("\r\n")}\r\n`, "claims.csv", "text/csv");
}

document.querySelectorAll("[data-sort]").forEach((button) => button.addEventListener("click", () => sortBy(Number(button.dataset.sort))));
byId("rowfilter").addEventListener("input", claims);
byId("download").addEventListener("click", download);
