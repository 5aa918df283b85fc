/** Every setting there is. A new one is a line here, and its words in `settings` of the catalogues. */
import type { Shell } from "../../session/shell.svelte";
import { isLanguage, languages } from "../../words/languages";
import { speech } from "../../words/speech.svelte";
import { choice, type Section, type Setting } from "./setting";
import { lookSettings, writingSettings } from "./writing";

export function settingSections(shell: Shell): Section[] {
  const words = speech.words.settings;
  return [
    { title: words.window, settings: [language(shell), theme(shell)] },
    { title: words.text, settings: lookSettings(shell) },
    { title: words.writing, settings: writingSettings(shell) },
  ];
}

function language({ settings }: Shell): Setting {
  const { system, names } = speech.words.settings;
  const known = Object.entries(languages).map(([value, { name }]) => ({ value, label: name, lang: value }));
  return {
    kind: "choice",
    id: "language",
    label: names.language,
    value: settings.values.language ?? "",
    options: [{ value: "", label: system }, ...known],
    change: (value) => {
      settings.change({ language: isLanguage(value) ? value : null });
    },
  };
}

function theme({ settings }: Shell): Setting {
  const { names, themes } = speech.words.settings;
  return choice({ id: "theme", label: names.theme }, settings.values.theme, themes, (value) => {
    settings.change({ theme: value });
  });
}
