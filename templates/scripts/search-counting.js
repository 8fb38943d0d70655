// Numbers in the words of the page's language.  The page gives each plural form once, for a
// sample number (data-found-1, data-found-2, …); which numbers share a form is CLDR's to say.

const SAMPLES = [0, 1, 2, 3, 6, 11, 100];

export const filled = (text, values) =>
  text.replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);

export function countingIn(lang, texts) {
  const plural = new Intl.PluralRules(lang);
  const format = new Intl.NumberFormat(lang);
  return {
    number: (count) => format.format(count),
    phrase(name, count) {
      const category = plural.select(count);
      const sample = SAMPLES.find((number) => plural.select(number) === category) ?? 100;
      return filled(texts[`${name}-${sample}`], { count: format.format(count) });
    },
  };
}
