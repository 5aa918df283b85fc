import type { Command } from "./command";

/** Finding out what there is. */
export const helpCommands = {
  shortcuts: {
    group: "help",
    chords: [{ key: "f1" }],
    run: (shell) => {
      shell.shortcutsShown = true;
    },
  },
} satisfies Record<string, Command>;
