import { insertBlock } from "../../editor/blocks/insert";
import type { BlockName } from "../../editor/blocks/kinds";
import { withText, type Command } from "./command";

function insert(name: BlockName): Command {
  return {
    group: "insert",
    available: withText,
    run: (shell) => {
      shell.showEditor();
      shell.workspace.panes.editor.perform(insertBlock(name));
    },
  };
}

/** Putting blocks into the text. */
export const insertCommands = {
  insertSource: {
    group: "insert",
    available: withText,
    run: (shell) => {
      shell.showEditor();
      void shell.sources.begin();
    },
  },
  editSource: {
    group: "insert",
    chords: [{ key: "enter", alt: true }],
    available: withText,
    run: (shell) => {
      const { line, column } = shell.workspace.panes.cursor;
      void shell.sources.editAt({ line, character: column });
    },
  },
  insertCommentary: insert("commentary"),
  insertQuote: insert("quote"),
  insertQa: insert("qa"),
  insertTakeaways: insert("takeaways"),
  insertFigure: insert("figure"),
  insertDetails: insert("details"),
  insertNote: insert("note"),
  insertTip: insert("tip"),
  insertImportant: insert("important"),
  insertWarning: insert("warning"),
  insertCaution: insert("caution"),
  insertPageBreak: insert("page-break"),
} satisfies Record<string, Command>;
