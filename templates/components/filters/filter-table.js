// The chosen records as a CSV file (RFC 4180, UTF-8 with a byte order mark), with the codes and
// the guard against formulas that the whole list's file has; see pobratym/registry/formulas.py.

import { titleOf } from "./filter-cards.js";
import { entriesOf } from "./filter-selection.js";

const START = /^'*[=+\-@＝＋－＠\t\r\n]/u;
const LATER = /([;\t\r\n])(?='*[=+\-@＝＋－＠])/gu;

export function guarded(text) {
  const inside = text.replace(LATER, "$1'");
  return START.test(text) ? "'" + inside : inside;
}

function cell(value) {
  const text = guarded(value);
  return /[,"\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

// `site` is the address that the records' own are resolved against.
export function table(list, rows, lang, site) {
  const { data, ids } = list;
  const facets = [...list.facets.keys()].filter((name) => name !== "year" || !data.day);
  const days = data.day ? [data.date] : [];
  const lines = [["id", `label_${lang}`, `url_${lang}`, ...days, ...facets]];
  for (const row of rows) {
    const line = [ids[row], titleOf(list, row), new URL(`${data.root}${ids[row]}/`, site).href];
    if (data.day) line.push(data.days[data.day[row]]?.[0] ?? "");
    for (const name of facets)
      line.push(entriesOf(list, name, row).map(([value]) => value).join("; "));
    lines.push(line);
  }
  return "\ufeff" + lines.map((line) => line.map(cell).join(",") + "\r\n").join("");
}

export function offer(text, name) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text], { type: "text/csv;charset=utf-8" }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60000);
}
