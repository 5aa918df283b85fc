import { tags } from "@lezer/highlight";
import type { BlockContext, LeafBlock, MarkdownConfig } from "@lezer/markdown";

const label = /^\[\^[^\]\s]+\]:/;

/**
 * `[^note]: text`, which GitHub's Markdown has and the parser does not: it takes the line for the target of a link, and
 * the note's words for an address.
 */
export const footnotes: MarkdownConfig = {
  defineNodes: [
    { name: "Footnote", block: true },
    { name: "FootnoteLabel", style: tags.processingInstruction },
  ],
  parseBlock: [
    {
      name: "Footnote",
      before: "LinkReference",
      leaf: (_context, leaf) => (label.test(leaf.content) ? { nextLine: () => false, finish } : null),
    },
  ],
};

function finish(context: BlockContext, leaf: LeafBlock): boolean {
  const end = leaf.start + (label.exec(leaf.content)?.[0].length ?? 0);
  const words = context.parser.parseInline(leaf.content.slice(end - leaf.start), end);
  const children = [context.elt("FootnoteLabel", leaf.start, end), ...words];
  context.addLeafElement(
    leaf,
    context.elt("Footnote", leaf.start, leaf.start + leaf.content.length, children),
  );
  return true;
}
