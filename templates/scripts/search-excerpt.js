// Text of a result as nodes, with the words that were found marked.

const LONGEST = 32; // words of an excerpt
const BEFORE = 6; // of them before the first that was found

// The words of the text with their places; `found` when one of the question's words.
function places(reader, text, words) {
  return [...text.matchAll(reader.wordPattern)].map((match) => ({
    start: match.index,
    end: match.index + match[0].length,
    found: reader.fold(match[0]).some((form) => words.has(form)),
  }));
}

function marked(text, words, from, to) {
  const nodes = [];
  let at = from;
  for (const { start, end, found } of words) {
    if (!found || start < from || end > to) continue;
    const mark = document.createElement("mark");
    mark.textContent = text.slice(start, end);
    nodes.push(text.slice(at, start), mark);
    at = end;
  }
  nodes.push(text.slice(at, to));
  return nodes;
}

// Fills the element with the whole text; tells whether anything was marked.
export function showText(element, reader, text, words) {
  const clean = reader.clean(text);
  const all = places(reader, clean, words);
  element.replaceChildren(...marked(clean, all, 0, clean.length));
  return all.some(({ found }) => found);
}

// Fills the element with the part of the text that has most of the words.
export function showExcerpt(element, reader, text, words) {
  const clean = reader.clean(text);
  const all = places(reader, clean, words);
  let best = 0;
  let most = 0;
  all.forEach(({ found }, at) => {
    if (!found) return;
    const count = all.slice(at, at + LONGEST - BEFORE).filter((word) => word.found).length;
    if (count > most) [best, most] = [at, count];
  });
  const first = Math.max(0, Math.min(best - BEFORE, all.length - LONGEST));
  const last = Math.min(all.length, first + LONGEST) - 1;
  if (last < 0) return false;
  const from = first ? all[first].start : 0;
  const to = last < all.length - 1 ? all[last].end : clean.length;
  const nodes = marked(clean, all, from, to);
  element.replaceChildren(...(from ? ["… "] : []), ...nodes, ...(to < clean.length ? [" …"] : []));
  return most > 0;
}
