// The search page: answers while the reader types, keeps the question in the address, says how
// many records were found, groups them by kind, narrows them, and looks into the other languages.

import { ask, openIndex } from "../../scripts/search.js";
import { decode } from "../../scripts/search-index.js";
import { showExcerpt, showText } from "../../scripts/search-excerpt.js";

const PAUSE = 90; // milliseconds after the last key
const BEST = 3;
const IN_A_GROUP = 3;
const MORE = 10;
const FEW = 3; // with fewer results the other languages are searched at once

function made(name, className, ...content) {
  const element = document.createElement(name);
  if (className) element.className = className;
  element.append(...content);
  return element;
}

const filled = (text, values) =>
  text.replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);

const quoted = (lang, words) =>
  words.map((word) => (lang === "uk" ? `«${word}»` : `“${word}”`)).join(", ");

export function enhance(root) {
  const form = document.getElementById(root.dataset.form)?.form;
  if (!form) return;
  const field = form.elements.q;
  const status = root.querySelector(".search-results__status");
  const body = root.querySelector(".search-results__body");
  const strings = JSON.parse(root.dataset.strings);
  const kinds = JSON.parse(root.dataset.kinds);
  const facets = JSON.parse(root.dataset.facets);
  const others = JSON.parse(root.dataset.others);
  const level = Number(root.dataset.level);
  const lang = document.documentElement.lang;
  const plural = new Intl.PluralRules(lang);
  const written = new Intl.NumberFormat(lang);
  const title = document.title;
  const samples = [0, 1, 2, 3, 6, 11, 100];

  const counted = (forms, count) => {
    const category = plural.select(count);
    const at = samples.findIndex((sample) => plural.select(sample) === category);
    return filled(forms[Math.max(at, 0)], { count: written.format(count) });
  };

  const indexes = new Map();
  const opened = (url) => {
    if (!indexes.has(url)) {
      const opening = openIndex(url);
      opening.catch(() => indexes.delete(url));
      indexes.set(url, opening);
    }
    return indexes.get(url);
  };

  // What the address says: the question and the chosen values by facet.
  const chosen = new Map();
  function readAddress() {
    const address = new URLSearchParams(location.search);
    field.value = address.get("q") ?? "";
    chosen.clear();
    for (const name of ["kind", ...Object.keys(facets)])
      if (address.has(name)) chosen.set(name, new Set(address.getAll(name)));
  }
  function writeAddress() {
    const address = new URLSearchParams();
    if (field.value.trim()) address.set("q", field.value.trim());
    for (const [name, values] of chosen) for (const value of values) address.append(name, value);
    const query = address.toString();
    history.replaceState(null, "", location.pathname + (query && `?${query}`));
    document.title = field.value.trim() ? `${field.value.trim()} – ${title}` : title;
  }

  let turn = 0;
  let timer = 0;
  let filtersOpen = chosen.size > 0;

  async function answer() {
    const mine = ++turn;
    const question = field.value.trim();
    writeAddress();
    if (!question) {
      status.textContent = "";
      body.replaceChildren();
      return;
    }
    if (!body.firstChild) status.textContent = strings.loading;
    try {
      const index = await opened(root.dataset.index);
      const found = await ask(index, question);
      const values = await facetValues(index, found.numbers);
      const numbers = narrowed(found.numbers, values);
      const page = await shown(index, { ...found, numbers }, values, question);
      if (mine !== turn) return;
      const focused = document.activeElement?.dataset?.choice;
      body.replaceChildren(...page);
      if (focused)
        [...body.querySelectorAll("[data-choice]")]
          .find((box) => box.dataset.choice === focused)
          ?.focus();
      status.textContent = numbers.length
        ? counted(strings.found, numbers.length)
        : filled(strings.nothing, { question });
      if (found.numbers.length < FEW) others.forEach((other) => elsewhere(other, question, mine));
    } catch (error) {
      if (mine !== turn) return;
      body.replaceChildren();
      status.textContent = strings.failed;
      throw error;
    }
  }

  // For each facet its values, with label and the records that have them among those found.
  async function facetValues(index, numbers) {
    const among = new Set(numbers);
    const values = new Map([["kind", kindsOf(index, numbers)]]);
    if (!filtersOpen) return values;
    const names = Object.keys(facets).filter((name) => index.facets.includes(name));
    const files = await Promise.all(names.map((name) => index.facet(name)));
    names.forEach((name, at) => {
      const found = Object.entries(files[at])
        .map(([value, [label, postings]]) => {
          const has = new Set([...decode(postings).keys()].filter((number) => among.has(number)));
          return { value, label, has };
        })
        .filter(({ value, has }) => has.size || chosen.get(name)?.has(value));
      values.set(name, found);
    });
    return values;
  }

  function kindsOf(index, numbers) {
    const found = new Map();
    for (const number of numbers) {
      const kind = index.kindOf(number);
      if (!found.has(kind)) found.set(kind, { value: kind, label: kinds[kind] ?? kind, has: new Set() });
      found.get(kind).has.add(number);
    }
    return [...found.values()];
  }

  function narrowed(numbers, values) {
    const tests = [...chosen].map(([name, wanted]) =>
      (values.get(name) ?? []).filter(({ value }) => wanted.has(value)).map(({ has }) => has),
    );
    return numbers.filter((number) =>
      tests.every((sets) => sets.some((has) => has.has(number))),
    );
  }

  async function shown(index, found, values, question) {
    const page = notes(found);
    if (found.numbers.length > 1 || chosen.size) page.push(filters(values));
    if (!found.numbers.length) return [...page, nothing(question)];
    const best = found.numbers.slice(0, BEST);
    const rest = found.numbers.slice(BEST);
    page.push(await group(index, found, rest.length ? strings.best : "", best, best.length));
    const byKind = new Map();
    for (const number of rest) {
      const kind = index.kindOf(number);
      byKind.set(kind, [...(byKind.get(kind) ?? []), number]);
    }
    const groups = [...byKind].map(([kind, numbers]) =>
      group(index, found, kinds[kind] ?? kind, numbers, IN_A_GROUP),
    );
    page.push(...(await Promise.all(groups)));
    if (found.numbers.length >= FEW) page.push(...others.map((other) => offer(other, question)));
    return page;
  }

  function notes(found) {
    const texts = [];
    const instead = found.instead
      ? [found.instead]
      : found.terms.map((term) => term.instead).filter(Boolean);
    const missing = found.terms.filter((term) => !term.records.size).map((term) => term.word);
    if (instead.length) texts.push(filled(strings.instead, { words: quoted(lang, instead) }));
    if (found.numbers.length && missing.length)
      texts.push(filled(strings.missing, { words: quoted(lang, missing) }));
    else if (found.numbers.length && !found.allWords) texts.push(strings.some);
    return texts.map((text) => made("p", "search-results__note", text));
  }

  function nothing(question) {
    const advice = strings.advice.map((text) => made("li", "", text));
    return made(
      "div",
      "no-results",
      made("p", "no-results__title", filled(strings.nothing, { question })),
      made("ul", "no-results__advice prose", ...advice),
    );
  }

  function filters(values) {
    const details = made("details", "search-results__filters");
    details.open = filtersOpen;
    const summary = made("summary", "search-results__summary disclosure__summary", strings.filters);
    details.append(summary, made("div", "search-results__facets", ...fieldsets(values)));
    details.addEventListener("toggle", () => {
      if (details.open === filtersOpen) return;
      filtersOpen = details.open;
      if (filtersOpen) answer();
    });
    return details;
  }

  function fieldsets(values) {
    const made_ = [...values]
      .filter(([, choices]) => choices.length > 1 || choices.some((choice) => !choice.has.size))
      .map(([name, choices]) => {
        const legend = name === "kind" ? strings.kind : facets[name];
        return made(
          "fieldset",
          "search-results__facet",
          made("legend", "search-results__legend", legend),
          ...choices
            .sort((one, other) => other.has.size - one.has.size || one.label.localeCompare(other.label, lang))
            .map((choice) => checkbox(name, choice)),
        );
      });
    if (chosen.size) {
      const reset = made("button", "button button--quiet", strings.reset);
      reset.type = "button";
      reset.addEventListener("click", () => {
        chosen.clear();
        answer();
        field.focus();
      });
      made_.push(reset);
    }
    return made_;
  }

  function checkbox(name, { value, label, has }) {
    const box = made("input", "search-results__box");
    box.type = "checkbox";
    box.checked = chosen.get(name)?.has(value) ?? false;
    box.dataset.choice = `${name}=${value}`;
    box.addEventListener("change", () => {
      const values = chosen.get(name) ?? new Set();
      if (box.checked) values.add(value);
      else values.delete(value);
      if (values.size) chosen.set(name, values);
      else chosen.delete(name);
      answer();
    });
    const count = made("span", "search-results__count", written.format(has.size));
    const text = made("span", "search-results__label", label, " ", count);
    return made("label", "search-results__choice", box, text);
  }

  // A list of records under a heading; a button shows more of them.
  async function group(index, found, heading, numbers, first) {
    const section = made("section", "search-results__group");
    const depth = heading ? level + 1 : level;
    if (heading) {
      const name = made(`h${level}`, "search-results__heading", heading);
      if (first < numbers.length)
        name.append(" ", made("span", "search-results__count", written.format(numbers.length)));
      section.append(name);
    }
    const list = made("ol", "search-results__list");
    section.append(list);
    const add = async (from, to) =>
      list.append(
        ...(await Promise.all(
          numbers.slice(from, to).map((number) => item(index, found, number, depth)),
        )),
      );
    await add(0, first);
    if (first < numbers.length) section.append(moreButton(list, numbers, first, add));
    return section;
  }

  function moreButton(list, numbers, first, add) {
    let next = first;
    const button = made("button", "button button--quiet search-results__more");
    const label = () => {
      button.textContent = counted(strings.more, Math.min(MORE, numbers.length - next));
    };
    button.type = "button";
    label();
    button.addEventListener("click", async () => {
      const from = next;
      next = Math.min(numbers.length, next + MORE);
      await add(from, next);
      list.children[from].querySelector("a").focus();
      if (next < numbers.length) label();
      else button.remove();
    });
    return button;
  }

  async function item(index, found, number, depth) {
    const record = await index.record(number);
    const { reader } = index;
    const words = new Set(found.terms.flatMap((term) => [...term.words]));
    const link = made("a", "search-results__link");
    link.href = record.url;
    let marked = showText(link, reader, record.title, words);
    const kind = index.kindOf(number);
    const entry = made(
      "li",
      "search-results__item",
      made(`h${depth}`, "search-results__title", link),
      made("p", "search-results__kind", kinds[kind] ?? kind),
    );
    const own = record.lang || (index.lang === lang ? "" : index.lang);
    if (own) entry.lang = own;
    if (record.facts.length) {
      const facts = made("p", "search-results__facts");
      marked = showText(facts, reader, record.facts.join(" · "), words) || marked;
      entry.append(facts);
    }
    if (record.text) {
      const excerpt = made("p", "search-results__excerpt");
      marked = showExcerpt(excerpt, reader, record.text, words) || marked;
      entry.append(excerpt);
    }
    const forms = found.terms.map((term) => term.forms.get(number)).filter(Boolean);
    if (!marked && forms.length) {
      const why = made("p", "search-results__matched", filled(strings.matched, { words: quoted(lang, forms) }));
      why.lang = lang;
      entry.append(why);
    }
    return entry;
  }

  // The other languages' results, when asked for or when there are few in this one.
  function offer(other, question) {
    const button = made("button", "button button--quiet search-results__more");
    button.type = "button";
    button.textContent = filled(strings.also, { language: other.name });
    button.addEventListener("click", async () => {
      await elsewhere(other, question, turn);
      const link = button.nextElementSibling?.querySelector("a");
      button.remove();
      link?.focus();
    });
    return button;
  }

  async function elsewhere(other, question, mine) {
    const index = await opened(other.index);
    const found = await ask(index, question);
    if (mine !== turn || !found.numbers.length) return;
    const heading = `${strings.elsewhere}: ${other.name}`;
    const section = await group(index, found, heading, found.numbers, IN_A_GROUP);
    if (mine === turn) body.append(section);
  }

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    clearTimeout(timer);
    answer();
  });
  field.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(answer, PAUSE);
  });
  addEventListener("popstate", () => {
    readAddress();
    answer();
  });

  readAddress();
  filtersOpen = [...chosen.keys()].some((name) => name !== "kind");
  opened(root.dataset.index).catch(() => {});
  if (field.value) answer();
}
