import { foldEffect, foldedRanges } from "@codemirror/language";
import { EditorSelection, type EditorState, type StateEffect, type TransactionSpec } from "@codemirror/state";

/** Where one was in a text: what is needed to go on there after the window was closed. */
export interface EditorPlace {
  readonly anchor: number;
  readonly head: number;
  /** The line at the top of the window, as the scroll sync counts. */
  readonly top: number;
  readonly folds: readonly (readonly [number, number])[];
  /** The length of the text that the folds stand in. */
  readonly length: number;
}

/** The place as the state has it; `top` is the view's to know. */
export function placeIn(state: EditorState, top: number): EditorPlace {
  const { anchor, head } = state.selection.main;
  const folds: [number, number][] = [];
  foldedRanges(state).between(0, state.doc.length, (from, to) => {
    folds.push([from, to]);
  });
  return { anchor, head, top, folds, length: state.doc.length };
}

/** Goes back to a place. In a text that was changed meanwhile the folds are left out: they would hide other words. */
export function returning(state: EditorState, place: Partial<EditorPlace>): TransactionSpec {
  const { length } = state.doc;
  const bounded = (position = 0) => Math.max(0, Math.min(length, Math.floor(position) || 0));
  const effects: StateEffect<unknown>[] =
    place.length === length
      ? (place.folds ?? []).flatMap(([from, to]) =>
          from < to && to <= length ? [foldEffect.of({ from, to })] : [],
        )
      : [];
  return { selection: EditorSelection.single(bounded(place.anchor), bounded(place.head)), effects };
}
