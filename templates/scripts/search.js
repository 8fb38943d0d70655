// Asking a search index.  tests/search/reference.py takes the same steps with the same numbers.

import { countOf, openIndex, readPostings } from "./search-index.js";
import { distance, isCyrillic, likeness } from "./search-words.js";

export { openIndex };

const EXACT = 1;
const SPELLED = 0.97;
const FORM = 0.85;
const RELATIVE = 0.5;
const PREFIX = 0.6;
const CROSS = 0.75;
const OLD = 0.6;
const GUESS = 0.5;
const MOST_BEGINNINGS = 30;

const meet = (one, other) => one.some((stem) => other.includes(stem));
const byCodePoint = (one, other) => (one < other ? -1 : one > other ? 1 : 0);

// The first letters under which a word and its relatives stand in the index.
function lettersOf({ reader }, word) {
  const [own, wide] = reader.stems(word);
  return [reader.plain(word), ...own, ...wide].map((form) => form.slice(0, 2));
}

// Words of the index that are the asked one, its other forms, relatives or continuations.
async function closeWords(index, word, beginning) {
  const { plain, stems } = index.reader;
  const asked = plain(word);
  const [own, wide] = stems(word);
  const all = [...own, ...wide];
  const near = await index.wordsAt(lettersOf(index, word));
  const tiers = new Map();
  let best = 0;
  const keep = (form, tier) => {
    tiers.set(form, tier);
    best = Math.max(best, tier);
  };
  for (const form of Object.keys(near)) {
    if (form === word) keep(form, EXACT);
    else if (plain(form) === asked) keep(form, SPELLED);
    else {
      const [formOwn, formWide] = stems(form);
      if (meet(own, formOwn)) keep(form, FORM);
      else if (meet(all, formOwn) || meet(all, formWide)) keep(form, RELATIVE);
    }
  }
  if (beginning && (best < FORM || (asked.length < 4 && best < SPELLED)))
    Object.keys(near)
      .filter((form) => !tiers.has(form) && plain(form).startsWith(asked))
      .map((form) => [countOf(near[form]), form])
      .sort((one, other) => other[0] - one[0] || byCodePoint(one[1], other[1]))
      .slice(0, MOST_BEGINNINGS)
      .forEach(([, form]) => tiers.set(form, (PREFIX * asked.length) / form.length));
  return tiers;
}

// Words that sound alike: only those of the other alphabet when `foreign`, else all.
async function soundingWords(index, word, foreign) {
  const { heard, skeleton } = index.reader;
  const scores = new Map();
  for (const sound of heard(word)) {
    const consonants = skeleton(sound);
    if (consonants.length < 2) continue;
    const alike = (await index.sounding(consonants.slice(0, 2)))[consonants] ?? "";
    const enough = sound.length > 4 ? 0.7 : sound.length === 4 ? 0.75 : 1;
    for (const form of alike.split(" ").filter(Boolean)) {
      if (foreign && isCyrillic(form) === isCyrillic(word)) continue;
      const score = Math.max(0, ...heard(form).map((other) => likeness(sound, other)));
      if (score >= enough) scores.set(form, Math.max(score, scores.get(form) ?? 0));
    }
  }
  const best = Math.max(0, ...scores.values());
  const tiers = new Map();
  for (const [form, score] of scores)
    if (score > best - 0.15)
      tiers.set(form, score * (isCyrillic(form) === isCyrillic(word) ? OLD : CROSS));
  return tiers;
}

function commonStart(one, other) {
  let at = 0;
  while (at < one.length && one[at] === other[at]) at++;
  return at;
}

// The nearest words of the index: one mistake, two in long words; the likeliest first.
async function mistypedWords(index, word) {
  const { plain } = index.reader;
  const asked = plain(word);
  const most = asked.length < 4 || /^\p{Nd}+$/u.test(asked) ? 0 : asked.length < 8 ? 1 : 2;
  const lengths = [];
  for (let length = asked.length - most; most && length <= asked.length + most; length++)
    lengths.push(length);
  const lists = await Promise.all(lengths.map((length) => index.wordsOfLength(length)));
  const found = [];
  for (const form of lists.flat()) {
    const away = distance(asked, plain(form), most);
    if (away <= most) found.push({ away, start: commonStart(asked, plain(form)), form });
  }
  const nearest = Math.min(...found.map(({ away }) => away));
  return found
    .filter(({ away }) => away === nearest)
    .sort((one, other) => other.start - one.start || byCodePoint(one.form, other.form))
    .slice(0, 3)
    .map(({ form }) => form);
}

// The score of every record (0 where it has none of the words) and by which word it was found.
async function scoresOf(index, tiers) {
  const { plain } = index.reader;
  const words = [...tiers.keys()];
  const near = await index.wordsAt(words.map((form) => plain(form).slice(0, 2)));
  const lists = await Promise.all(words.map((form) => index.postings(near[form])));
  const scores = new Float64Array(index.count);
  const foundBy = new Uint16Array(index.count);
  let size = 0;
  words.forEach((form, at) => {
    const tier = tiers.get(form);
    readPostings(lists[at], (number, importance) => {
      const score = tier * importance;
      if (score <= scores[number]) return;
      if (!scores[number]) size++;
      scores[number] = score;
      foundBy[number] = at;
    });
  });
  return { size, scores, words, formIn: (number) => scores[number] && words[foundBy[number]] };
}

// Records for one word of the question, by ever more lenient reading until some are found.
// `instead` is the word that was read in its place, `words` all that were looked for, `size` how
// many records have one, `formIn(number)` the one by which a record was found.
async function lookUp(index, word, last) {
  const { fold, otherKeyboard } = index.reader;
  const term = async (tiers, instead = "") => ({
    word, instead, ...(await scoresOf(index, tiers)),
  });
  let tiers = await closeWords(index, word, last);
  if (isCyrillic(word) !== index.cyrillic)
    tiers = new Map([...(await soundingWords(index, word, true)), ...tiers]);
  if (!tiers.size && word.length > 3) tiers = await closeWords(index, word, true);
  if (tiers.size) return term(tiers);

  const switched = fold(otherKeyboard(word));
  for (const typed of switched) {
    tiers = await closeWords(index, typed, last && typed.length > 2);
    if (tiers.size) return term(tiers, typed);
  }
  tiers = await soundingWords(index, word, false);
  if (tiers.size) return term(tiers);

  let guesses = [];
  for (const typed of [word, ...switched])
    if (!guesses.length) guesses = await mistypedWords(index, typed);
  if (!guesses.length) guesses = await endsOf(index, word);
  for (const guess of guesses)
    for (const [form, tier] of await closeWords(index, guess, false))
      tiers.set(form, Math.max(tier * GUESS, tiers.get(form) ?? 0));
  return term(tiers, guesses[0] ?? "");
}

// The known word that an unknown compound ends with: медуніверситет, університет.
async function endsOf(index, word) {
  for (let at = 3; at < Math.min(7, word.length - 5); at++) {
    const tiers = await closeWords(index, word.slice(at), false);
    if (Math.max(0, ...tiers.values()) >= FORM) return [word.slice(at)];
  }
  return [];
}

// The words, two of them as one where only that is known: нейро хірургія, нейрохірургія.
async function joined(index, words) {
  const together = [];
  for (let at = 0; at < words.length; at++) {
    const pair = at + 1 < words.length && words[at] + words[at + 1];
    const alone = !pair || (await closeWords(index, words[at], false)).size > 0;
    if (!alone && (await closeWords(index, pair, false)).size) {
      together.push(pair);
      at++;
    } else together.push(words[at]);
  }
  return together;
}

// What the index has for a question as typed, or as the same keys give it in the other layout:
// `numbers` of records, best first; `allWords` whether each has every word; `terms` as read.
export async function ask(index, question) {
  const answer = await askAsTyped(index, question);
  if (answer.numbers.length) return answer;
  const switched = index.reader.otherKeyboard(question);
  const other = await askAsTyped(index, switched);
  return other.numbers.length && other.allWords && other.terms.every(({ instead }) => !instead)
    ? { ...other, instead: switched }
    : answer;
}

// Loads the files of all words of the question at once; gives the words.
export async function prepare(index, question) {
  const words = index.reader.wordsOf(question);
  await index.wordsAt(words.flatMap((word) => lettersOf(index, word)));
  return words;
}

async function askAsTyped(index, question) {
  const asked = await prepare(index, question);
  const words = await joined(index, asked);
  const terms = await Promise.all(
    words.map((word, at) => lookUp(index, word, at === words.length - 1)),
  );
  const found = terms.filter(({ size }) => size);
  if (!found.length) return { numbers: [], allWords: false, terms };

  const rarity = found.map(({ size }) => Math.log(1 + (index.count - size + 0.5) / (size + 0.5)));
  const totals = new Float64Array(index.count);
  const everywhere = [];
  const somewhere = [];
  for (let number = 0; number < index.count; number++) {
    let score = 0;
    let present = 0;
    for (let at = 0; at < found.length; at++) {
      const own = found[at].scores[number];
      if (!own) continue;
      score += rarity[at] * own;
      present += 1;
    }
    if (!present) continue;
    const share = present / found.length;
    totals[number] = Math.round(score * share * share * 1e6);
    (present === found.length ? everywhere : somewhere).push(number);
  }
  const numbers = everywhere.length ? everywhere : somewhere;
  numbers.sort((one, other) => totals[other] - totals[one] || one - other);
  return { numbers, allWords: everywhere.length > 0 && found.length === terms.length, terms };
}
