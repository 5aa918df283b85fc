/** What the menu of a row offers. */
import { chordLabel } from "../session/commands";
import type { OutlineRow } from "../session/outline";
import type { Shell } from "../session/shell.svelte";
import { speech } from "../words/speech.svelte";
import type { MenuEntry } from "./menu";

type Doing = () => unknown;

export function outlineMenu(
  shell: Shell,
  row: OutlineRow,
  rename: Doing,
  step: (down: boolean) => unknown,
): MenuEntry[] {
  const { chapters: words } = speech.words;
  const { chapters, mac } = shell;
  const action = (label: string, name: string, run: Doing, chord?: string): MenuEntry => ({
    ...{ kind: "action", label, testid: `row-${name}` },
    ...(chord ? { chord } : {}),
    run: () => void run(),
  });
  const separator: MenuEntry = { kind: "separator" };
  const moving = [
    action(words.up, "up", () => step(false), chordLabel("moveChapterUp", mac)),
    action(words.down, "down", () => step(true), chordLabel("moveChapterDown", mac)),
  ];
  const adding = [
    action(words.add, "add", () => chapters.add(row)),
    action(words.addPageBreak, "page-break", () => chapters.addPageBreak(row)),
  ];
  const merge = action(words.merge, "merge", () => chapters.mergeNext(row));
  const duplicate = action(words.duplicate, "duplicate", () => chapters.duplicate(row));
  const renaming = (label: string) => action(label, "rename", rename, "F2");
  const remove = action(words.remove, "remove", () => chapters.remove(row), mac ? "⌫" : "Del");
  switch (row.item.kind) {
    case "introduction":
      return [...adding, separator, merge];
    case "section":
      return [
        renaming(words.rename),
        action(words.raise, "raise", () => chapters.raise(row)),
        separator,
        remove,
      ];
    case "pageBreak":
      return [renaming(words.teaser), ...moving, separator, remove];
    case "chapter":
      return [renaming(words.rename), ...moving, separator, ...adding, separator, merge, duplicate, remove];
  }
}
