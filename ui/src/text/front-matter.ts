import type { ChangeDesc, Text } from "@codemirror/state";

/** More lines than this are no front matter but a text with a rule at its start and another one far below. */
const mostLines = 2000;

const topLevelKey = /^([\p{L}\p{N}_-]+)\s*:/u;

/** Where the front matter ends, which is the end of the line that closes it; 0 where there is none. */
export function frontMatterEnd(doc: Text): number {
  if (doc.line(1).text.trimEnd() !== "---") return 0;
  const last = Math.min(doc.lines, mostLines);
  for (let number = 2; number <= last; number++) {
    const line = doc.line(number);
    if (line.text.trimEnd() === "---") return line.to;
  }
  return 0;
}

/** Whether a change, which leads to another text, may make another front matter of the one that ends at `end`. */
export function touchesFrontMatter(changes: ChangeDesc, end: number): boolean {
  return end === 0 || changes.touchesRange(0, end) !== false;
}

/** The keys that stand at the left margin of the front matter, in order. */
export function frontMatterKeys(doc: Text): string[] {
  return [...frontMatterLines(doc)].flatMap((line) => topLevelKey.exec(line)?.[1] ?? []);
}

/** The article's own language (a BCP 47 tag), where it names one. */
export function frontMatterLanguage(doc: Text): string | null {
  for (const line of frontMatterLines(doc)) {
    const tag = /^language\s*:\s*["']?([A-Za-z][\w-]*)/.exec(line)?.[1];
    if (tag) return tag;
  }
  return null;
}

/** What the article says of its state; empty where it says nothing. */
export function frontMatterStatus(doc: Text): string {
  for (const line of frontMatterLines(doc)) {
    const status = /^status\s*:\s*["']?([\p{L}\p{N}_-]+)/u.exec(line)?.[1];
    if (status) return status;
  }
  return "";
}

function frontMatterLines(doc: Text): Iterable<string> {
  const end = frontMatterEnd(doc);
  return end > 0 ? doc.iterRange(4, doc.lineAt(end).from) : [];
}
