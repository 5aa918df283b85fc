/** Where a word ends. Japanese has no spaces; there, a word is taken to end where the kind of letter changes. */

const kinds = {
  han: /[\p{Script=Han}々〆ヶ]/u,
  hiragana: /\p{Script=Hiragana}/u,
  katakana: /\p{Script=Katakana}/u,
  letter: /[\p{Alphabetic}\p{Number}_]/u,
};

/** Whether no letter beside `words` would make them part of a longer word. */
export function isWholeWord(before: string, words: string, after: string): boolean {
  const [first = ""] = words;
  return !isOneWord(last(before), first) && !isOneWord(last(words), Array.from(after)[0] ?? "");
}

function last(text: string): string {
  return Array.from(text.slice(-2)).at(-1) ?? "";
}

function isOneWord(before: string, after: string): boolean {
  const [one, other] = [kindOf(before), kindOf(after)];
  if (one === "long" || other === "long") {
    const kana = one === "long" ? other : one;
    return kana === "hiragana" || kana === "katakana" || kana === "long";
  }
  return one !== null && one === other;
}

/** The long vowel mark belongs to either kana. */
function kindOf(character: string): keyof typeof kinds | "long" | null {
  if (/[ーｰ]/.test(character)) return "long";
  const names = Object.keys(kinds) as (keyof typeof kinds)[];
  return names.find((name) => kinds[name].test(character)) ?? null;
}
