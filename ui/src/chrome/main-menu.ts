import type { Pane } from "../session/layout.svelte";
import type { Shell } from "../session/shell.svelte";
import { chordLabel, type Command } from "../session/shortcuts";
import { languages, type Language } from "../words/languages";
import { speech } from "../words/speech.svelte";
import type { MenuEntry } from "./menu";

const separator: MenuEntry = { kind: "separator" };

/** How many publications the menus remember; more would be a search. */
const recentShown = 5;

/** Everything that the window can do. */
export function mainMenu(shell: Shell): MenuEntry[] {
  const { menu } = speech.words;
  const withoutArticle = shell.workspace.article === null;
  return [
    action(shell, "open", menu.openPublication, false, "open-publication"),
    ...recentEntries(shell),
    separator,
    action(shell, "save", menu.save, withoutArticle),
    action(shell, "export", menu.export),
    action(shell, "find", menu.find, withoutArticle),
    separator,
    { kind: "heading", label: menu.show },
    ...(["binder", "editor", "preview"] as const).map((pane) => paneEntry(shell, pane)),
    separator,
    { kind: "heading", label: menu.language },
    ...(Object.keys(languages) as Language[]).map(languageEntry),
    separator,
    action(shell, "shortcuts", menu.shortcuts),
    { kind: "note", label: menu.theme },
  ];
}

/** What the name of the publication opens: others. */
export function publicationMenu(shell: Shell): MenuEntry[] {
  return [...recentEntries(shell), separator, action(shell, "open", speech.words.menu.openPublication)].slice(
    recentEntries(shell).length > 0 ? 0 : 1,
  );
}

function recentEntries({ workspace }: Shell): MenuEntry[] {
  const others = workspace.recent.filter(({ path }) => path !== workspace.publication?.path);
  if (others.length === 0) return [];
  const entries = others.slice(0, recentShown).map(({ path, title }): MenuEntry => ({
    kind: "action",
    label: title,
    run: () => void workspace.openPublication(path),
  }));
  return [{ kind: "heading", label: speech.words.menu.recent }, ...entries];
}

function action(
  shell: Shell,
  command: Command,
  label: string,
  disabled = false,
  testid = `menu-${command}`,
): MenuEntry {
  const chord = chordLabel(command, shell.mac);
  return {
    kind: "action",
    label,
    chord,
    disabled,
    testid,
    run: () => {
      shell.run(command);
    },
  };
}

function paneEntry(shell: Shell, pane: Pane): MenuEntry {
  return {
    kind: "checkbox",
    label: speech.words.panes[pane],
    chord: chordLabel(pane, shell.mac),
    checked: shell.layout.shown[pane],
    run: () => {
      shell.run(pane);
    },
  };
}

function languageEntry(language: Language): MenuEntry {
  return {
    kind: "radio",
    label: languages[language].name,
    checked: speech.language === language,
    testid: `language-${language}`,
    run: () => {
      speech.choose(language);
    },
  };
}
