import { EditorSelection, type EditorState, type TransactionSpec } from "@codemirror/state";

import { inlineTokens } from "../inline";
import { isVerbatim } from "../region";

/** Words that get a reading, with the one they have. */
export interface RubyPlace {
  readonly from: number;
  readonly to: number;
  readonly base: string;
  /** As one types it: the readings of single characters are parted by spaces. */
  readonly reading: string;
}

const ideographs = /[\p{Script=Han}々〆ヶ]+/gu;

/**
 * The selected words, or the ruby or the run of ideographs at the cursor; `null` where nothing there can have a reading.
 */
export function rubyPlace(state: EditorState): RubyPlace | null {
  const { from, to, empty } = state.selection.main;
  if (state.readOnly || isVerbatim(state, from)) return null;
  const line = state.doc.lineAt(from);
  if (to > line.to) return null;
  const existing = inlineTokens(line.text).find(
    (token) => token.kind === "ruby" && line.from + token.from <= from && to <= line.from + token.to,
  );
  if (existing) return parsed(line.text, line.from, existing.from, existing.to);
  if (!empty) return trimmed(state, from, to);
  for (const { 0: base, index } of line.text.matchAll(ideographs)) {
    const start = line.from + index;
    if (start <= from && from <= start + base.length)
      return { from: start, to: start + base.length, base, reading: "" };
  }
  return null;
}

/** Gives the words their reading; an empty one leaves the words alone. */
export function withReading(
  state: EditorState,
  { from, to, base }: RubyPlace,
  typed: string,
): TransactionSpec {
  const readings = typed
    .trim()
    .split(/[\s\u3000|｜]+/)
    .map(escaped)
    .filter(Boolean);
  const insert = readings.length > 0 ? `{${[base, ...fitting(base, readings)].join("|")}}` : base;
  const changes = state.changes({ from, to, insert });
  return { changes, selection: EditorSelection.cursor(from + insert.length), userEvent: "input.format" };
}

/** One reading for each character, or one for all: any other number is no ruby. */
function fitting(base: string, readings: string[]): string[] {
  return readings.length === [...base].length ? readings : [readings.join("")];
}

function escaped(reading: string): string {
  return reading.replace(/[{}|]/g, "");
}

function parsed(text: string, offset: number, from: number, to: number): RubyPlace {
  const [base = "", ...readings] = text.slice(from + 1, to - 1).split("|");
  return { from: offset + from, to: offset + to, base, reading: readings.join(" ") };
}

function trimmed(state: EditorState, from: number, to: number): RubyPlace | null {
  const text = state.sliceDoc(from, to);
  const base = text.trim();
  if (base === "" || /[{}|]/.test(base)) return null;
  const start = from + text.indexOf(base);
  return { from: start, to: start + base.length, base, reading: "" };
}
