// Narrowing what was found, by kind and by the facets of the index: checkboxes with counts.

import { readPostings } from "../../scripts/search-index.js";
import { made, pressed } from "./search-list.js";

// For each facet its values among the records found: { value, label, has }.  Facets other than
// the kind are loaded only when `wanted`.
export async function valuesOf(index, numbers, kinds, wanted) {
  const among = new Uint8Array(index.count);
  for (const number of numbers) among[number] = 1;
  const byKind = index.kinds.map(({ kind }) => {
    const label = kinds[kind]?.many ?? kind;
    return { value: kind, label, has: new Set() };
  });
  const sets = new Map(byKind.map(({ value, has }) => [value, has]));
  for (const number of numbers) sets.get(index.kindOf(number)).add(number);
  const values = new Map([["kind", byKind]]);
  const names = wanted.filter((name) => index.facets.includes(name));
  const files = await Promise.all(names.map((name) => index.facet(name)));
  names.forEach((name, at) => {
    const choices = Object.entries(files[at]).map(([value, [label, postings]]) => {
      const has = new Set();
      readPostings(postings, (number) => among[number] && has.add(number));
      return { value, label, has };
    });
    values.set(name, choices);
  });
  return values;
}

// The numbers that have one of the chosen values of every facet with a choice.
export function narrowed(numbers, values, chosen) {
  const tests = [...chosen].map(([name, wanted]) =>
    (values.get(name) ?? []).filter(({ value }) => wanted.has(value)).map(({ has }) => has),
  );
  return numbers.filter((number) => tests.every((sets) => sets.some((has) => has.has(number))));
}

// `page` as in search-list.js, with `facets` (their names), `chosen`, and `changed` to call after.
export function filterForm(page, values, isOpen, toggled) {
  const summary = made("summary", "search-results__summary disclosure__summary", page.strings.filters);
  const fields = made("div", "search-results__facets", ...fieldsets(page, values));
  const details = made("details", "search-results__filters", summary, fields);
  details.open = isOpen;
  details.addEventListener("toggle", () => toggled(details.open));
  return details;
}

function fieldsets(page, values) {
  const { lang, strings, facets, chosen } = page;
  const sets = [];
  for (const [name, all] of values) {
    const choices = all.filter(({ value, has }) => has.size || chosen.get(name)?.has(value));
    if (choices.length < 2 && !chosen.has(name)) continue;
    choices.sort(
      (one, other) => other.has.size - one.has.size || one.label.localeCompare(other.label, lang),
    );
    const legend = made("legend", "search-results__legend", facets[name] ?? strings.kind);
    const boxes = choices.map((choice) => checkbox(page, name, choice));
    sets.push(made("fieldset", "search-results__facet", legend, ...boxes));
  }
  if (chosen.size)
    sets.push(
      pressed(strings.reset, "", () => {
        chosen.clear();
        page.changed();
        page.field.focus();
      }),
    );
  return sets;
}

function checkbox({ chosen, changed, counting }, name, { value, label, has }) {
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
    changed();
  });
  const count = made("span", "search-results__count", counting.number(has.size));
  const text = made("span", "search-results__label", label, " ", count);
  return made("label", "search-results__choice", box, text);
}
