import { isolateHistory } from "@codemirror/commands";
import { syntaxTree } from "@codemirror/language";
import {
  EditorSelection,
  type ChangeSet,
  type EditorState,
  type Line,
  type StateCommand,
  type TransactionSpec,
} from "@codemirror/state";

import { frontMatterEnd } from "../../text/front-matter";
import { linesOf } from "../lines";
import { containerOf } from "./container";
import { blockKinds, type BlockName } from "./kinds";

/** Puts a block into the text, around the selected lines where there are some. */
export function insertBlock(name: BlockName): StateCommand {
  return ({ state, dispatch }) => {
    if (state.readOnly) return false;
    dispatch(state.update(insertion(state, name)));
    return true;
  };
}

/** The same in the place of what was typed to ask for it, as one step that can be undone. */
export function insertInstead(
  state: EditorState,
  name: BlockName,
  from: number,
  to: number,
  colons = 3,
): TransactionSpec {
  const without = state.update({ changes: { from, to }, selection: { anchor: from } });
  const { changes, selection, ...rest } = insertion(without.state, name, colons);
  return { changes: without.changes.compose(changes), selection, ...rest };
}

interface Insertion extends TransactionSpec {
  changes: ChangeSet;
  selection: EditorSelection;
}

/** Lines to be put in the place of others, with `‸` where the cursor goes. */
interface Draft {
  readonly from: number;
  readonly to: number;
  readonly lines: readonly string[];
}

function insertion(state: EditorState, name: BlockName, colons = 3): Insertion {
  const selected = !state.selection.main.empty && blockKinds[name].body !== "none" && !movedOut(state);
  return written(state, selected ? wrapped(state, name) : beside(state, name, colons));
}

function written(state: EditorState, { from, to, lines }: Draft): Insertion {
  const text = lines.join("\n");
  const cursor = text.indexOf("‸");
  const insert = text.slice(0, cursor) + text.slice(cursor + 1);
  const changes = state.changes({ from, to, insert: state.toText(insert) });
  return {
    changes,
    selection: EditorSelection.single(from + cursor),
    scrollIntoView: true,
    userEvent: "input.block",
    annotations: isolateHistory.of("full"),
  };
}

/** Around the selected lines. */
function wrapped(state: EditorState, name: BlockName): Draft {
  const all = linesOf(state, state.selection.main);
  const [first, last] = [all[0], all.at(-1)];
  if (!first || !last) return beside(state, name, 3);
  const { around } = containerOf(first.text);
  const inside = all.map(({ text }) => text);
  const body = blockKinds[name].body === "points" ? inside.map((text) => asPoint(text, around)) : inside;
  const colons = ":".repeat(Math.max(3, ...inside.map(colonsOf).map((count) => count + 1)));
  const opening = blockKinds[name].opening.replace(":::", colons);
  const draft = [around + opening, ...body, around + colons];
  if (!opening.includes("‸")) draft[body.length] += "‸";
  return { from: first.from, to: last.to, lines: apart(state, first, last, around, draft) };
}

/** In the empty line of the cursor, or else below its line. */
function beside(state: EditorState, name: BlockName, colons: number): Draft {
  const line = state.doc.lineAt(movedOut(state) ?? state.selection.main.head);
  const { written: start, around, going } = containerOf(line.text);
  const lines = fresh(name, going, ":".repeat(Math.max(3, colons)));
  if (start.trimEnd().length < line.text.trimEnd().length) {
    const below = going === around ? gapAfter(state, line, around) : [];
    return { from: line.to, to: line.to, lines: ["", ...gapFor(line.text, around), ...lines, ...below] };
  }
  // In an empty item of a list the block stands behind the marker.
  const [opening = "", ...rest] = lines;
  const itself = [start + opening.slice(going.length), ...rest];
  return {
    from: line.from,
    to: line.to,
    lines: start === around ? apart(state, line, line, around, itself) : itself,
  };
}

function fresh(name: BlockName, prefix: string, colons: string): string[] {
  const { opening: short, body } = blockKinds[name];
  if (body === "none") return [prefix + short];
  const opening = short.replace(":::", colons);
  const inside = body === "points" ? "- " : "";
  const cursor = opening.includes("‸") ? "" : "‸";
  return [prefix + opening, prefix + inside + cursor, prefix + colons];
}

/** With an empty line above and below, where text stands there. */
function apart(state: EditorState, first: Line, last: Line, around: string, lines: string[]): string[] {
  const above = first.number > 1 ? state.doc.line(first.number - 1).text : "";
  return [...gapFor(above, around), ...lines, ...gapAfter(state, last, around)];
}

function gapAfter({ doc }: EditorState, line: Line, around: string): string[] {
  return line.number < doc.lines ? gapFor(doc.line(line.number + 1).text, around) : [];
}

function gapFor(neighbour: string, around: string): string[] {
  return needsGap(neighbour) ? [around.trimEnd()] : [];
}

/** Fences and the front matter's last line stand apart as they are. */
function needsGap(text: string): boolean {
  return text.slice(containerOf(text).written.length).trim() !== "" && !/^[\s>]*(:{2,}|---\s*$)/.test(text);
}

function asPoint(text: string, around: string): string {
  const rest = text.slice(around.length);
  return rest.trim() === "" || /^([-*+]|\d{1,9}[.)])\s/.test(rest) ? text : `${around}- ${rest}`;
}

function colonsOf(text: string): number {
  return /^[\s>]*(:{3,})/.exec(text)?.[1]?.length ?? 0;
}

/** No block can stand in code or in the front matter: the end of what the cursor is in, or nothing. */
function movedOut(state: EditorState): number | null {
  const { head } = state.selection.main;
  const end = frontMatterEnd(state.doc);
  if (head < end) return end;
  for (let node = syntaxTree(state).resolveInner(head, 1); ;) {
    if (node.name === "FencedCode" && node.from < head) return node.to;
    if (!node.parent) return null;
    node = node.parent;
  }
}
