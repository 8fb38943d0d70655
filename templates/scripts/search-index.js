// One language's search index, loaded file by file as questions need it.
// pobratym/outputs/search_index.py says what the files are.

import { readerOf } from "./search-words.js";

const DIGEST = 8;
const LEVELS = "!#$%&()*+,./:;<=>?[]";
const DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
const FLOOR = 0.25;
const RATIO = 1.25;
const VALUES = Array.from(LEVELS, (_, level) => Math.round(FLOOR * RATIO ** level * 1e3) / 1e3);

const END_OF_NUMBER = 32; // digits below it end a number, from it on more follow
const LEVEL = 64; // from here on a character is the mark of a level
const MEANING = new Uint8Array(128);
Array.from(DIGITS, (digit, value) => (MEANING[digit.charCodeAt(0)] = value));
Array.from(LEVELS, (mark, level) => (MEANING[mark.charCodeAt(0)] = LEVEL + level));

// Calls `each` with the number of every record and the importance of the word in it.
export function readPostings(text, each) {
  let value = 0;
  let last = -1;
  let step = 0;
  let shift = 0;
  for (let at = 0; at < text.length; at++) {
    const meaning = MEANING[text.charCodeAt(at)];
    if (meaning >= LEVEL) {
      value = VALUES[meaning - LEVEL];
      last = -1;
      continue;
    }
    step += (meaning & 31) << shift;
    shift += 5;
    if (meaning < END_OF_NUMBER) {
      last += step + 1;
      each(last, value);
      step = shift = 0;
    }
  }
}

// How many records a word has, without loading them.
export function countOf(text) {
  if (text[0] === "@") return Number(text.split(",")[1]);
  let count = 0;
  readPostings(text, () => count++);
  return count;
}

async function fetchJson(url, options) {
  const response = await fetch(url, options);
  if (!response.ok) throw new Error(`${url}: ${response.status}`);
  return response.json();
}

const digestsOf = ([keys, digests]) =>
  new Map(
    keys
      .split(" ")
      .filter(Boolean)
      .map((key, at) => [key, digests.slice(at * DIGEST, (at + 1) * DIGEST)]),
  );

// `url` is the address of the index's list of files, index.json.
export async function openIndex(url) {
  const address = new URL(url, document.baseURI);
  const list = await fetchJson(address, { cache: "no-cache" });
  const loaded = new Map();

  function file(name, digest) {
    const path = `${name}.${digest}.json`;
    if (!loaded.has(path)) {
      const loading = fetchJson(new URL(path, address));
      loading.catch(() => loaded.delete(path));
      loaded.set(path, loading);
    }
    return loaded.get(path);
  }

  const digests = {
    terms: digestsOf(list.terms),
    sounds: digestsOf(list.sounds),
    words: digestsOf(list.words),
    facets: digestsOf(list.facets),
  };
  const fileNames = { facets: "facet" };
  const part = async (name, key) => {
    const digest = digests[name].get(key);
    return digest ? file(fileNames[name] ?? name, digest) : {};
  };

  let first = 0;
  const kinds = list.kinds.map(([kind, count]) => ({ kind, end: (first += count) }));

  return {
    lang: list.lang,
    count: list.count,
    cyrillic: list.cyrillic,
    facets: [...digests.facets.keys()],
    reader: readerOf(await file("rules", list.rules)),

    // Words with their postings from the files of these first letters.
    async wordsAt(letters) {
      const parts = [...new Set(letters)].sort().map((two) => part("terms", two));
      return Object.assign({}, ...(await Promise.all(parts)));
    },

    // The postings as text, which for a very common word stand in a file of their own.
    postings: (text) => (text[0] === "@" ? file("list", text.slice(1).split(",")[0]) : text),

    sounding: (two) => part("sounds", two),

    async wordsOfLength(length) {
      const words = await part("words", String(length));
      return typeof words === "string" ? words.split(" ") : [];
    },

    facet: (name) => part("facets", name),

    kinds,
    kindOf: (number) => kinds.find(({ end }) => number < end).kind,

    async record(number) {
      const at = Math.floor(number / list.recordsAFile) * DIGEST;
      const records = await file("records", list.records.slice(at, at + DIGEST));
      const [id, address, title, facts, text, lang] = records[number % list.recordsAFile];
      return { id, url: address, title, facts, text, lang };
    },
  };
}
