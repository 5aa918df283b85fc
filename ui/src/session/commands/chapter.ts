import type { OutlineRow } from "../outline";
import type { Shell } from "../shell.svelte";
import { withText, type Command } from "./command";

function move(down: boolean): Command {
  return {
    group: "chapter",
    chords: [{ key: down ? "arrowdown" : "arrowup", alt: true }],
    inEditor: true,
    available: withText,
    run: (shell) => {
      shell.stepChapter(down);
    },
  };
}

/** Something that is done to the chapter that the cursor stands in. */
function toChapter(run: (shell: Shell, row: OutlineRow) => unknown): Command {
  return {
    group: "chapter",
    available: withText,
    run: (shell) => {
      const row = shell.chapters.atCursor();
      if (row) void run(shell, row);
    },
  };
}

/** The chapters of the open article. */
export const chapterCommands = {
  moveChapterUp: move(false),
  moveChapterDown: move(true),
  splitChapter: {
    group: "chapter",
    chords: [{ key: "enter", mod: true, shift: true }],
    inEditor: true,
    available: withText,
    run: (shell) => {
      shell.showEditor();
      void shell.chapters.split();
    },
  },
  addChapter: toChapter(({ chapters }, row) => chapters.add(row)),
  mergeChapter: toChapter(({ chapters }, row) => chapters.mergeNext(row)),
  duplicateChapter: toChapter(({ chapters }, row) => chapters.duplicate(row)),
  removeChapter: toChapter(({ chapters }, row) => chapters.remove(row)),
} satisfies Record<string, Command>;
