// The search page: answers while the reader types, keeps the question in the address, says how
// many records were found, groups them by kind, narrows them, and looks into the other languages.

import { countingIn, filled } from "../../scripts/search-counting.js";
import { ask, openIndex, prepare } from "../../scripts/search.js";
import { filterForm, narrowed, valuesOf } from "./search-filters.js";
import { made, pressed, recordList } from "./search-list.js";

const PAUSE = 40; // milliseconds after the last key before an answer
const QUIET = 700; // before it is announced: whoever listens is not interrupted at every key
const BEST = 3;
const IN_A_GROUP = 2;
const MOST_COMPARED = 40;

export function enhance(root) {
  const field = document.getElementById(root.dataset.form);
  if (!field) return;
  const status = root.querySelector(".search-results__status");
  const announcement = root.querySelector("[role=status]");
  const body = root.querySelector(".search-results__body");
  const title = document.title;
  const lang = document.documentElement.lang;
  const strings = JSON.parse(root.dataset.strings);
  const others = JSON.parse(root.dataset.others);
  const chosen = new Map(); // values by facet
  const page = {
    lang,
    strings,
    field,
    chosen,
    level: Number(root.dataset.level),
    kinds: JSON.parse(root.dataset.kinds),
    facets: JSON.parse(root.dataset.facets),
    counting: countingIn(lang, root.dataset),
    quoted: (words) => words.map((word) => filled(strings.quoted, { word })).join(", "),
    changed: () => answer(),
  };
  let filtersOpen = false;
  let turn = 0;
  let typing = 0;
  let announcing = 0;

  const indexes = new Map();
  function opened(url) {
    if (!indexes.has(url)) {
      const opening = openIndex(url);
      opening.catch(() => indexes.delete(url));
      indexes.set(url, opening);
    }
    return indexes.get(url);
  }

  function readAddress() {
    const address = new URLSearchParams(location.search);
    field.value ||= address.get("q") ?? ""; // unless the reader was faster than the script
    chosen.clear();
    for (const name of ["kind", ...Object.keys(page.facets)])
      if (address.has(name)) chosen.set(name, new Set(address.getAll(name)));
    filtersOpen = chosen.size > 0;
  }

  function writeAddress(question) {
    const address = new URLSearchParams();
    if (question) address.set("q", question);
    for (const [name, values] of chosen) for (const value of values) address.append(name, value);
    const query = address.toString();
    history.replaceState(null, "", location.pathname + (query && `?${query}`));
    document.title = question ? `${question} – ${title}` : title;
  }

  function say(text) {
    status.textContent = text;
    clearTimeout(announcing);
    announcing = setTimeout(() => (announcement.textContent = text), QUIET);
  }

  async function answer() {
    clearTimeout(typing);
    const mine = ++turn;
    const question = field.value.trim();
    writeAddress(question);
    if (!question) {
      body.replaceChildren();
      say("");
      return;
    }
    if (!body.firstChild) status.textContent = strings.loading;
    try {
      const index = await opened(root.dataset.index);
      const found = await ask(index, question);
      const wanted = Object.keys(page.facets).filter((name) => filtersOpen || chosen.has(name));
      const values = await valuesOf(index, found.numbers, page.kinds, wanted);
      const numbers = narrowed(found.numbers, values, chosen);
      const narrow = { ...found, numbers, words: wordsOf(found) };
      const first = await bestOf(index, narrow, values, question);
      if (mine !== turn) return;
      replaceBody(first);
      say(
        numbers.length
          ? page.counting.phrase("found", numbers.length)
          : filled(strings.nothing, { question }),
      );
      if (numbers.length > BEST) {
        const groups = await groupsOf(index, narrow);
        if (mine === turn) body.append(...groups, ...others.map((other) => offer(other, question)));
        return;
      }
      const known = new Set(await idsOf(index, numbers));
      for (const other of others) elsewhere(other, question, mine, known);
    } catch (error) {
      if (mine !== turn) return;
      body.replaceChildren();
      say(strings.failed);
      throw error;
    }
  }

  // A checkbox that was just used stays in focus, though it is made anew with its new count.
  function replaceBody(results) {
    const used = document.activeElement?.dataset.choice;
    body.replaceChildren(...results);
    if (used)
      [...body.querySelectorAll("[data-choice]")].find((box) => box.dataset.choice === used)?.focus();
  }

  const wordsOf = ({ terms }) => new Set(terms.flatMap((term) => term.words));

  async function bestOf(index, found, values, question) {
    const { numbers } = found;
    const parts = notes(found);
    if (numbers.length > 1 || chosen.size)
      parts.push(
        filterForm(page, values, filtersOpen, (isOpen) => {
          if (isOpen === filtersOpen) return;
          filtersOpen = isOpen;
          if (isOpen) answer();
        }),
      );
    if (!numbers.length) return [...parts, nothing(question)];
    const heading = numbers.length > BEST ? strings.best : "";
    const best = { heading, numbers: numbers.slice(0, BEST), first: BEST };
    return [...parts, await recordList(page, index, found, best)];
  }

  function groupsOf(index, found) {
    const byKind = new Map();
    for (const number of found.numbers.slice(BEST)) {
      const kind = index.kindOf(number);
      if (!byKind.has(kind)) byKind.set(kind, []);
      byKind.get(kind).push(number);
    }
    const lists = [...byKind].map(([kind, numbers]) => {
      const heading = page.kinds[kind]?.many ?? kind;
      return recordList(page, index, found, { heading, numbers, first: IN_A_GROUP, ofOneKind: true });
    });
    return Promise.all(lists);
  }

  function notes(found) {
    const texts = [];
    const instead = found.instead
      ? [found.instead]
      : found.terms.map((term) => term.instead).filter(Boolean);
    const missing = found.terms.filter((term) => !term.size).map((term) => term.word);
    const some = found.numbers.length > 0;
    if (instead.length) texts.push(filled(strings.instead, { words: page.quoted(instead) }));
    if (some && missing.length)
      texts.push(filled(strings.missing, { words: page.quoted(missing) }));
    else if (some && !found.allWords) texts.push(strings.some);
    return texts.map((text) => made("p", "search-results__note", text));
  }

  function nothing(question) {
    const advice = strings.advice.map((text) => made("li", "", text));
    const name = made("p", "no-results__title", filled(strings.nothing, { question }));
    return made("div", "no-results", name, made("ul", "no-results__advice prose", ...advice));
  }

  // The other languages' results: at once where there are few in this one, else when asked for.
  function offer(other, question) {
    const text = filled(strings.also, { language: other.name });
    const button = pressed(text, "search-results__more", async () => {
      const section = await elsewhere(other, question, turn);
      section?.querySelector("a").focus();
      button.remove();
    });
    return button;
  }

  const idsOf = async (index, numbers) =>
    (await Promise.all(numbers.map((number) => index.record(number)))).map(({ id }) => id);

  // Records that stand among this language's few results are not shown again in another.
  async function elsewhere(other, question, mine, known = new Set()) {
    const index = await opened(other.index);
    const found = await ask(index, question);
    const first = found.numbers.slice(0, MOST_COMPARED);
    const ids = known.size ? await idsOf(index, first) : [];
    const numbers = found.numbers.filter((_, at) => !known.has(ids[at]));
    if (mine !== turn || !numbers.length) return null;
    const heading = filled(strings.elsewhere, { language: other.name });
    const marked = { ...found, words: wordsOf(found) };
    const section = await recordList(page, index, marked, { heading, numbers, first: IN_A_GROUP });
    if (mine !== turn) return null;
    body.append(section);
    return section;
  }

  field.form.addEventListener("submit", (event) => {
    event.preventDefault();
    answer();
  });
  field.addEventListener("input", () => {
    clearTimeout(typing);
    typing = setTimeout(answer, PAUSE);
    opened(root.dataset.index)
      .then((index) => prepare(index, field.value))
      .catch(() => {}); // answer() says so when it fails
  });

  readAddress();
  opened(root.dataset.index).catch(() => {}); // answer() says so when it fails
  if (field.value) answer();
}
