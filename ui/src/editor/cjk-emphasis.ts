import type { DelimiterType, InlineContext, MarkdownConfig } from "@lezer/markdown";

/**
 * Emphasis as Kiku reads it: in Chinese, Japanese and Korean, punctuation beside a mark does not keep it from opening or
 * closing (markdown-cjk-friendly). `***` and `_` are left to CommonMark's rules, which come next.
 */
export const cjkEmphasis: MarkdownConfig = {
  parseInline: [
    {
      name: "CjkEmphasis",
      before: "Emphasis",
      parse(context, next, position) {
        const type = next === asterisk ? starred : next === tilde ? struck : null;
        if (!type) return -1;
        const size = runLength(context, position, next);
        const delimiter = type[size];
        if (!delimiter) return -1;
        const end = position + size;
        const before = beforePlace(context, position);
        const after = afterPlace(context, end);
        return context.addDelimiter(delimiter, position, end, flanks(after, before), flanks(before, after));
      },
    },
  ],
};

const asterisk = 42;
const tilde = 126;

const starred: Readonly<Record<number, DelimiterType>> = {
  1: { resolve: "Emphasis", mark: "EmphasisMark" },
  2: { resolve: "StrongEmphasis", mark: "EmphasisMark" },
};
const struck: Readonly<Record<number, DelimiterType>> = {
  2: { resolve: "Strikethrough", mark: "StrikethroughMark" },
};

const cjk =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Bopomofo}\u3000-\u303F\uFF00-\uFFEF]/u;
const punctuation = /[\p{P}\p{S}]/u;
const space = /^$|\s/;

/** Whether a mark with `inner` on its inner and `outer` on its outer side can open there, or close. */
function flanks(inner: string, outer: string): boolean {
  if (space.test(inner)) return false;
  if (!punctuation.test(inner) || cjk.test(inner)) return true;
  return space.test(outer) || punctuation.test(outer) || cjk.test(outer);
}

function runLength(context: InlineContext, position: number, character: number): number {
  let end = position;
  while (context.char(end) === character) end++;
  // In the middle of a run the start was refused already.
  return context.char(position - 1) === character ? 0 : end - position;
}

function beforePlace(context: InlineContext, position: number): string {
  return [...context.slice(Math.max(context.offset, position - 2), position)].at(-1) ?? "";
}

function afterPlace(context: InlineContext, position: number): string {
  return [...context.slice(position, Math.min(context.end, position + 2))][0] ?? "";
}
