/** What the palette offers. */
import FileText from "@lucide/svelte/icons/file-text";
import Hash from "@lucide/svelte/icons/hash";

import {
  chordLabel,
  commandNames,
  commands,
  isAvailable,
  run,
  type CommandName,
} from "../../session/commands";
import { groups } from "../../session/commands/command";
import { lineOf } from "../../session/outline";
import type { Shell } from "../../session/shell.svelte";
import { languages } from "../../words/languages";
import { readingOf } from "../../words/readings";
import { speech } from "../../words/speech.svelte";
import type { Choice } from "./choice";

/** The commands that were picked lately, then all others by their groups, then articles and headings. */
export function everything(shell: Shell): Choice[] {
  const recent = shell.recentCommands.list.filter((name) => offered(shell, name));
  const others = groups.flatMap((group) =>
    commandNames.filter(
      (name) => commands[name].group === group && offered(shell, name) && !recent.includes(name),
    ),
  );
  const { palette, groups: titles } = speech.words;
  return [
    ...recent.map((name) => commandChoice(shell, name, palette.recent)),
    ...others.map((name) => commandChoice(shell, name, titles[commands[name].group])),
    ...articleChoices(shell),
    ...headingChoices(shell),
  ];
}

/** The palette does not offer itself. */
function offered(shell: Shell, name: CommandName): boolean {
  return name !== "palette" && isAvailable(shell, name);
}

function commandChoice(shell: Shell, name: CommandName, section: string): Choice {
  return {
    id: name,
    label: speech.words.commands[name],
    aliases: [
      ...Object.values(languages).map((words) => words.commands[name]),
      readingOf(languages.ja.commands[name]),
    ],
    section,
    note: speech.words.groups[commands[name].group],
    keys: chordLabel(name, shell.mac),
    checked: commands[name].checked?.(shell),
    run: () => {
      shell.recentCommands.remember(name);
      run(shell, name);
    },
  };
}

function articleChoices({ workspace }: Shell): Choice[] {
  const { articles } = speech.words.binder;
  return (workspace.publication?.articles ?? []).map(({ slug, title }) => ({
    id: `article:${slug}`,
    label: title || slug,
    aliases: [slug],
    section: articles,
    note: articles,
    icon: FileText,
    checked: workspace.article?.slug === slug,
    run: () => void workspace.openArticle(slug),
  }));
}

/** The headings of the open article, each with the signs of its rank. */
export function headingChoices(shell: Shell): Choice[] {
  const rows = shell.workspace.article?.outline ?? [];
  const { headings } = speech.words.palette;
  return rows.flatMap(({ item }, index) =>
    item.title && item.kind !== "pageBreak"
      ? {
          id: `heading:${String(index)}`,
          label: item.title,
          section: headings,
          note: "#".repeat(item.depth + 2),
          icon: Hash,
          run: () => {
            shell.goToLine(lineOf(rows, index));
          },
        }
      : [],
  );
}
