import { changeSpeaker, flipSide } from "../../editor/blocks/speaker";
import type { NamedPersona } from "../../editor/completion/resources";
import type { StateCommand } from "@codemirror/state";
import { withText, type Command } from "./command";
import type { Chord } from "./keys";

/** A change of the commentary at the cursor that needs to know who there is. */
function speaker(change: (personas: readonly NamedPersona[]) => StateCommand, chord: Chord): Command {
  return {
    group: "edit",
    chords: [chord],
    inEditor: true,
    available: withText,
    run: (shell) => {
      shell.showEditor();
      void shell.workspace.withPersonas((personas) => {
        shell.workspace.panes.editor.perform(change(personas));
      });
    },
  };
}

/** Who speaks in the commentary at the cursor. */
export const speakerCommands = {
  nextSpeaker: speaker((personas) => changeSpeaker(personas, 1), { key: "]", alt: true }),
  previousSpeaker: speaker((personas) => changeSpeaker(personas, -1), { key: "[", alt: true }),
  flipSide: speaker(flipSide, { key: ";", alt: true }),
} satisfies Record<string, Command>;
