import { EditorSelection, type EditorState, type Extension, type TransactionSpec } from "@codemirror/state";
import { EditorView } from "@codemirror/view";

import { isAddress, linkTo } from "../format/link";
import { isVerbatim } from "../region";
import { markdownOf } from "./markdown";
import { offerSource } from "./source-offer";

/** What stands on the clipboard. */
export interface Clip {
  readonly text: string;
  readonly html: string;
}

/** A paste that the editor would not make by itself; `null` where it pastes the plain text. */
export function pasting(state: EditorState, { text, html }: Clip): TransactionSpec | null {
  if (state.readOnly || isVerbatim(state, state.selection.main.from)) return null;
  const address = text.trim();
  if (isAddress(address)) return pastingAddress(state, address);
  const markdown = html ? markdownOf(html) : null;
  return markdown === null ? null : inserting(state, onItsLine(state, markdown));
}

/** Over words, an address becomes their link; on an empty line, it may become a source. */
function pastingAddress(state: EditorState, address: string): TransactionSpec | null {
  const { from, to, empty } = state.selection.main;
  const words = state.sliceDoc(from, to);
  if (!empty && !words.includes("\n") && words.trim() && !isAddress(words.trim()))
    return inserting(state, linkTo(address, words));
  const line = state.doc.lineAt(from);
  if (!empty || line.text.trim() !== "") return null;
  const effects = offerSource({ from: line.from, to: line.from + address.length, url: address });
  return {
    changes: { from: line.from, to: line.to, insert: address },
    selection: EditorSelection.cursor(line.from + address.length),
    effects,
    userEvent: "input.paste",
  };
}

/** Several blocks stand apart from the words before them; a piece of a line goes into the line. */
function onItsLine(state: EditorState, markdown: string): string {
  const { from } = state.selection.main;
  const line = state.doc.lineAt(from);
  const isBlock = /\n|^(?:#{1,6} |[-*>] |\| |\d+\. |```)/.test(markdown);
  return isBlock && state.sliceDoc(line.from, from).trim() !== "" ? `\n\n${markdown}` : markdown;
}

function inserting(state: EditorState, insert: string): TransactionSpec {
  return { ...state.replaceSelection(insert), userEvent: "input.paste", scrollIntoView: true };
}

/**
 * HTML becomes Markdown when it is pasted, and an address over words their link. With Shift, the plain text is pasted as
 * it is.
 */
export function pastes(): Extension {
  let plain = false;
  return EditorView.domEventHandlers({
    keydown(event) {
      plain = event.shiftKey;
    },
    keyup() {
      plain = false;
    },
    paste(event, view) {
      const clip = clipOf(event);
      const asItIs = plain;
      plain = false;
      if (!clip || asItIs) return false;
      const spec = pasting(view.state, clip);
      if (!spec) return false;
      event.preventDefault();
      view.dispatch(spec);
      return true;
    },
  });
}

function clipOf({ clipboardData }: ClipboardEvent): Clip | null {
  if (!clipboardData || clipboardData.files.length > 0) return null;
  return { text: clipboardData.getData("text/plain"), html: clipboardData.getData("text/html") };
}
