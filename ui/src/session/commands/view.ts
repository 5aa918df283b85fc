import type { Pane, SideTab } from "../layout.svelte";
import type { Shell } from "../shell.svelte";
import type { Command } from "./command";

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
} satisfies Record<string, Command>;
