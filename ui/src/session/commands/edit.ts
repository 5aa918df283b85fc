import type { Shell } from "../shell.svelte";
import { withArticle, withText, type Command } from "./command";

function withPublication({ workspace }: Shell): boolean {
  return workspace.publication !== null;
}

/** Changing the text in ways that any editor knows. */
export const editCommands = {
  undo: {
    group: "edit",
    chords: [{ key: "z", mod: true }],
    inEditor: true,
    available: withText,
    run: ({ workspace }) => {
      workspace.panes.editor.undo();
    },
  },
  redo: {
    group: "edit",
    chords: [{ key: "z", mod: true, shift: true }],
    inEditor: true,
    available: withText,
    run: ({ workspace }) => {
      workspace.panes.editor.redo();
    },
  },
  find: {
    group: "edit",
    chords: [
      { key: "f", mod: true },
      { key: "h", mod: true, notOnMac: true },
    ],
    available: withArticle,
    run: (shell) => {
      shell.showEditor();
      shell.workspace.panes.editor.find();
    },
  },
  findEverywhere: {
    group: "edit",
    chords: [{ key: "f", mod: true, shift: true }],
    available: withPublication,
    run: (shell) => {
      shell.findEverywhere(false);
    },
  },
  replaceEverywhere: {
    group: "edit",
    chords: [{ key: "h", mod: true, shift: true }],
    available: withPublication,
    run: (shell) => {
      shell.findEverywhere(true);
    },
  },
  repair: {
    group: "edit",
    chords: [{ key: ".", mod: true }],
    available: withText,
    run: (shell) => {
      shell.repairAtCursor();
    },
  },
} satisfies Record<string, Command>;
