/** Finding things by some of their words. */
import { folded, romanised } from "./folding";

/** What a thing is found by, ready to be compared. */
export interface Sought<T> {
  readonly thing: T;
  readonly keys: readonly Key[];
}

interface Key {
  readonly plain: string;
  readonly latin: string;
}

/** Makes things ready to be found by any of their names. */
export function sought<T>(things: readonly T[], names: (thing: T) => readonly string[]): Sought<T>[] {
  return things.map((thing) => ({ thing, keys: names(thing).filter(Boolean).map(keyOf) }));
}

/** Those that have every word of `query` in one of their names, the closest first; equals stay in order. */
export function found<T>(query: string, among: readonly Sought<T>[]): T[] {
  const words = query.split(/\s+/).filter(Boolean).map(keyOf);
  if (words.length === 0) return among.map(({ thing }) => thing);
  return among
    .map(({ thing, keys }) => ({ thing, closeness: closenessOf(words, keys) }))
    .filter(({ closeness }) => closeness > 0)
    .sort((a, b) => b.closeness - a.closeness)
    .map(({ thing }) => thing);
}

function keyOf(text: string): Key {
  const plain = folded(text);
  return { plain, latin: romanised(plain) };
}

/** Zero where a word is nowhere. */
function closenessOf(words: readonly Key[], keys: readonly Key[]): number {
  let sum = 0;
  for (const word of words) {
    const best = Math.max(0, ...keys.map((key) => closeness(word, key)));
    if (best === 0) return 0;
    sum += best;
  }
  return sum;
}

function closeness(word: Key, key: Key): number {
  const scattered = isScattered(word.plain, key.plain) ? 1 : 0;
  return Math.max(placed(word.plain, key.plain), placed(word.latin, key.latin) * 0.9, scattered);
}

/** How well `part` sits in `whole`: all of it, at its start, at the start of a word, or within it. */
function placed(part: string, whole: string): number {
  if (part === "") return 0;
  if (part === whole) return 6;
  const at = whole.indexOf(part);
  if (at === 0) return 5;
  if (at > 0) return whole.includes(` ${part}`) ? 4 : 3;
  return 0;
}

/** Whether the letters stand in this order, the first at the start of a word: `kbs` in `keyboard shortcuts`. */
function isScattered(part: string, whole: string): boolean {
  if (part.length < 2 || !/^[a-z]+$/.test(part)) return false;
  let from = whole.search(new RegExp(`\\b${part.charAt(0)}`));
  for (const letter of part) {
    if (from < 0) return false;
    from = whole.indexOf(letter, from);
    if (from >= 0) from++;
  }
  return from > 0;
}
