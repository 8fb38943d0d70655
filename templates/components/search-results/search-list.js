// Lists of found records, as nodes: headings, records with their facts, a button for more.

import { filled } from "../../scripts/search-counting.js";
import { showExcerpt, showText } from "../../scripts/search-excerpt.js";

const MORE = 10;

export function made(name, className, ...content) {
  const element = document.createElement(name);
  if (className) element.className = className;
  element.append(...content);
  return element;
}

export function pressed(text, className, action) {
  const button = made("button", `button button--quiet ${className}`.trim(), text);
  button.type = "button";
  button.addEventListener("click", action);
  return button;
}

// `page` has what all lists of the page share: lang, level, kinds, strings, counting.  `heading`
// may be empty; a list that is not of one kind names each record's kind.
export async function recordList(page, index, found, { heading, numbers, first, ofOneKind }) {
  const section = made("section", "search-results__group");
  const depth = heading ? page.level + 1 : page.level;
  if (heading) section.append(made(`h${page.level}`, "search-results__heading", heading));
  const list = made("ol", "search-results__list");
  const add = async (from, to) => {
    const shown = numbers.slice(from, to).map((number) => entry(page, index, found, { number, depth, namesKind: !ofOneKind }));
    list.append(...(await Promise.all(shown)));
  };
  await add(0, first);
  section.append(list);
  if (first < numbers.length) section.append(moreButton(page, list, numbers.length, first, add));
  return section;
}

function moreButton({ counting }, list, total, first, add) {
  let next = first;
  const label = () => counting.phrase("more", Math.min(MORE, total - next));
  const button = pressed(label(), "search-results__more", async () => {
    const from = next;
    next = Math.min(total, next + MORE);
    await add(from, next);
    list.children[from].querySelector("a").focus();
    if (next < total) button.textContent = label();
    else button.remove();
  });
  return button;
}

async function entry({ lang, kinds, strings, quoted }, index, found, { number, depth, namesKind }) {
  const record = await index.record(number);
  const { reader } = index;
  const { words } = found;
  const own = record.lang || index.lang;
  const link = made("a", "search-results__link");
  link.href = record.url;
  let marked = showText(link, reader, record.title, words);
  const parts = [made(`h${depth}`, "search-results__title", link)];
  if (record.facts.length) {
    const facts = made("p", "search-results__facts");
    marked = showText(facts, reader, record.facts.join(" · "), words) || marked;
    parts.push(facts);
  }
  if (record.text) {
    const excerpt = made("p", "search-results__excerpt");
    marked = showExcerpt(excerpt, reader, record.text, words) || marked;
    parts.push(excerpt);
  }
  if (own !== lang) for (const part of parts) part.lang = own;
  if (namesKind) {
    const kind = index.kindOf(number);
    parts.splice(1, 0, made("p", "search-results__kind", kinds[kind]?.one ?? kind));
  }
  const forms = found.terms.map((term) => term.formIn(number)).filter(Boolean);
  if (!marked && forms.length)
    parts.push(made("p", "search-results__matched", filled(strings.matched, { words: quoted(forms) })));
  return made("li", "search-results__item", ...parts);
}
