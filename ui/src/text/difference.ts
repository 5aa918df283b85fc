import { ChangeSet, Text } from "@codemirror/state";

/** The smallest single replacement that leads from one text to another. */
export function difference(before: Text, after: Text): ChangeSet {
  const old = before.toString();
  const now = after.toString();
  if (old === now) return ChangeSet.empty(old.length);
  const from = commonStart(old, now);
  const tail = commonEnd(old, now, Math.min(old.length, now.length) - from);
  const insert = after.slice(from, now.length - tail);
  return ChangeSet.of({ from, to: old.length - tail, insert }, old.length);
}

/** The same, to a text in one piece with `\n` line ends. */
export function differenceOf(before: Text, after: string): ChangeSet {
  return difference(before, Text.of(after.split("\n")));
}

/** How many UTF-16 units both begin with, never half of a surrogate pair. */
function commonStart(a: string, b: string): number {
  const limit = Math.min(a.length, b.length);
  let length = 0;
  while (length < limit && a.charCodeAt(length) === b.charCodeAt(length)) length++;
  return length > 0 && isHighSurrogate(a.charCodeAt(length - 1)) ? length - 1 : length;
}

/** How many of the last `limit` UTF-16 units both end with, never half of a surrogate pair. */
function commonEnd(a: string, b: string, limit: number): number {
  let length = 0;
  while (length < limit && a.charCodeAt(a.length - 1 - length) === b.charCodeAt(b.length - 1 - length))
    length++;
  return length > 0 && isLowSurrogate(a.charCodeAt(a.length - length)) ? length - 1 : length;
}

function isHighSurrogate(unit: number): boolean {
  return unit >= 0xd800 && unit < 0xdc00;
}

function isLowSurrogate(unit: number): boolean {
  return unit >= 0xdc00 && unit < 0xe000;
}
