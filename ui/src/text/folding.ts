/**
 * One spelling for all the ways in which a word can be typed: width, case, hiragana or katakana, and Latin letters
 * for Japanese, as before an input method has converted them.
 */

const rows: Readonly<Record<string, string>> = {
  "": "あいうえお",
  k: "かきくけこ",
  s: "さしすせそ",
  t: "たちつてと",
  n: "なにぬねの",
  h: "はひふへほ",
  m: "まみむめも",
  y: "や　ゆ　よ",
  r: "らりるれろ",
  w: "わ　　　を",
  g: "がぎぐげご",
  z: "ざじずぜぞ",
  d: "だぢづでど",
  b: "ばびぶべぼ",
  p: "ぱぴぷぺぽ",
};

const vowels = "aiueo";

const syllables: ReadonlyMap<string, string> = new Map(
  Object.entries(rows).flatMap(([consonant, kana]) =>
    [...kana].map((character, index) => [character, consonant + vowels.charAt(index)] as const),
  ),
);

/** Small letters that change the syllable before them: きゃ is `ki` and `ya`, but reads `kya`. */
const small: Readonly<Record<string, string>> = {
  ゃ: "ya",
  ゅ: "yu",
  ょ: "yo",
  ぁ: "a",
  ぃ: "i",
  ぅ: "u",
  ぇ: "e",
  ぉ: "o",
};

/** Spellings that English speakers prefer, in the ones that go by the order of the syllables. */
const spellings: readonly (readonly [RegExp, string])[] = [
  // A word that is still being typed may end within a spelling.
  [/sh$/, "s"],
  [/(?:ch?|ts)$/, "t"],
  [/shi/g, "si"],
  [/sh/g, "sy"],
  [/chi/g, "ti"],
  [/ch/g, "ty"],
  [/tsu/g, "tu"],
  [/ji/g, "zi"],
  [/j/g, "zy"],
  [/f/g, "h"],
  // Long vowels and double consonants are written in many ways.
  [/ou/g, "o"],
  [/(.)\1+/g, "$1"],
];

/** The same for `フォルダー`, `ﾌｫﾙﾀﾞ` and `ふぉるだー`, and for `Ｓａｖｅ` and `save`. */
export function folded(text: string): string {
  return text
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[ァ-ヶ]/g, (kana) => String.fromCodePoint((kana.codePointAt(0) ?? 0) - 0x60))
    .replace(/ー|\.\.\./g, "")
    .trim();
}

/** Kana of a folded text in Latin letters: the same for `ほぞん`, `hozon` and `ほぞn`. */
export function romanised(foldedText: string): string {
  let latin = "";
  for (const character of foldedText) {
    const sound = small[character];
    if (sound) latin = latin.replace(/[aiueo]$/, "") + sound;
    else if (character === "ん") latin += "n";
    else if (character !== "っ") latin += syllables.get(character) ?? character;
  }
  return spellings.reduce((text, [spelling, other]) => text.replace(spelling, other), latin);
}
