/** Words as regular expressions. */

/** Words as an expression that finds just them. */
export function escaped(words: string): string {
  return words.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&");
}

/** How katakana are written in half width. */
const half = halfForms();

/** Words as an expression that finds them in full or half width, in hiragana or katakana. */
export function inAnyForm(words: string): string {
  const plain = words.replace(/[\u3000\u3041-\u30ff\uff01-\uff9f]+/g, (form) => form.normalize("NFKC"));
  return Array.from(plain, alternatives).join("");
}

/** A character in all its forms, the longer first: `か` would be taken out of a `か` with its mark. */
function alternatives(character: string): string {
  const forms = [character, ...moved(character)];
  const all = new Set([...forms, ...forms.map((form) => form.normalize("NFD"))]);
  for (const form of forms) if (half.has(form)) all.add(half.get(form) ?? form);
  const sorted = [...all].sort((a, b) => b.length - a.length);
  return sorted.length > 1 ? `(?:${sorted.map(escaped).join("|")})` : escaped(character);
}

/** The same letter in the other width, or the other kana. */
function moved(character: string): string[] {
  const code = character.codePointAt(0) ?? 0;
  if (character === " ") return ["\u3000"];
  if (/[!-~]/.test(character)) return [String.fromCodePoint(code + 0xfee0)];
  if (/[ぁ-ゖ]/.test(character)) return [String.fromCodePoint(code + 0x60)];
  if (/[ァ-ヶ]/.test(character)) return [String.fromCodePoint(code - 0x60)];
  return [];
}

function halfForms(): ReadonlyMap<string, string> {
  const forms = new Map<string, string>();
  for (let code = 0xff61; code <= 0xff9d; code++) {
    const form = String.fromCodePoint(code);
    for (const marked of [form, `${form}ﾞ`, `${form}ﾟ`]) {
      const full = marked.normalize("NFKC");
      if (full.length === 1) forms.set(full, marked);
    }
  }
  return forms;
}
