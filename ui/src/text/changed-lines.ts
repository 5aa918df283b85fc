/** Two texts beside each other: which lines, counted from zero, stand between their common start and end. */
export interface ChangedLines {
  /** First line that differs. */
  readonly from: number;
  /** One past the last line that differs, in the first text. */
  readonly toA: number;
  /** The same in the second text. */
  readonly toB: number;
}

/** Compares line by line from both ends. */
export function changedLines(a: readonly string[], b: readonly string[]): ChangedLines {
  const limit = Math.min(a.length, b.length);
  let from = 0;
  while (from < limit && a[from] === b[from]) from++;
  let tail = 0;
  while (tail < limit - from && a[a.length - 1 - tail] === b[b.length - 1 - tail]) tail++;
  return { from, toA: a.length - tail, toB: b.length - tail };
}
