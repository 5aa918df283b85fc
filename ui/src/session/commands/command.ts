import type { Shell } from "../shell.svelte";
import type { Chord } from "./keys";

/** Where a command stands in the palette and in the list of shortcuts, in this order. */
export const groups = ["file", "edit", "insert", "format", "chapter", "go", "view", "help"] as const;

export type Group = (typeof groups)[number];

/** Something that one can ask for by key, from a menu or from the palette. Its name in words is `words.commands`. */
export interface Command {
  readonly group: Group;
  /** Its keys; the first is the one that is shown. */
  readonly chords?: readonly [Chord, ...Chord[]];
  /** The keys count only while the editor has the keyboard. */
  readonly inEditor?: boolean;
  /** The keys count only while the preview has the keyboard. */
  readonly inPreview?: boolean;
  /** Whether it can be asked for now; always, where this is not said. */
  readonly available?: (shell: Shell) => boolean;
  /** For what can be on or off: whether it is on. */
  readonly checked?: (shell: Shell) => boolean;
  readonly run: (shell: Shell) => void;
}

/** An article is open. */
export function withArticle({ workspace }: Shell): boolean {
  return workspace.article !== null;
}

/** An article is open and can be written. */
export function withText({ workspace: { article } }: Shell): boolean {
  return article !== null && article.readOnly === null;
}
