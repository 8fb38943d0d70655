// Which rows of a list have all that was chosen, and how many each further choice would give.
// Only arrays of numbers are walked, so ten thousand rows take a few milliseconds.

const WORD = /[\p{L}\p{N}]+/gu;
const APOSTROPHES = /['’ʼ\u0060´′]/gu;
const LATIN_ACCENTS = /([a-z])\p{M}+/gu;
const ENDING = /(?<=[\u0400-\u052f]{4})[аеєиіїоуюяйь]{1,2}$/u;

// Lower case without apostrophes and Latin accents, ґ as г; й and ї are letters of their own.
export function words(text) {
  const plain = text.toLowerCase().replace(APOSTROPHES, "").replaceAll("ґ", "г").normalize("NFD");
  return plain.replace(LATIN_ACCENTS, "$1").normalize("NFC").match(WORD) ?? [];
}

const asList = (cell) => (Array.isArray(cell) ? cell : [cell]);

// The values of a column as one array; those of a row stand between its start and the next.
function flat(column) {
  const starts = new Uint32Array(column.length + 1);
  const values = [];
  column.forEach((cell, row) => {
    values.push(...asList(cell));
    starts[row + 1] = values.length;
  });
  return { starts, values: Uint16Array.from(values) };
}

// `data` as pobratym/outputs/filter_data.py writes it, `textOf(row)` what words are looked for in.
export function openList(data, textOf) {
  const ids = data.ids.split(" ");
  const size = ids.length;
  const facets = new Map(
    data.facets.map(([name, table, column]) => [name, { name, table, ...flat(column) }]),
  );
  let texts = null;
  const orders = new Map();

  const matching = (question) => {
    const asked = words(question).map((word) => " " + word.replace(ENDING, ""));
    if (!asked.length) return null;
    texts ??= ids.map((_, row) => " " + words(textOf(row)).join(" "));
    return (row) => asked.every((word) => texts[row].includes(word));
  };

  // Rows by their first country; the values of the facet stand in alphabetical order.
  const byCountry = () => {
    const { starts, values } = facets.get("country") ?? flat(ids.map(() => []));
    const first = (row) => (starts[row] < starts[row + 1] ? values[starts[row]] : 65535);
    return [...data.name].sort((one, other) => first(one) - first(other));
  };
  const newest = () => ids.map((_, row) => row);
  const makers = { name: () => data.name, country: byCountry, newest };

  function inOrder(order) {
    if (!orders.has(order)) orders.set(order, Uint32Array.from((makers[order] ?? newest)()));
    return orders.get(order);
  }

  // `chosen` are sets of values by facet.  Rows come in order; counts are by facet and place.
  function select(chosen, question, order) {
    const all = [...facets.values()];
    const wanted = all.map(({ name, table }) => {
      const values = chosen.get(name);
      return values?.size ? Uint8Array.from(table, ([value]) => values.has(value)) : null;
    });
    const counts = all.map(({ table }) => new Uint32Array(table.length));
    const isMatch = matching(question);
    const rows = [];
    const count = (at, row) => {
      const { starts, values } = all[at];
      for (let place = starts[row]; place < starts[row + 1]; place++) counts[at][values[place]]++;
    };
    for (const row of inOrder(order)) {
      // A row that only one facet keeps out would come in by another value of that facet.
      let missed = 0;
      let last = 0;
      for (let at = 0; at < all.length && missed < 2; at++) {
        if (!wanted[at]) continue;
        const { starts, values } = all[at];
        let has = false;
        for (let place = starts[row]; place < starts[row + 1] && !has; place++)
          has = wanted[at][values[place]] === 1;
        if (has) continue;
        missed++;
        last = at;
      }
      if (missed > 1 || (isMatch && !isMatch(row))) continue;
      if (missed) count(last, row);
      else {
        rows.push(row);
        for (let at = 0; at < all.length; at++) count(at, row);
      }
    }
    return { rows, counts: new Map(all.map(({ name }, at) => [name, counts[at]])) };
  }

  return { data, ids, size, facets, select };
}

// The entries [value, label, language?] of one facet of a row.
export function entriesOf({ facets }, name, row) {
  const facet = facets.get(name);
  if (!facet) return [];
  const { starts, values, table } = facet;
  return Array.from(values.subarray(starts[row], starts[row + 1]), (place) => table[place]);
}

export { asList };
