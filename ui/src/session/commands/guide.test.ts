import { readFileSync, writeFileSync } from "node:fs";

import { expect, it } from "vitest";

import { languages, type Language } from "../../words/languages";
import { chordLabels, commandNames, commands } from ".";
import { groups } from "./command";

/** Writes the pages instead of comparing them. */
const update = process.env.KIKU_UPDATE_GUIDE !== undefined;

/** What the page says before its tables; the rest comes from the table of commands. */
const heads: Readonly<Record<Language, readonly string[]>> = {
  ja: [
    "# コマンドとキー",
    "",
    "<kbd>Ctrl</kbd>+<kbd>Shift</kbd>+<kbd>P</kbd> で、ここにあるものをすべて名前で呼び出せます。Mac では、<kbd>Ctrl</kbd> の代わりに <kbd>⌘</kbd> を押します。",
    "画面では <kbd>F1</kbd> で同じ一覧が出ます。",
    "",
  ],
  en: [
    "# Commands and keys",
    "",
    "<kbd>Ctrl</kbd>+<kbd>Shift</kbd>+<kbd>P</kbd> finds each of these by its name. On a Mac, <kbd>⌘</kbd> takes the place of <kbd>Ctrl</kbd>.",
    "In the app, <kbd>F1</kbd> shows the same list.",
    "",
  ],
};

const columns: Readonly<Record<Language, readonly string[]>> = {
  ja: ["| コマンド | キー |", "| --- | --- |"],
  en: ["| Command | Keys |", "| --- | --- |"],
};

function page(language: Language): string {
  const words = languages[language];
  const tables = groups.flatMap((group) => {
    const rows = commandNames.filter((name) => commands[name].group === group);
    if (rows.length === 0) return [];
    const lines = rows.map((name) => `| ${words.commands[name]} | ${keys(chordLabels(name, false))} |`);
    return [`## ${words.groups[group]}`, "", ...columns[language], ...lines, ""];
  });
  return [...heads[language], ...tables].join("\n");
}

function keys(labels: readonly string[]): string {
  return labels
    .map((label) =>
      label
        .split(/(?<=.)\+/)
        .map((key) => `<kbd>${key}</kbd>`)
        .join("+"),
    )
    .join(" ");
}

it.each(Object.keys(languages) as Language[])(
  "the guide lists every command and its keys in %s",
  (language) => {
    const file = new URL(`../../../../docs/guide/${language}/keys.md`, import.meta.url);
    if (update) writeFileSync(file, page(language));
    const hint = "KIKU_UPDATE_GUIDE=1 npm test -- guide";
    expect(readFileSync(file, "utf8"), `docs/guide/${language}/keys.md is not current: ${hint}`).toBe(
      page(language),
    );
  },
);
