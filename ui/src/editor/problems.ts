import { StateEffect, StateField, type ChangeSet, type EditorState, type Extension } from "@codemirror/state";
import { Decoration, EditorView, hoverTooltip, type DecorationSet, type Tooltip } from "@codemirror/view";

/** Something wrong in the text, as the engine found it. */
export interface EditorProblem {
  readonly from: number;
  readonly to: number;
  readonly severity: "error" | "warning";
}

/** Draws what stands in the note beside an underlined place; `repair` asks for one's repair. */
export type DrawProblems<P extends EditorProblem> = (
  problems: readonly P[],
  repair: (problem: P) => void,
) => HTMLElement;

/** Shows these problems from now on. */
export const setProblems = StateEffect.define<readonly EditorProblem[]>();

const underlines = {
  error: (problem: EditorProblem) => Decoration.mark({ class: "cm-problem cm-problem-error", problem }),
  warning: (problem: EditorProblem) => Decoration.mark({ class: "cm-problem cm-problem-warning", problem }),
};

interface Underlines {
  readonly decorations: DecorationSet;
  /** Whether the text under one of them was changed since. */
  readonly disturbed: boolean;
}

const field = StateField.define<Underlines>({
  create: () => ({ decorations: Decoration.none, disturbed: false }),
  update(value, { state, docChanged, changes, effects }) {
    let next = docChanged ? moved(value, changes) : value;
    for (const effect of effects) {
      if (effect.is(setProblems)) next = { decorations: underline(state, effect.value), disturbed: false };
    }
    return next;
  },
  provide: (f) => EditorView.decorations.from(f, ({ decorations }) => decorations),
});

function moved({ decorations, disturbed }: Underlines, changes: ChangeSet): Underlines {
  let touched = disturbed;
  changes.iterChangedRanges((from, to) => {
    decorations.between(from, to, () => {
      touched = true;
      return false;
    });
  });
  return { decorations: decorations.map(changes), disturbed: touched };
}

/** Underlines problems and tells of them in a note when the pointer rests there. */
export function problems<P extends EditorProblem>(
  draw: DrawProblems<P>,
  repair: (problem: P) => void,
): Extension {
  const drawn = (list: readonly P[]) => draw(list, repair);
  return [field, hoverTooltip((view, position) => note(view, position, drawn), { hideOnChange: true })];
}

/** Whether the text under an underlined problem was changed since they were set. */
export function problemsDisturbed(state: EditorState): boolean {
  return state.field(field).disturbed;
}

/** The problems that stand at the cursor. */
export function problemsAtCursor<P extends EditorProblem>(state: EditorState): P[] {
  return problemsAt<P>(state, state.selection.main.head).map(({ problem }) => problem);
}

/** The place of the next problem after the cursor, or the one before it, around the end; `null` without problems. */
export function nextProblem(state: EditorState, direction: 1 | -1): number | null {
  const places: number[] = [];
  state.field(field).decorations.between(0, state.doc.length, (from) => {
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
  draw: (problems: readonly P[]) => HTMLElement,
): Tooltip | null {
  const here = problemsAt<P>(view.state, position);
  if (here.length === 0) return null;
  const pos = Math.min(...here.map(({ from }) => from));
  const end = Math.max(...here.map(({ to }) => to));
  return { pos, end, above: true, create: () => ({ dom: draw(here.map(({ problem }) => problem)) }) };
}

interface Found<P> {
  readonly from: number;
  readonly to: number;
  readonly problem: P;
}

function problemsAt<P extends EditorProblem>(state: EditorState, position: number): Found<P>[] {
  const here: Found<P>[] = [];
  state.field(field).decorations.between(position, position, (from, to, { spec }) => {
    here.push({ from, to, problem: (spec as { problem: P }).problem });
  });
  return here;
}
