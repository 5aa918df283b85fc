import type { Command as EditorCommand } from "@codemirror/view";

import { foldBlocks, foldHere, unfoldAll, unfoldHere } from "../../editor/blocks/folding";
import { closeFrontMatter, openFrontMatter } from "../../editor/front-matter";
import type { Pane, SideTab } from "../layout.svelte";
import type { Shell } from "../shell.svelte";
import { withArticle, type Command } from "./command";
import type { Chord } from "./keys";

function pane(name: Pane, key: string): Command {
  return {
    group: "view",
    chords: [{ key, mod: true }],
    checked: ({ layout }) => layout.shown[name],
    run: ({ layout }) => {
      layout.toggle(name);
    },
  };
}

function side(tab: SideTab): Command {
  return {
    group: "view",
    checked: ({ layout }) => layout.shown.binder && layout.side === tab,
    run: ({ layout }) => {
      layout.showSide(tab);
    },
  };
}

/** The preview comes back from its own window, should it be there. */
function togglePreview({ layout, workspace: { previewWindow } }: Shell): void {
  if (previewWindow.isOpen) previewWindow.toggle();
  else layout.toggle("preview");
}

/** Folding changes what is seen of the text, not the text. */
function fold(command: EditorCommand, key?: string): Command {
  const chord: Chord | undefined = key ? { key, mod: true, shift: true } : undefined;
  return {
    group: "view",
    ...(chord ? { chords: [chord] } : {}),
    inEditor: true,
    available: withArticle,
    run: (shell) => {
      shell.showEditor();
      shell.workspace.panes.editor.perform(command);
    },
  };
}

/** What the window shows. */
export const viewCommands = {
  binder: pane("binder", "1"),
  editor: pane("editor", "2"),
  preview: {
    ...pane("preview", "3"),
    checked: ({ previewShown }) => previewShown,
    run: togglePreview,
  },
  sources: side("sources"),
  personas: side("personas"),
  problems: {
    group: "view",
    checked: ({ problemsShown }) => problemsShown,
    run: (shell) => {
      shell.problemsShown = !shell.problemsShown;
    },
  },
  // The key of the bracket with Shift is a brace, on Japanese keyboards as on American ones.
  fold: fold((view) => closeFrontMatter(view) || foldHere(view), "{"),
  unfold: fold((view) => unfoldHere(view) || openFrontMatter(view), "}"),
  foldBlocks: fold(foldBlocks),
  unfoldAll: fold(unfoldAll),
} satisfies Record<string, Command>;
