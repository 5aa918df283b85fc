/** Who speaks in a commentary, and on which side. */
import { EditorState, type ChangeSpec, type StateCommand } from "@codemirror/state";

import type { NamedPersona } from "../completion/resources";
import { fenceTokens, type FenceToken } from "../fence";
import { blocksAround, type Block } from "./enclosing";

/** Gives the commentary at the cursor to the next persona, or the one before. */
export function changeSpeaker(personas: readonly NamedPersona[], step: 1 | -1): StateCommand {
  return onCommentary((block) => {
    const at = personas.findIndex(({ id }) => id === attribute(block, "by")?.value);
    const next = personas.at((at < 0 && step < 0 ? -1 : at + step) % personas.length);
    return next ? setAttribute(block, "by", next.id) : null;
  });
}

/** Puts the balloon at the cursor on the other side. What the persona has anyway is not written. */
export function flipSide(personas: readonly NamedPersona[]): StateCommand {
  return onCommentary((block) => {
    const side = attribute(block, "side");
    const persona = personas.find(({ id }) => id === attribute(block, "by")?.value);
    const usual = persona?.onRight ? "right" : "left";
    const other = (side?.value ?? usual) === "right" ? "left" : "right";
    if (side && other === usual) return { from: side.from - 1, to: side.to };
    return setAttribute(block, "side", other);
  });
}

/** Whether the cursor is in a commentary. */
export function inCommentary(state: EditorState): boolean {
  return commentaryAt(state) !== undefined;
}

function onCommentary(change: (block: Block) => ChangeSpec | null): StateCommand {
  return ({ state, dispatch }) => {
    const block = commentaryAt(state);
    const changes = block && !state.readOnly ? change(block) : null;
    if (!changes) return false;
    dispatch(state.update({ changes, userEvent: "input.speaker" }));
    return true;
  };
}

function commentaryAt(state: EditorState): Block | undefined {
  return blocksAround(state, state.selection.main.head).find(({ name }) => name === "commentary");
}

interface Attribute {
  readonly value: string;
  /** All of it, and its value with quotes, in the text. */
  readonly from: number;
  readonly to: number;
  readonly valueFrom: number;
}

function attribute({ opening }: Block, key: string): Attribute | null {
  const tokens = fenceTokens(opening.text) ?? [];
  const text = ({ from, to }: FenceToken) => opening.text.slice(from, to);
  const at = tokens.findIndex((token) => token.part === "key" && text(token) === key);
  const [name, equals, value] = tokens.slice(at, at + 3);
  if (at < 0 || !name || equals?.part !== "mark" || text(equals) !== "=") return null;
  const given = value?.part === "value" ? value : { from: equals.to, to: equals.to };
  return {
    value: opening.text.slice(given.from, given.to).replace(/^(["'])(.*)\1$/, "$2"),
    from: opening.from + name.from,
    to: opening.from + given.to,
    valueFrom: opening.from + given.from,
  };
}

function setAttribute(block: Block, key: string, value: string): ChangeSpec {
  const written = /^[\p{L}\p{N}_.:/-]+$/u.test(value) ? value : `"${value}"`;
  const there = attribute(block, key);
  if (there) return { from: there.valueFrom, to: there.to, insert: written };
  const end = block.opening.from + block.opening.text.trimEnd().length;
  const hasBraces = block.opening.text.trimEnd().endsWith("}");
  if (!hasBraces) return { from: end, insert: `{${key}=${written}}` };
  const isEmpty = block.opening.text.trimEnd().endsWith("{}");
  return { from: end - 1, insert: `${isEmpty ? "" : " "}${key}=${written}` };
}
