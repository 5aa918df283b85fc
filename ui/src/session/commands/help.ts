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
  settings: {
    group: "help",
    chords: [{ key: ",", mod: true }],
    run: (shell) => {
      shell.settingsShown = true;
    },
  },
  shortcuts: {
    group: "help",
    chords: [{ key: "f1" }, { key: "?", shift: true }],
    run: (shell) => {
      shell.shortcutsShown = true;
    },
  },
  openSample: {
    group: "help",
    run: ({ workspace }) => void workspace.publications.sample(),
  },
} satisfies Record<string, Command>;
