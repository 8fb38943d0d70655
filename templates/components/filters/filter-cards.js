// The cards of filtered records, node by node as the components of the same names make them.

import { asList, entriesOf } from "./filter-selection.js";

export function made(name, className, ...content) {
  const element = document.createElement(name);
  if (className) element.className = className;
  element.append(...content);
  return element;
}

function inLanguage(element, lang) {
  if (lang) element.lang = lang;
  return element;
}

function timeOf({ days, day }, row) {
  if (!(day?.[row] >= 0)) return null;
  const [iso, words] = days[day[row]];
  const time = made("time", "", words);
  time.dateTime = iso;
  return time;
}

const partner = ({ institutions }) => (place) => institutions[place];
const sideOf = (data, side, row) => asList(data[side][row]).map(partner(data));

export function titleOf({ data }, row) {
  if (data.names) return data.names[row];
  if (data.titles[row]) return data.titles[row];
  const names = [...sideOf(data, "home", row), ...sideOf(data, "foreign", row)].map(([name]) => name);
  return [...names, ...(data.unnamed[row] ?? [])].join(" – ");
}

// What a reader sees of the record, for looking for words.
export function textOf(list, row) {
  const { data } = list;
  const parts = [titleOf(list, row)];
  if (data.home) {
    for (const side of ["home", "foreign"])
      for (const [name, place, , local] of sideOf(data, side, row))
        parts.push(name, data.places[place], local);
    parts.push(...(data.unnamed[row] ?? []));
  }
  if (data.place) parts.push(data.places[data.place[row]]);
  if (data.local?.[row]) parts.push(data.local[row][0]);
  if (data.summaries) parts.push(data.summaries[row]);
  for (const name of ["country", "region", "area", "kind", "topic"])
    for (const [, label] of entriesOf(list, name, row)) parts.push(label);
  return parts.join(" ");
}

function partnership(list, row, href) {
  const { data, strings } = list;
  const link = made("a", "partnership-card__link");
  link.href = href;
  const own = "partnership-card__name";
  const add = (text, className, lang) => {
    if (link.firstChild) link.append(made("span", "visually-hidden", " – "));
    link.append(inLanguage(made("span", className, text), lang));
  };
  for (const [name, , lang] of sideOf(data, "home", row)) add(name, `${own} ${own}--home`, lang);
  for (const [name, , lang] of sideOf(data, "foreign", row)) add(name, own, lang);
  for (const name of data.unnamed[row] ?? []) add(name, `${own} ${own}--unnamed`);

  const facts = made("ul", "partnership-card__facts");
  const fact = (...content) => facts.append(made("li", "", ...content));
  for (const [status, label] of entriesOf(list, "status", row))
    fact(made("span", `status-tag status-tag--${status}`, label));
  for (const [level, label] of entriesOf(list, "certainty", row))
    if (level !== "confirmed") fact(made("span", `certainty certainty--${level}`, label));
  const time = timeOf(data, row);
  if (time) fact(time);
  const places = sideOf(data, "foreign", row).map(([, place]) => place);
  places.filter((place, at) => place !== places[at - 1]).forEach((place) => fact(data.places[place]));
  if (list.outside.has(row)) fact(strings.outside);

  const card = made("article", "partnership-card", made("h3", "partnership-card__title", link), facts);
  const areas = entriesOf(list, "area", row);
  if (areas.length) {
    const names = areas.map(([, label, lang]) => inLanguage(made("span", "", label), lang));
    const line = names.flatMap((name, at) => (at ? [" · ", name] : [name]));
    card.append(made("p", "partnership-card__areas", ...line));
  }
  return card;
}

function institution(list, row, href) {
  const { data } = list;
  const name = data.names[row];
  const link = inLanguage(made("a", "institution-card__link", name), data.langs[row]);
  link.href = href;
  const card = made("article", "institution-card", made("h3", "institution-card__title", link));
  const [local, lang] = data.local[row] ?? [];
  if (local && local !== name)
    card.append(inLanguage(made("p", "institution-card__local", local), lang));
  const labels = (facet) => entriesOf(list, facet, row).map(([, label]) => label);
  const facts = [...labels("kind"), data.places[data.place[row]], ...labels("country")];
  card.append(made("p", "institution-card__facts", facts.filter(Boolean).join(" · ")));
  return card;
}

function news(list, row, href) {
  const { data, strings } = list;
  const lang = data.langs[row];
  const link = inLanguage(made("a", "news-card__link", data.names[row]), lang);
  link.href = href;
  if (lang) link.hreflang = lang;
  const day = made("p", "news-card__day", timeOf(data, row));
  if (list.drafts.has(row)) day.append(" · ", made("strong", "", strings.draft));
  const card = made("article", "news-card", day, made("h3", "news-card__title", link));
  const summary = data.summaries[row];
  if (summary)
    card.append(inLanguage(made("p", "news-card__summary", summary), data.summary_langs[row]));
  return card;
}

const CARDS = { partnerships: partnership, institutions: institution, news };

// `list` is an opened list with `folder` and `strings`.
export function cardOf(list, row) {
  list.outside ??= new Set(list.data.outside);
  list.drafts ??= new Set(list.data.drafts);
  const card = CARDS[list.folder](list, row, `${list.data.root}${list.ids[row]}/`);
  return made("li", "card-list__item", card);
}
