import { isolateHistory } from "@codemirror/commands";
import {
  Annotation,
  Transaction,
  type ChangeSet,
  type Extension,
  type TransactionSpec,
} from "@codemirror/state";
import { EditorView } from "@codemirror/view";

/** Marks a change that did not come from the writer, so that it is not reported as theirs. */
const fromOutside = Annotation.define<true>();

/**
 * A change that came from the disk. It is left out of the undo history, which goes on around it, unless the writer
 * asked for the change and may want to take it back. In both cases what is typed before and after it is undone apart.
 */
export function outsideChange(changes: ChangeSet, undoable: boolean): TransactionSpec {
  const history = [Transaction.addToHistory.of(undoable), isolateHistory.of("full")];
  return { changes, annotations: [fromOutside.of(true), ...history] };
}

/** Reports every change by the writer, in order. */
export function localChanges(report: (changes: ChangeSet) => void): Extension {
  return EditorView.updateListener.of(({ transactions }) => {
    for (const transaction of transactions) {
      if (transaction.docChanged && !transaction.annotation(fromOutside)) report(transaction.changes);
    }
  });
}
