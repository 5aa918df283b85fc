import { type ChangeSpec, type EditorState, type Line, type StateCommand } from "@codemirror/state";

import { linesOf } from "../lines";
import { isVerbatim } from "../region";

const heading = /^ {0,3}(#{1,6})(?:[ \t]+|$)/;

/** Makes the selected lines headings of a level, or paragraphs again where all of them are that already. */
export function toggleHeading(level: 2 | 3 | 4): StateCommand {
  return (target) => {
    const lines = headable(target.state);
    const already = lines.length > 0 && lines.every((line) => levelOf(line) === level);
    return setLevel(target, already ? 0 : level);
  };
}

/** Makes the selected headings paragraphs. */
export const paragraph: StateCommand = (target) => setLevel(target, 0);

function setLevel({ state, dispatch }: Parameters<StateCommand>[0], level: number): boolean {
  if (state.readOnly) return false;
  const changes = state.changes(headable(state).map((line) => leveled(line, level)));
  // A cursor at the start of the line stands behind the new mark, where one writes on.
  const selection = state.selection.map(changes, 1);
  dispatch(state.update({ changes, selection, scrollIntoView: true, userEvent: "input.format" }));
  return true;
}

/** An empty line alone may become a heading, too: one goes on writing it. */
function headable(state: EditorState): Line[] {
  const lines = state.selection.ranges.flatMap((range) => linesOf(state, range));
  const proper = lines.filter(
    (line) => !isVerbatim(state, line.from) && !line.text.trimStart().startsWith("::"),
  );
  return proper.length === 1 ? proper : proper.filter(({ text }) => text.trim() !== "");
}

function levelOf({ text }: Line): number {
  return heading.exec(text)?.[1]?.length ?? 0;
}

function leveled({ from, text }: Line, level: number): ChangeSpec {
  const mark = heading.exec(text)?.[0].length ?? 0;
  return { from, to: from + mark, insert: level > 0 ? `${"#".repeat(level)} ` : "" };
}
