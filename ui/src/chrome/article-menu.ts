/** What the menus of an article and of its status offer. */
import type { ArticleEntry } from "../host/wire";
import { statuses } from "../session/articles";
import type { Shell } from "../session/shell.svelte";
import { speech } from "../words/speech.svelte";
import type { MenuEntry } from "./menu";

export function articleMenu(shell: Shell, entry: ArticleEntry): MenuEntry[] {
  const { articles: words } = speech.words;
  return [
    {
      ...{ kind: "action", label: words.rename, testid: "article-rename", chord: "F2" },
      run: () => {
        shell.articleFiles.renaming = entry;
      },
    },
    {
      ...{ kind: "action", label: words.duplicate, testid: "article-duplicate" },
      run: () => void shell.articleFiles.duplicate(entry),
    },
    { kind: "separator" },
    { kind: "heading", label: words.status },
    ...statusMenu(shell, entry),
    { kind: "separator" },
    {
      ...{ kind: "action", label: `${words.throwAway}…`, testid: "article-throw-away" },
      run: () => {
        shell.articleFiles.leaving = entry;
      },
    },
  ];
}

/** What an article can be. */
export function statusMenu(shell: Shell, entry: ArticleEntry): MenuEntry[] {
  return statuses.map((status) => ({
    kind: "radio",
    label: speech.words.binder.status[status] ?? status,
    checked: entry.status === status,
    testid: `status-${status}`,
    run: () => void shell.articleFiles.setStatus(entry, status),
  }));
}
