import type { Command as EditorCommand } from "@codemirror/view";

import { paragraph, toggleHeading } from "../../editor/format/heading";
import { toggleCode } from "../../editor/format/inline-code";
import { bold, italic, strikethrough, toggleMark } from "../../editor/format/inline-mark";
import { toggleLink } from "../../editor/format/link";
import { toggleList } from "../../editor/format/list";
import { toggleQuote } from "../../editor/format/quote";
import { askReading } from "../../editor/format/ruby-field";
import { withText, type Command } from "./command";
import type { Chord } from "./keys";

/** The same keys a second time take back what the first time did. */
function format(command: EditorCommand, chord: Chord): Command {
  return {
    group: "format",
    chords: [chord],
    inEditor: true,
    available: withText,
    run: (shell) => {
      shell.showEditor();
      shell.workspace.panes.editor.perform(command);
    },
  };
}

const control = (key: string): Chord => ({ key, mod: true });
const shifted = (key: string): Chord => ({ key, mod: true, shift: true });
const alternate = (key: string): Chord => ({ key, mod: true, alt: true });

/** What the selected words and lines are. */
export const formatCommands = {
  bold: format(toggleMark(bold), control("b")),
  italic: format(toggleMark(italic), control("i")),
  strikethrough: format(toggleMark(strikethrough), shifted("x")),
  code: format(toggleCode, shifted("c")),
  link: format(toggleLink, control("k")),
  ruby: format(askReading, shifted("r")),
  heading2: format(toggleHeading(2), alternate("2")),
  heading3: format(toggleHeading(3), alternate("3")),
  heading4: format(toggleHeading(4), alternate("4")),
  paragraph: format(paragraph, alternate("0")),
  bulletList: format(toggleList("bullets"), alternate("8")),
  numberedList: format(toggleList("numbers"), alternate("7")),
  taskList: format(toggleList("tasks"), alternate("9")),
  quote: format(toggleQuote, alternate("q")),
} satisfies Record<string, Command>;
