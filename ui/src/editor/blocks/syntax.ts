/**
 * Blocks in the syntax tree: a `Directive` from its first fence to its last, around what stands in it. The parser keeps
 * what an edit does not touch, so knowing where a block ends costs no more than the rest of the syntax.
 */
import type { BlockContext, Line, MarkdownConfig } from "@lezer/markdown";

import { fenceTokens } from "../fence";

/** A block that is open. */
interface Opened {
  readonly colons: number;
  /** The column where lists and quotes around it let a line begin: a fence further left is none of its own. */
  readonly column: number;
}

/** Code between fences, whose lines are code whatever they look like. */
interface Code {
  readonly fence: string;
  readonly column: number;
  readonly start: number;
  /** Where the line starts that ends it, once that is seen. */
  end: number | null;
}

/** One run of the parser: its blocks that are open, from the outermost, and the code that it may be in. */
interface Run {
  readonly open: Opened[];
  code: Code | null;
}

const runs = new WeakMap<BlockContext, Run>();

/** What a block's context carries: its place among those that are open. */
type Place = number;

/** A fence line that opens a block, closes one, or is one by itself. */
type Fence = { readonly kind: "open" | "close" | "leaf"; readonly colons: number };

/** Containers of colons, as the format has them. */
export const directiveSyntax: MarkdownConfig = {
  defineNodes: [
    { name: "Directive", block: true, composite: goesOn },
    { name: "DirectiveStart", block: true },
    { name: "DirectiveEnd", block: true },
    { name: "DirectiveLeaf", block: true },
  ],
  parseBlock: [
    {
      name: "Directive",
      before: "IndentedCode",
      parse: begin,
      endLeaf: (_context, line) => fenceOf(line) !== null,
    },
    { name: "CodeInDirective", before: "FencedCode", parse: noteCode },
  ],
};

/** Reads a fence line behind what lists and quotes put before it. */
function fenceOf(line: Line): Fence | null {
  if (line.next !== colon || line.indent >= line.baseIndent + 4) return null;
  const rest = line.text.slice(line.pos);
  const colons = /^:+/.exec(rest)?.[0].length ?? 0;
  const tokens = colons > 1 ? fenceTokens(rest) : null;
  if (!tokens) return null;
  if (!tokens.some(({ part }) => part === "name")) return { kind: "close", colons };
  return { kind: colons > 2 ? "open" : "leaf", colons };
}

const colon = 58;

const nodes = { open: "DirectiveStart", close: "DirectiveEnd", leaf: "DirectiveLeaf" } as const;

function begin(context: BlockContext, line: Line): boolean {
  // Where a block can begin, no code goes on.
  runOf(context).code = null;
  const fence = fenceOf(line);
  if (!fence) return false;
  const from = context.lineStart + line.pos;
  if (fence.kind === "open") {
    const { open } = runOf(context);
    context.startComposite("Directive", line.pos, open.length);
    open.push({ colons: fence.colons, column: line.baseIndent });
  }
  context.addElement(context.elt(nodes[fence.kind], from, context.lineStart + line.text.trimEnd().length));
  context.nextLine();
  return true;
}

/** Whether a block goes on in this line. The fence that closes it stands behind it, in what is around it. */
function goesOn(context: BlockContext, line: Line, place: Place): boolean {
  const run = runOf(context);
  if (isCode(run, context, line)) return true;
  if (startsChapter(context, line, place)) return false;
  const fence = fenceOf(line);
  if (fence?.kind !== "close") return true;
  const closed = run.open.findLastIndex(
    ({ colons, column }) => fence.colons >= colons && line.indent >= column,
  );
  return closed !== place;
}

/** A chapter ends every block that is still open, and stands in no list or quote. */
function startsChapter(context: BlockContext, line: Line, place: Place): boolean {
  if (line.next !== hash || !/^##?[ \t]/.test(line.text.slice(line.pos))) return false;
  for (let depth = 1; depth <= place; depth++) if (!isDirective(context, depth)) return false;
  return isDirective(context, place + 1);
}

const hash = 35;

function isDirective(context: BlockContext, depth: number): boolean {
  return context.parentType(depth).name === "Directive";
}

/** The run as it is in this line: blocks that ended with a list or a quote are no longer open. */
function runOf(context: BlockContext): Run {
  const run = runs.get(context) ?? { open: [], code: null };
  runs.set(context, run);
  let directives = 0;
  for (let depth = 0; depth < context.depth; depth++) if (isDirective(context, depth)) directives++;
  run.open.length = Math.min(run.open.length, directives);
  return run;
}

/** Sees that code begins, and leaves it to the parser. */
function noteCode(context: BlockContext, line: Line): false {
  const fence = /^(?:`{3,}(?=[^`]*$)|~{3,})/.exec(line.text.slice(line.pos))?.[0];
  if (fence) {
    runOf(context).code = { fence, column: line.baseIndent, start: context.lineStart, end: null };
  }
  return false;
}

function isCode(run: Run, { lineStart }: BlockContext, line: Line): boolean {
  const { code } = run;
  if (!code || lineStart <= code.start) return false;
  if (code.end !== null && lineStart > code.end) return false;
  const rest = line.text.slice(line.pos);
  if (rest !== "" && line.indent < code.column) return false;
  const marks = /^\s*(`{3,}|~{3,})\s*$/.exec(rest)?.[1];
  if (marks?.startsWith(code.fence)) code.end = lineStart;
  return true;
}
