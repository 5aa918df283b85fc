import { focusPane } from "../pane-focus";
import { withArticle, type Command } from "./command";

/** Moving through the text. */
export const goCommands = {
  goToHeading: {
    group: "go",
    chords: [{ key: "o", mod: true, shift: true }],
    available: withArticle,
    run: (shell) => {
      shell.headingsShown = true;
    },
  },
  nextPane: {
    group: "go",
    chords: [{ key: "f6" }],
    run: () => {
      focusPane(1);
    },
  },
  previousPane: {
    group: "go",
    chords: [{ key: "f6", shift: true }],
    run: () => {
      focusPane(-1);
    },
  },
  nextProblem: {
    group: "go",
    chords: [{ key: "f8" }],
    available: withArticle,
    run: (shell) => {
      shell.goToProblem(1);
    },
  },
  previousProblem: {
    group: "go",
    chords: [{ key: "f8", shift: true }],
    available: withArticle,
    run: (shell) => {
      shell.goToProblem(-1);
    },
  },
  nextFound: found(1),
  previousFound: found(-1),
} satisfies Record<string, Command>;

function found(step: 1 | -1): Command {
  return {
    group: "go",
    chords: [{ key: "f4", ...(step < 0 ? { shift: true } : {}) }],
    available: ({ search }) => search.found.matches > 0,
    run: (shell) => {
      shell.goToNextFound(step);
    },
  };
}
