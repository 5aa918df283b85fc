/** The dialog of a source, as far as the text asks for it. */
import { Facet } from "@codemirror/state";

export interface SourceDialog {
  /** Asks for a source to put at the cursor: perhaps for the one of an address, which stands there on a line of its own. */
  begin(address: string | null): void;
  /** Asks what the source of the block that starts on this line, counted from zero, should say. */
  edit(line: number): void;
}

export const sourceDialog = Facet.define<SourceDialog, SourceDialog | null>({
  combine: ([dialog]) => dialog ?? null,
});
