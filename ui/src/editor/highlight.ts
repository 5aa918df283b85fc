import { HighlightStyle, syntaxHighlighting } from "@codemirror/language";
import type { Extension } from "@codemirror/state";
import { tags } from "@lezer/highlight";

/** Markup steps back, words stand out; the size stays the same, so that no line moves while one types. */
const style = HighlightStyle.define([
  { tag: tags.heading, color: "var(--ink)", fontWeight: "700" },
  { tag: tags.strong, fontWeight: "700" },
  { tag: tags.emphasis, fontStyle: "italic" },
  { tag: tags.strikethrough, textDecoration: "line-through" },
  { tag: [tags.link, tags.string], color: "var(--ink-soft)" },
  {
    tag: tags.url,
    color: "var(--muted)",
    textDecoration: "underline",
    textDecorationColor: "var(--line-strong)",
  },
  { tag: tags.monospace, color: "var(--ink-soft)", backgroundColor: "var(--wash)" },
  { tag: tags.quote, color: "var(--ink-soft)" },
  { tag: [tags.propertyName, tags.definition(tags.propertyName)], color: "var(--muted)" },
  {
    tag: [tags.processingInstruction, tags.meta, tags.contentSeparator, tags.comment],
    color: "var(--muted)",
  },
  { tag: [tags.separator, tags.punctuation, tags.squareBracket, tags.brace], color: "var(--muted)" },
]);

/** The colours of Markdown and YAML. */
export function highlighting(): Extension {
  return syntaxHighlighting(style);
}
