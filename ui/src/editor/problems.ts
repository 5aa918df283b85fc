import { StateEffect, StateField, type EditorState, type Extension } from "@codemirror/state";
import { Decoration, EditorView, hoverTooltip, type DecorationSet, type Tooltip } from "@codemirror/view";

/** Something wrong in the text, as the engine found it. */
export interface EditorProblem {
  readonly from: number;
  readonly to: number;
  readonly severity: "error" | "warning";
}

/** Draws what stands in the note beside an underlined place. */
export type DrawProblems<P extends EditorProblem> = (problems: readonly P[]) => HTMLElement;

/** Shows these problems from now on. */
export const setProblems = StateEffect.define<readonly EditorProblem[]>();

const underlines = {
  error: (problem: EditorProblem) => Decoration.mark({ class: "cm-problem cm-problem-error", problem }),
  warning: (problem: EditorProblem) => Decoration.mark({ class: "cm-problem cm-problem-warning", problem }),
};

const field = StateField.define<DecorationSet>({
  create: () => Decoration.none,
  update(decorations, transaction) {
    let next = decorations.map(transaction.changes);
    for (const effect of transaction.effects) {
      if (effect.is(setProblems)) next = underline(transaction.state, effect.value);
    }
    return next;
  },
  provide: (f) => EditorView.decorations.from(f),
});

/** Underlines problems and tells of them in a note when the pointer rests there. */
export function problems<P extends EditorProblem>(draw: DrawProblems<P>): Extension {
  return [field, hoverTooltip((view, position) => note(view, position, draw), { hideOnChange: true })];
}

/** The place of the next problem after the cursor, or the one before it, around the end; `null` without problems. */
export function nextProblem(state: EditorState, direction: 1 | -1): number | null {
  const places: number[] = [];
  state.field(field).between(0, state.doc.length, (from) => {
    places.push(from);
  });
  const head = state.selection.main.head;
  if (direction > 0) return places.find((place) => place > head) ?? places[0] ?? null;
  return places.findLast((place) => place < head) ?? places.at(-1) ?? null;
}

function underline(state: EditorState, list: readonly EditorProblem[]): DecorationSet {
  const ranges = list.flatMap((problem) => {
    const { from, to } = visibleRange(state, problem);
    return from < to ? [underlines[problem.severity](problem).range(from, to)] : [];
  });
  return Decoration.set(ranges, true);
}

/** An empty range could not be seen: it takes the next character, or the one before it, of its line. */
function visibleRange(state: EditorState, problem: EditorProblem): { from: number; to: number } {
  const end = state.doc.length;
  const from = Math.min(problem.from, end);
  const to = Math.min(Math.max(problem.to, from), end);
  if (from < to) return { from, to };
  const line = state.doc.lineAt(from);
  return from < line.to ? { from, to: from + 1 } : { from: Math.max(line.from, from - 1), to: from };
}

function note<P extends EditorProblem>(
  view: EditorView,
  position: number,
  draw: DrawProblems<P>,
): Tooltip | null {
  const here: P[] = [];
  let start = position;
  let end = position;
  view.state.field(field).between(position, position, (from, to, { spec }) => {
    here.push((spec as { problem: P }).problem);
    start = Math.min(start, from);
    end = Math.max(end, to);
  });
  if (here.length === 0) return null;
  return { pos: start, end, above: true, create: () => ({ dom: draw(here) }) };
}
