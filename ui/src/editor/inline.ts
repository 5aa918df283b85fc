import type { Extension } from "@codemirror/state";
import { Decoration, type DecorationSet, type EditorView } from "@codemirror/view";

import { calmDecorations, visibleLines } from "./calm-decorations";

/** What Kiku adds to a line of Markdown. */
export interface InlineToken {
  readonly kind: "citation" | "ruby";
  readonly from: number;
  readonly to: number;
}

const pattern = /\[[^[\]]*?-?@[\p{L}\p{N}_][^[\]]*\]|\{[^{}|]+(?:\|[^{}|]+)+\}/gu;

const decorations = {
  citation: Decoration.mark({ class: "cm-citation" }),
  ruby: Decoration.mark({ class: "cm-ruby" }),
};

/** The citations `[@key, p. 4]` and the ruby `{漢字|かん|じ}` of one line. */
export function inlineTokens(line: string): InlineToken[] {
  return Array.from(line.matchAll(pattern), ({ 0: text, index }) => ({
    kind: text.startsWith("[") ? ("citation" as const) : ("ruby" as const),
    from: index,
    to: index + text.length,
  }));
}

/** Colours citations and ruby. */
export function inlineMarks(): Extension {
  return calmDecorations(decorate);
}

function decorate(view: EditorView): DecorationSet {
  const ranges = [];
  for (const line of visibleLines(view)) {
    if (!line.text.includes("@") && !line.text.includes("|")) continue;
    for (const { kind, from, to } of inlineTokens(line.text)) {
      ranges.push(decorations[kind].range(line.from + from, line.from + to));
    }
  }
  return Decoration.set(ranges);
}
