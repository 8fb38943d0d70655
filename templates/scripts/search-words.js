// Reading words for search: the same rules, from the same tables, as pobratym/outputs/search,
// which explains them.  A test compares the two on thousands of words.

const VOWELS = "аеєиіїоуюя";
const CYRILLIC = /[\u0400-\u052f]/;

const remembered = (compute) => {
  const known = new Map();
  return (word) => {
    let result = known.get(word);
    if (result === undefined) known.set(word, (result = compute(word)));
    return result;
  };
};

const unique = (list) => [...new Set(list)];

export const isCyrillic = (word) => CYRILLIC.test(word);

// Edit distance with swaps of neighbours (optimal string alignment); stops above `most`.
export function distance(one, other, most) {
  if (Math.abs(one.length - other.length) > most) return most + 1;
  let before = [];
  let last = Array.from({ length: other.length + 1 }, (_, at) => at);
  for (let i = 1; i <= one.length; i++) {
    const row = [i];
    let least = i;
    for (let j = 1; j <= other.length; j++) {
      let cost = Math.min(
        last[j] + 1,
        row[j - 1] + 1,
        last[j - 1] + (one[i - 1] === other[j - 1] ? 0 : 1),
      );
      if (i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1])
        cost = Math.min(cost, before[j - 2] + 1);
      row.push(cost);
      least = Math.min(least, cost);
    }
    if (least > most) return most + 1;
    before = last;
    last = row;
  }
  return last[other.length];
}

export function likeness(one, other) {
  const longest = Math.max(one.length, other.length);
  return one === other ? 1 : 1 - distance(one, other, longest) / longest;
}

// Everything that knows the language tables, which come with the index.
export function readerOf(rules) {
  const apostrophes = rules.apostrophes;
  const anyApostrophe = new RegExp(`[${apostrophes}]`, "gu");
  const possessive = new RegExp(`[${apostrophes}]s$`, "u");
  const invisible = new RegExp(`[${rules.invisible}]`, "gu");
  const stressed = /([\u0400-\u052f])\u0301/gu;
  const wordPattern = new RegExp(`[\\p{L}\\p{N}]+(?:[${apostrophes}][\\p{L}\\p{N}]+)*`, "gu");
  const swap = (table) => (text) => Array.from(text, (letter) => table[letter] ?? letter).join("");
  const pairs = (from, to) => Object.fromEntries(Array.from(from, (letter, at) => [letter, to[at]]));

  const lookalike = swap(pairs(...rules.lookalikes));
  const undecomposed = swap(rules.undecomposed);
  const oldLetters = swap(rules.old_letters);
  const stop = new Set(`${rules.ukrainian.stop} ${rules.english.stop}`.split(" "));
  const asking = new Set(rules.asking.split(" "));
  const toCyrillic = swap(pairs(...rules.keyboards));
  const toLatin = swap(pairs(rules.keyboards[1], rules.keyboards[0]));

  const clean = (text) => text.normalize("NFC").replace(invisible, "").replace(stressed, "$1");
  const rawWords = (text) => clean(text).match(wordPattern) ?? [];

  const fold = remembered((raw) => {
    let low = raw.toLowerCase();
    let forms;
    if (isCyrillic(low)) forms = [lookalike(low.replace(anyApostrophe, ""))];
    else {
      low = undecomposed(low.replace(possessive, ""));
      forms = low.normalize("NFD").replace(/[\u0300-\u036f]/g, "").split(anyApostrophe);
    }
    const inCapitals = raw.length > 1 && raw === raw.toUpperCase() && raw !== raw.toLowerCase();
    return forms
      .filter((form) => form.length > 1 || /^\p{Nd}$/u.test(form))
      .filter((form) => inCapitals || !stop.has(form))
      .map((form) => form.slice(0, rules.longest_word));
  });

  const plain = remembered(oldLetters);

  // The words that are looked up: stop words only where nothing else was asked.
  function wordsOf(question) {
    const raw = rawWords(question);
    let forms = raw.flatMap(fold);
    if (!forms.length) forms = raw.flatMap((word) => fold(word.toUpperCase()));
    const content = forms.filter((form) => !asking.has(form));
    return unique(content.length ? content : forms);
  }

  // What the same keys give in the other keyboard layout.
  const otherKeyboard = (raw) => (isCyrillic(raw) ? toLatin : toCyrillic)(raw.toLowerCase());

  const ukrainian = ukrainianStems(rules.ukrainian);
  const english = englishStems(rules.english);
  const stems = remembered((form) => {
    const word = plain(form);
    return isCyrillic(word) ? ukrainian.stems(word) : english(word);
  });

  const sounds = soundsOf(rules.sounds);
  const heard = remembered((form) => {
    const word = plain(form);
    const spelled = isCyrillic(word) ? ukrainian.spelledStems(word) : [word];
    return unique(spelled.filter((stem) => stem.length > 2).flatMap(sounds.of)).filter(Boolean);
  });

  return {
    rawWords, clean, wordPattern, fold, plain, wordsOf, otherKeyboard, stems, heard,
    skeleton: sounds.skeleton,
  };
}

function ukrainianStems(rules) {
  const endings = rules.endings.map((ofLength) => new Set(ofLength.split(" ")));
  const reflexive = new RegExp(rules.reflexive, "u");
  const closedSyllable = /^(.*)([іїоеє])([^аеєиіїоуюя]{1,2})$/u;
  const softSignInside = /ь(?=[^аеєиіїоуюя]+$)/gu;
  const irregular = new Map(
    rules.irregular.flatMap((forms) => {
      const words = forms.split(" ");
      return words.map((word) => [word, "=" + words[0]]);
    }),
  );
  const suffixes = new Map();
  for (const [shortest, suffix, to] of rules.suffixes)
    suffixes.set(suffix, [...(suffixes.get(suffix) ?? []), [shortest, to]]);
  const longestSuffix = Math.max(...[...suffixes.keys()].map((suffix) => suffix.length));
  const withoutSoftSign = (stem) => (stem.endsWith("ь") ? stem.slice(0, -1) : stem);

  function variants(stem) {
    const closed = closedSyllable.exec(stem);
    if (!closed) return [stem];
    const [, head, vowel, tail] = closed;
    const others = rules.alternations[vowel];
    if (others) return [stem, ...Array.from(others, (other) => head + other + tail)];
    if (rules.fleeting.includes(vowel) && tail.length === 1 && head && !VOWELS.includes(head.at(-1)))
      return [stem, head + tail];
    return [stem];
  }

  function normal(stem) {
    stem = stem.replace(softSignInside, "");
    return stem.length > 2 && stem.at(-1) === stem.at(-2) ? stem.slice(0, -1) : stem;
  }

  function rawStems(word) {
    const found = [];
    for (let length = endings.length - 1; length > 0; length--) {
      const stem = word.slice(0, -length);
      const ending = word.slice(-length);
      if (stem.length >= rules.shortest_stem[length] && endings[length].has(ending)) {
        const doubled = stem.length > 3 && stem.at(-1) === stem.at(-2);
        const closed = ending === "ю" && (doubled || (stem.length > 4 && stem.endsWith("іст")));
        found.push([closed && doubled ? stem.slice(0, -1) : stem, closed]);
        const hard = rules.before_i[stem.at(-1)];
        if (ending === "і" && hard) found.push([stem.slice(0, -1) + hard, false]);
      }
    }
    if (!VOWELS.includes(word.at(-1))) found.push([word, true]);
    return found.length
      ? found.map(([stem, closed]) => [withoutSoftSign(stem), closed])
      : [[word, false]];
  }

  function stems(word) {
    if (irregular.has(word)) return [[irregular.get(word)], []];
    const raw = rawStems(word);
    if (word.length > 5 && reflexive.test(word)) raw.push(...rawStems(word.slice(0, -2)));
    const own = new Set();
    const wide = new Set();
    for (const [bare, closed] of raw) {
      for (const variant of closed ? variants(bare) : [bare]) own.add(normal(variant));
      for (let length = 1; length <= longestSuffix && length <= bare.length; length++)
        for (const [shortest, to] of suffixes.get(bare.slice(-length)) ?? []) {
          const root = bare.slice(0, -length) + to;
          if (root.length >= shortest)
            for (const variant of variants(withoutSoftSign(root))) wide.add(normal(variant));
        }
    }
    return [[...own], [...wide].filter((stem) => !own.has(stem))];
  }

  const spelledStems = (word) =>
    irregular.has(word)
      ? [word]
      : rawStems(word).flatMap(([stem, closed]) => (closed ? variants(stem) : [stem]));

  return { stems, spelledStems };
}

function englishStems(rules) {
  const spelling = rules.spelling.map(([pattern, to]) => [new RegExp(pattern, "g"), to]);
  const words = rules.irregular.split(" ");
  const irregular = new Map();
  for (let at = 0; at < words.length; at += 2) irregular.set(words[at], words[at + 1]);
  const steps = rules.steps.map(([least, table]) => [
    least,
    table
      .split(" ")
      .map((pair) => pair.split(":"))
      .sort((one, other) => other[0].length - one[0].length),
  ]);

  function shape(word) {
    let made = "";
    for (const letter of word)
      made += "aeiou".includes(letter) || (letter === "y" && made.endsWith("c")) ? "v" : "c";
    return made;
  }
  const measure = (stem) => (shape(stem).match(/v+c+/g) ?? []).length;
  const endsShort = (stem) => shape(stem).endsWith("cvc") && !"wxy".includes(stem.at(-1));

  function withoutPlural(word) {
    if (word.endsWith("sses") || (word.endsWith("ies") && word.length > 4)) return word.slice(0, -2);
    if (word.endsWith("s") && !/(?:ss|us|is)$/.test(word) && word.length > 3)
      return word.slice(0, -1);
    return word;
  }

  function withoutTense(word) {
    if (word.endsWith("eed")) return measure(word.slice(0, -3)) > 0 ? word.slice(0, -1) : word;
    for (const ending of ["ed", "ing"]) {
      if (!word.endsWith(ending)) continue;
      const stem = word.slice(0, -ending.length);
      if (!shape(stem).includes("v")) continue;
      if (/(?:at|bl|iz)$/.test(stem)) return stem + "e";
      if (stem.length > 1 && stem.at(-1) === stem.at(-2) && !"aeioulsz".includes(stem.at(-1)))
        return stem.slice(0, -1);
      return measure(stem) === 1 && endsShort(stem) ? stem + "e" : stem;
    }
    return word;
  }

  function stem(word) {
    for (const [pattern, to] of spelling) word = word.replace(pattern, to);
    word = irregular.get(word) ?? word;
    if (word.length < 3 || !/^\p{L}+$/u.test(word)) return word;
    word = withoutPlural(word);
    word = withoutTense(irregular.get(word) ?? word);
    if (word.endsWith("y") && shape(word.slice(0, -1)).includes("v")) word = word.slice(0, -1) + "i";
    for (const [least, table] of steps) {
      const entry = table.find(([suffix]) => word.endsWith(suffix));
      if (!entry) continue;
      const rest = word.slice(0, -entry[0].length);
      if (measure(least ? rest + entry[1] : rest) > least) word = rest + entry[1];
    }
    if (word.endsWith("e")) {
      const rest = word.slice(0, -1);
      if (measure(rest) > 1 || (measure(rest) === 1 && !endsShort(rest))) word = rest;
    }
    return word.endsWith("ll") && measure(word) > 1 ? word.slice(0, -1) : word;
  }

  return (word) => {
    const own = stem(word);
    return [[own], own.endsWith("i") && own.length > 4 ? [own.slice(0, -1)] : []];
  };
}

function soundsOf(rules) {
  const latin = rules.latin.map(([pattern, to]) => [new RegExp(pattern, "g"), to]);
  const after = rules.after.map(([pattern, to]) => [new RegExp(pattern, "g"), to]);
  const endingVowels = new RegExp(`[${rules.vowels}]+$`);
  const anyVowel = new RegExp(`[${rules.vowels}]`, "g");

  const of = remembered((word) => {
    const readings = word.includes("ch") ? rules.ch.map((ch) => word.replaceAll("ch", ch)) : [word];
    return unique(
      readings.map((reading) => {
        let sound = Array.from(reading, (letter) => rules.cyrillic[letter] ?? letter).join("");
        if (sound === reading) for (const [pattern, to] of latin) sound = sound.replace(pattern, to);
        for (const [pattern, to] of after) sound = sound.replace(pattern, to);
        return sound.replace(endingVowels, "") || sound;
      }),
    );
  });

  const skeleton = (sound) => {
    const consonants = sound.replace(anyVowel, "");
    return rules.vowels.includes(sound[0]) ? "@" + consonants : consonants;
  };

  return { of, skeleton };
}
