/** The settings of writing: how the text looks, what moves while one writes, and when it is saved. */
import { lookBounds } from "../../session/editor-look";
import type { Shell } from "../../session/shell.svelte";
import { speech } from "../../words/speech.svelte";
import { choice, type Setting, type SizeSetting, type SwitchSetting } from "./setting";

/** How the text looks while one writes it. */
export function lookSettings(shell: Shell): Setting[] {
  const { names, fonts } = speech.words.settings;
  const { editor } = shell.settings.values;
  const font = choice({ id: "font", label: names.font }, editor.font, fonts, (value) => {
    shell.changeLook({ font: value });
  });
  return [font, size(shell, "size", 1), size(shell, "lineHeight", 10), size(shell, "measure", 2)];
}

/** What happens while one writes. */
export function writingSettings({ settings }: Shell): Setting[] {
  const { names, autosaves, focuses, autosaveHint, spellingHint } = speech.words.settings;
  const { autosave, focus, typewriter, spellingOff } = settings.values;
  return [
    choice({ id: "autosave", label: names.autosave, hint: autosaveHint }, autosave, autosaves, (value) => {
      settings.change({ autosave: value });
    }),
    choice({ id: "focus", label: names.focus }, focus, focuses, (value) => {
      settings.change({ focus: value });
    }),
    toggle("typewriter", names.typewriter, typewriter, (on) => {
      settings.change({ typewriter: on });
    }),
    {
      ...toggle("spelling", names.spelling, !spellingOff, (on) => {
        settings.change({ spellingOff: !on });
      }),
      hint: spellingHint,
    },
  ];
}

function toggle(id: string, label: string, on: boolean, change: (on: boolean) => void): SwitchSetting {
  return { kind: "switch", id, label, on, change };
}

function size(shell: Shell, id: keyof typeof lookBounds, step: number): SizeSetting {
  const { names, units } = speech.words.settings;
  return {
    kind: "size",
    id,
    label: names[id],
    value: shell.settings.values.editor[id],
    ...lookBounds[id],
    step,
    say: units[id],
    change: (value) => {
      shell.changeLook({ [id]: value });
    },
  };
}
