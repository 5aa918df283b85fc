import { statuses } from "../articles";
import { withArticle, withText, type Command } from "./command";

/** The open article becomes this. */
function statusCommand(status: (typeof statuses)[number]): Command {
  return {
    group: "file",
    available: withArticle,
    checked: ({ articleFiles }) => articleFiles.openEntry?.status === status,
    run: ({ articleFiles }) => {
      if (articleFiles.openEntry) void articleFiles.setStatus(articleFiles.openEntry, status);
    },
  };
}

/** Opening, saving, exporting. */
export const fileCommands = {
  newPublication: {
    group: "file",
    run: (shell) => {
      shell.beginningShown = true;
    },
  },
  newArticle: {
    group: "file",
    chords: [{ key: "n", mod: true }],
    available: ({ workspace }) => workspace.publication !== null,
    run: (shell) => {
      shell.articleFiles.making = true;
    },
  },
  renameArticle: {
    group: "file",
    available: withArticle,
    run: ({ articleFiles }) => {
      articleFiles.renaming = articleFiles.openEntry;
    },
  },
  statusDraft: statusCommand("draft"),
  statusReview: statusCommand("review"),
  statusApproved: statusCommand("approved"),
  statusPublished: statusCommand("published"),
  save: {
    group: "file",
    chords: [{ key: "s", mod: true }],
    available: withArticle,
    run: ({ workspace }) => void workspace.saving.aloud(),
  },
  open: {
    group: "file",
    chords: [{ key: "o", mod: true }],
    run: ({ workspace }) => void workspace.publications.choose(),
  },
  export: {
    group: "file",
    chords: [
      { key: "e", mod: true },
      { key: "e", mod: true, shift: true },
    ],
    available: ({ workspace }) => workspace.publication !== null,
    run: ({ workspace }) => {
      workspace.publishing.ask();
    },
  },
  history: {
    group: "file",
    chords: [{ key: "h", mod: true, alt: true }],
    available: withArticle,
    run: ({ history }) => void history.open(),
  },
  keepVersion: {
    group: "file",
    available: withText,
    run: ({ history }) => {
      history.keeping = true;
    },
  },
  recover: {
    group: "file",
    available: ({ workspace }) => workspace.recovery.drafts.length > 0,
    run: ({ workspace }) => {
      workspace.recovery.show();
    },
  },
  publicationSettings: {
    group: "file",
    chords: [{ key: ",", mod: true, alt: true }],
    available: ({ workspace }) => workspace.publication !== null,
    run: ({ publication }) => void publication.begin(),
  },
  print: {
    group: "file",
    chords: [{ key: "p", mod: true }],
    available: withArticle,
    run: ({ workspace }) => void workspace.publishing.print(),
  },
} satisfies Record<string, Command>;
