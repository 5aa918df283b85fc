import type { Autosave, Focus } from "../../host/wire";
import type { Shell } from "../shell.svelte";
import { usual } from "../settings.svelte";
import type { Command } from "./command";
import type { Chord } from "./keys";

function focus(kind: Focus, chord: Chord): Command {
  return {
    group: "view",
    chords: [chord],
    checked: ({ settings }) => settings.values.focus === kind,
    run: ({ settings }) => {
      settings.change({ focus: settings.values.focus === kind ? "off" : kind });
    },
  };
}

function autosave(mode: Autosave): Command {
  return {
    group: "file",
    checked: ({ settings }) => settings.values.autosave === mode,
    run: ({ settings }) => {
      settings.change({ autosave: mode });
    },
  };
}

function resize(shell: Shell, step: number): void {
  shell.changeLook({ size: shell.settings.values.editor.size + step });
}

/** How one writes: what is bright, what moves, how large it is, and when it is saved. */
export const writingCommands = {
  autosaveOff: autosave("off"),
  autosavePause: autosave("pause"),
  autosaveBlur: autosave("blur"),
  focusSentence: focus("sentence", { key: "j", mod: true, shift: true }),
  focusParagraph: focus("paragraph", { key: "j", mod: true }),
  typewriter: {
    group: "view",
    chords: [{ key: "j", mod: true, alt: true }],
    checked: ({ settings }) => settings.values.typewriter,
    run: ({ settings }) => {
      settings.change({ typewriter: !settings.values.typewriter });
    },
  },
  fullScreen: {
    group: "view",
    chords: [{ key: "f11" }],
    checked: (shell) => shell.fullScreen,
    run: (shell) => void shell.toggleFullScreen(),
  },
  largerText: {
    group: "view",
    inEditor: true,
    chords: [
      { key: "=", mod: true },
      { key: "+", mod: true, shift: true },
      { key: ";", mod: true },
    ],
    run: (shell) => {
      resize(shell, 1);
    },
  },
  smallerText: {
    group: "view",
    inEditor: true,
    chords: [{ key: "-", mod: true }],
    run: (shell) => {
      resize(shell, -1);
    },
  },
  usualText: {
    group: "view",
    inEditor: true,
    chords: [{ key: "0", mod: true }],
    run: (shell) => {
      shell.changeLook({ size: usual.editor.size });
    },
  },
  spelling: {
    group: "view",
    checked: ({ settings }) => !settings.values.spellingOff,
    run: ({ settings }) => {
      settings.change({ spellingOff: !settings.values.spellingOff });
    },
  },
} satisfies Record<string, Command>;
