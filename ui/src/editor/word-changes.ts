import { Change, diff } from "@codemirror/merge";

/** How long the web view may look for the smallest difference, in milliseconds; then a larger one has to do. */
const patience = 500;

/** As many different units as one UTF-16 unit can stand for, less the surrogates, which have to come in pairs. */
const mostUnits = 0x10000 - 0x800 - 1;

const words = new Intl.Segmenter("ja", { granularity: "word" });
const characters = new Intl.Segmenter("ja", { granularity: "grapheme" });

/** Scripts that are read by the character. */
const byCharacter = /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}々ー]/u;

/**
 * What differs between two texts: lines first, then words within them, as a dictionary finds words in Japanese; where
 * a word gave way to another, what both begin or end with stays unmarked in scripts that are read by the character. No
 * character is parted from its marks.
 */
export function wordChanges(a: string, b: string): readonly Change[] {
  const lines = changesOf(a, b, (text) => text.match(/[^\n]*\n|[^\n]+$/g) ?? []);
  return lines.flatMap((line) =>
    changesOf(a.slice(line.fromA, line.toA), b.slice(line.fromB, line.toB), segments(words)).map((change) =>
      narrowed(moved(change, line.fromA, line.fromB), a, b),
    ),
  );
}

/** A change, counted from elsewhere. */
export function moved({ fromA, toA, fromB, toB }: Change, a: number, b: number): Change {
  return new Change(fromA + a, toA + a, fromB + b, toB + b);
}

/** The changes from one text to the other, of whole units: the library compares one sign for each of them. */
function changesOf(a: string, b: string, unitsOf: (text: string) => readonly string[]): readonly Change[] {
  const [unitsA, unitsB] = [unitsOf(a), unitsOf(b)];
  const signs = new Map<string, string>();
  const encode = (units: readonly string[]) => units.map((unit) => signOf(signs, unit)).join("");
  const [signsA, signsB] = [encode(unitsA), encode(unitsB)];
  if (signs.size > mostUnits) return [new Change(0, a.length, 0, b.length)];
  const [placesA, placesB] = [placesOf(unitsA), placesOf(unitsB)];
  const place = (places: readonly number[], unit: number) => places[unit] ?? 0;
  return diff(signsA, signsB, { timeout: patience, scanLimit: 10_000 }).map(
    ({ fromA, toA, fromB, toB }) =>
      new Change(place(placesA, fromA), place(placesA, toA), place(placesB, fromB), place(placesB, toB)),
  );
}

function signOf(signs: Map<string, string>, unit: string): string {
  let sign = signs.get(unit);
  if (sign === undefined) {
    const number = signs.size + 1;
    sign = String.fromCharCode(number < 0xd800 ? number : number + 0x800);
    signs.set(unit, sign);
  }
  return sign;
}

/** Where each unit starts, and where the last one ends. */
function placesOf(units: readonly string[]): number[] {
  const places = [0];
  for (const unit of units) places.push((places.at(-1) ?? 0) + unit.length);
  return places;
}

function segments(segmenter: Intl.Segmenter): (text: string) => readonly string[] {
  return (text) => Array.from(segmenter.segment(text), ({ segment }) => segment);
}

/** Leaves out what both sides of a replacement begin and end with. */
function narrowed(change: Change, a: string, b: string): Change {
  const { fromA, toA, fromB, toB } = change;
  const [old, now] = [a.slice(fromA, toA), b.slice(fromB, toB)].map(segments(characters));
  if (!old?.length || !now?.length) return change;
  const start = common(old, now);
  const head = lengthOf(old.slice(0, start));
  const rest = [old.slice(start).reverse(), now.slice(start).reverse()] as const;
  const tail = lengthOf(rest[0].slice(0, common(...rest)));
  return new Change(fromA + head, toA - tail, fromB + head, toB - tail);
}

function common(a: readonly string[], b: readonly string[]): number {
  const differs = a.findIndex((character, index) => character !== b[index] || !byCharacter.test(character));
  return differs < 0 ? a.length : differs;
}

function lengthOf(characters: readonly string[]): number {
  return characters.reduce((length, character) => length + character.length, 0);
}
