import type { Command } from "./command";
import { withText } from "./command";

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

/** The chapters of the open article. */
export const chapterCommands = {
  moveChapterUp: move(false),
  moveChapterDown: move(true),
} satisfies Record<string, Command>;
