// Filters of a list: its facets' links become checkboxes, any of which may be combined; what is
// chosen stands in the address.  The data come when a filter is first used.

import { countingIn } from "../../scripts/search-counting.js";
import { cardOf, made, textOf } from "./filter-cards.js";
import { openList } from "./filter-selection.js";
import { offer, table } from "./filter-table.js";

const PAGE = 50;
const QUIET = 700; // milliseconds before the count is announced: typing is not interrupted

export function enhance(root) {
  const { url, folder } = root.dataset;
  const strings = JSON.parse(root.dataset.strings);
  const lang = document.documentElement.lang;
  const counting = countingIn(lang, root.dataset);
  const section = root.parentElement;
  const heading = section.querySelector("h2");
  const cards = section.querySelector(".card-list");
  const facets = document.querySelector(".narrow__facets");
  if (!cards || !facets) return;
  const announcement = root.querySelector("[role=status]");
  const controls = root.querySelector("template").content.cloneNode(true);
  const field = controls.querySelector("input");
  const order = controls.querySelector("select");
  const actions = controls.querySelector(".filters__actions");
  const [reset, download] = actions.children;

  const whole = { heading: heading.textContent, cards: [...cards.children] };
  const beside = [...section.children].filter((part) => ![heading, root, cards].includes(part));
  const results = made("div", "filters__results");
  const choices = checkboxes(facets, strings.narrow, controls.querySelector(".filters__words"));
  root.prepend(controls.querySelector(".filters__bar"));
  cards.after(results);

  let turn = 0;
  let announcing = 0;
  let opening = null;
  let rows = [];

  function opened() {
    opening ??= fetch(url)
      .then((answer) => (answer.ok ? answer.json() : Promise.reject(new Error(answer.statusText))))
      .then((data) => {
        const list = openList(data, (row) => textOf(list, row));
        return Object.assign(list, { folder, strings });
      });
    opening.catch(() => (opening = null));
    return opening;
  }

  function chosen() {
    const found = new Map();
    for (const { facet, value, box } of choices)
      if (box.checked) found.set(facet, (found.get(facet) ?? new Set()).add(value));
    return found;
  }

  function query() {
    const address = new URLSearchParams();
    for (const [facet, values] of chosen()) for (const value of values) address.append(facet, value);
    const words = field.value.trim();
    if (words) address.set("q", words);
    if (order.selectedIndex) address.set("sort", order.value);
    return address.toString();
  }

  function readAddress() {
    const address = new URLSearchParams(location.search);
    for (const { facet, value, box } of choices) {
      box.checked = address.getAll(facet).includes(value);
      if (box.checked) box.closest("details").open = true;
    }
    field.value = address.get("q") ?? "";
    order.value = address.get("sort") ?? "";
    if (order.selectedIndex < 0) order.selectedIndex = 0;
  }

  // Every choice is a step that Back takes back; so are all keys of one word together.
  function changed(isTyping) {
    const asked = query();
    const goesOn = isTyping && history.state?.typing;
    const step = goesOn ? "replaceState" : "pushState";
    history[step]({ typing: isTyping }, "", location.pathname + (asked && `?${asked}`));
    show();
  }

  function say(text) {
    heading.textContent = text;
    clearTimeout(announcing);
    announcing = setTimeout(() => (announcement.textContent = text), QUIET);
  }

  async function show() {
    const mine = ++turn;
    const isWhole = !query();
    try {
      const list = await opened();
      if (mine !== turn) return;
      const found = list.select(chosen(), field.value, order.value);
      rows = found.rows;
      showCounts(list, found.counts);
      actions.hidden = isWhole;
      for (const part of beside) part.hidden = !isWhole;
      results.replaceChildren();
      cards.hidden = !rows.length;
      if (isWhole) cards.replaceChildren(...whole.cards);
      else showRows(list);
      say(isWhole ? whole.heading : counting.phrase("found", rows.length));
    } catch (error) {
      if (mine !== turn) return;
      say(strings.failed);
      console.error(error);
    }
  }

  function showCounts(list, counts) {
    const places = new Map();
    for (const { name, table } of list.facets.values())
      table.forEach(([value], place) => places.set(`${name}=${value}`, place));
    for (const { facet, value, count, label } of choices) {
      const number = counts.get(facet)?.[places.get(`${facet}=${value}`)] ?? 0;
      count.textContent = counting.number(number);
      label.classList.toggle("filters__choice--none", !number);
    }
  }

  function showRows(list) {
    cards.replaceChildren(...rows.slice(0, PAGE).map((row) => cardOf(list, row)));
    if (rows.length > PAGE) results.append(more(list));
    if (rows.length) return;
    const advice = strings.advice.map((text) => made("li", "", text));
    const title = made("p", "no-results__title", strings.nothing);
    results.append(
      made("div", "no-results", title, made("ul", "no-results__advice prose", ...advice)),
    );
  }

  function more(list) {
    let next = PAGE;
    const label = () => counting.phrase("more", Math.min(PAGE, rows.length - next));
    const button = made("button", "button button--quiet filters__more", label());
    button.type = "button";
    button.addEventListener("click", () => {
      const from = next;
      next = Math.min(rows.length, next + PAGE);
      cards.append(...rows.slice(from, next).map((row) => cardOf(list, row)));
      cards.children[from].querySelector("a").focus();
      if (next < rows.length) button.textContent = label();
      else button.remove();
    });
    return button;
  }

  for (const { box } of choices) box.addEventListener("change", () => changed(false));
  order.addEventListener("change", () => changed(false));
  field.addEventListener("input", () => changed(true));
  field.form.addEventListener("submit", (event) => event.preventDefault());
  reset.addEventListener("click", () => {
    for (const { box } of choices) box.checked = false;
    field.value = "";
    order.selectedIndex = 0;
    changed(false);
    order.focus(); // the button goes away
  });
  download.addEventListener("click", async () => {
    const list = await opened();
    const site = document.querySelector("link[rel=canonical]")?.href ?? location.href;
    offer(table(list, rows, lang, site), `${folder}-selection.csv`);
  });
  addEventListener("popstate", () => {
    readAddress();
    show();
  });

  readAddress();
  if (query()) show();
}

// The facets as a form of checkboxes with the words' field above them; one entry for each box.
function checkboxes(facets, name, words) {
  const form = made("form", "narrow__facets", words, ...facets.childNodes);
  form.setAttribute("role", "search");
  form.setAttribute("aria-label", name);
  facets.replaceWith(form);
  const found = [];
  for (const details of form.querySelectorAll("[data-facet]")) {
    const list = details.querySelector("ul");
    const title = details.querySelector("summary").textContent;
    const group = made("fieldset", "filters__group", made("legend", "visually-hidden", title));
    for (const link of list.querySelectorAll("[data-value]")) {
      const box = made("input", "filters__box");
      box.type = "checkbox";
      const label = made("label", "facet-list__link filters__choice", box, " ", ...link.childNodes);
      const count = label.querySelector(".facet-list__count");
      found.push({ facet: details.dataset.facet, value: link.dataset.value, box, label, count });
      group.append(label);
    }
    list.replaceWith(group);
  }
  return found;
}
