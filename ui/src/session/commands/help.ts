import type { Command } from "./command";

/** Finding out what there is. */
export const helpCommands = {
  palette: {
    group: "help",
    chords: [{ key: "p", mod: true, shift: true }],
    run: (shell) => {
      shell.paletteShown = true;
    },
  },
  shortcuts: {
    group: "help",
    chords: [{ key: "f1" }, { key: "?", shift: true }],
    run: (shell) => {
      shell.shortcutsShown = true;
    },
  },
} satisfies Record<string, Command>;
