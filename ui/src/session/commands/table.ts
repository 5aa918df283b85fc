import { insertTable } from "../../editor/table/keys";
import { withText, type Command } from "./command";

/** Putting tables into the text. */
export const tableCommands = {
  insertTable: {
    group: "insert",
    available: withText,
    run: (shell) => {
      shell.showEditor();
      shell.workspace.panes.editor.perform(insertTable);
    },
  },
} satisfies Record<string, Command>;
