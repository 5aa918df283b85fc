import type { Theme } from "../host/wire";
import { chordLabel, commands, isAvailable, run, type CommandName } from "../session/commands";
import type { Shell } from "../session/shell.svelte";

import { languages, type Language } from "../words/languages";
import { speech } from "../words/speech.svelte";
import type { MenuEntry } from "./menu";

const themes: readonly Theme[] = ["system", "light", "dark"];

const separator: MenuEntry = { kind: "separator" };

/** How many publications the menus remember; more would be a search. */
const recentShown = 5;

/** What one looks for in a menu; the palette has the rest. */
export function mainMenu(shell: Shell): MenuEntry[] {
  const { menu } = speech.words;
  return [
    action(shell, "newPublication"),
    action(shell, "open", "open-publication"),
    ...recentEntries(shell),
    separator,
    action(shell, "newArticle"),
    action(shell, "save"),
    action(shell, "history"),
    action(shell, "export"),
    action(shell, "print"),
    action(shell, "find"),
    action(shell, "findEverywhere"),
    separator,
    { kind: "heading", label: menu.show },
    ...(["binder", "editor", "preview"] as const).map((name) => toggle(shell, name)),
    separator,
    { kind: "heading", label: menu.language },
    ...(Object.keys(languages) as Language[]).map((language) => languageEntry(shell, language)),
    separator,
    { kind: "heading", label: menu.theme },
    ...themes.map((theme) => themeEntry(shell, theme)),
    separator,
    action(shell, "publicationSettings"),
    action(shell, "settings"),
    action(shell, "palette"),
    action(shell, "shortcuts"),
  ];
}

/** What the name of the publication opens: its settings, and others. */
export function publicationMenu(shell: Shell): MenuEntry[] {
  const recent = recentEntries(shell);
  const others = recent.length > 0 ? [...recent, separator] : [];
  const settings = action(shell, "publicationSettings", "title-publication-settings");
  return [settings, separator, ...others, action(shell, "open")];
}

function recentEntries({ workspace }: Shell): MenuEntry[] {
  const others = workspace.publications.recent.filter(({ path }) => path !== workspace.publication?.path);
  if (others.length === 0) return [];
  const entries = others.slice(0, recentShown).map(({ path, title }): MenuEntry => ({
    kind: "action",
    label: title,
    run: () => void workspace.publications.open(path),
  }));
  return [{ kind: "heading", label: speech.words.menu.recent }, ...entries];
}

function action(shell: Shell, name: CommandName, testid = `menu-${name}`): MenuEntry {
  return {
    kind: "action",
    label: speech.words.commands[name],
    chord: chordLabel(name, shell.mac),
    disabled: !isAvailable(shell, name),
    testid,
    run: () => {
      run(shell, name);
    },
  };
}

function toggle(shell: Shell, name: CommandName): MenuEntry {
  return {
    kind: "checkbox",
    label: speech.words.commands[name],
    chord: chordLabel(name, shell.mac),
    checked: commands[name].checked?.(shell) ?? false,
    run: () => {
      run(shell, name);
    },
  };
}

function languageEntry(shell: Shell, language: Language): MenuEntry {
  return {
    kind: "radio",
    label: languages[language].name,
    checked: speech.language === language,
    testid: `language-${language}`,
    run: () => {
      shell.settings.change({ language });
    },
  };
}

function themeEntry(shell: Shell, theme: Theme): MenuEntry {
  return {
    kind: "radio",
    label: speech.words.settings.themes[theme],
    checked: shell.settings.values.theme === theme,
    testid: `theme-${theme}`,
    run: () => {
      shell.settings.change({ theme });
    },
  };
}
