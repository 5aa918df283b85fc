import type { Words } from "./ja";

const number = new Intl.NumberFormat("en");

function counted(n: number, one: string, many: string): string {
  return `${number.format(n)} ${n === 1 ? one : many}`;
}

/** The words in English. */
export const en: Words = {
  tag: "en",
  name: "English",
  number: (value) => number.format(value),

  menu: {
    open: "Menu",
    recent: "Recent",
    show: "Show",
    language: "Language",
    theme: "Light and dark",
    themes: { system: "As the system", light: "Light", dark: "Dark" },
  },

  /** The name of every command. */
  commands: {
    save: "Save",
    open: "Open folder…",
    export: "Export…",
    undo: "Undo",
    redo: "Redo",
    find: "Find and replace",
    repair: "Repair the problem at the cursor",
    nextProblem: "Next problem",
    previousProblem: "Previous problem",
    binder: "Sidebar",
    editor: "Text",
    preview: "Preview",
    problems: "Problems",
    shortcuts: "Keyboard shortcuts",
  },

  /** The groups of commands. */
  groups: {
    file: "File",
    edit: "Edit",
    insert: "Insert",
    format: "Format",
    chapter: "Chapters",
    go: "Go to",
    view: "Show",
    help: "Help",
  },

  panes: {
    binder: "Sidebar",
    editor: "Text",
    preview: "Preview",
    hide: (pane) => `Hide ${pane.toLowerCase()}`,
    show: (pane) => `Show ${pane.toLowerCase()}`,
    resize: (pane) => `Width of ${pane.toLowerCase()}`,
  },

  /** The tabs of the binder. */
  side: {
    articles: "Articles",
    counted: (tab, n) => `${tab}: ${number.format(n)}`,
  },

  save: {
    saved: "Saved",
    dirty: "Not saved",
    saving: "Saving…",
    conflict: "Conflict",
    readonly: "Read only",
    done: "Saved",
  },

  welcome: {
    title: "Kiku",
    sentence: "Welcome. Open a folder with something to say, and write in peace.",
    open: "Open a folder",
    recent: "Recent",
    hint: "Choose a folder that holds a publication.toml or an article.md.",
  },

  binder: {
    articles: "Articles",
    empty: "No articles yet",
    emptyHint: "Put an article.md into a folder in here, and it appears in this list.",
    introduction: "Introduction",
    untitled: "(untitled)",
    page: (n) => `Page ${number.format(n)}`,
    characters: (n) => counted(n, "character", "characters"),
    unsaved: "Has unsaved changes",
    status: { draft: "Draft", review: "In review", approved: "Approved", published: "Published" },
  },

  problems: {
    title: "Problems",
    none: "No problems",
    count: (n) => counted(n, "problem", "problems"),
    error: "Error",
    warning: "Warning",
    errors: (n) => counted(n, "error", "errors"),
    warnings: (n) => counted(n, "warning", "warnings"),
    line: (n) => `Line ${number.format(n)}`,
    close: "Close the list of problems",
    clear: "Nothing to mend. Looking good.",
    noRepair: "Kiku knows no repair for this place",
  },

  status: {
    label: "Status",
    words: (n) => counted(n, "word", "words"),
    characters: (n) => counted(n, "character", "characters"),
    minutes: (n) => `about ${number.format(n)} min`,
    manuscript: (n) => counted(n, "manuscript page", "manuscript pages"),
    position: (line, column) => `Ln ${number.format(line)}, Col ${number.format(column)}`,
  },

  editor: {
    name: "Text of the article",
    placeholder: "Start writing here",
    readonly: "This file can only be read",
    readonlySafe: "Writing it could damage what it holds, so the file is left untouched.",
    none: "Choose an article",
    noneHint: "Pick one from the list on the left to write here.",
    phrases: {
      Find: "Find",
      Replace: "Replace with",
      next: "Next",
      previous: "Previous",
      "match case": "Match case",
      regexp: "Regular expression",
      "by word": "Whole words",
      replace: "Replace",
      "replace all": "Replace all",
      close: "Close",
      "current match": "Current match",
      "on line": "on line",
      "replaced match on line $": "Replaced the match on line $",
      "replaced $ matches": "Replaced $ matches",
      "Go to line": "Go to line",
      go: "Go",
      "Control character": "Control character",
      "Selection deleted": "Selection deleted",
      "Front matter": "Front matter",
    },
  },

  preview: {
    name: "Preview",
    link: "Open in your browser?",
    linkHint: "This page is outside the article. Have a look at the address first.",
    openLink: "Open in browser",
  },

  conflict: {
    changed: "This file was changed somewhere else",
    changedHint: "Both texts are safe. Choose which one stays.",
    deleted: "This file was deleted from the disk",
    deletedHint: "Your text is still here in this window.",
    keepMine: "Keep this window's text",
    takeDisk: "Load the text on disk",
    keepDeleted: "Save it again",
    takeDeleted: "Close the article",
    compare: "Compare",
    mine: "In this window",
    disk: "On disk",
    compareTitle: "The two texts",
    compareHint: "The lines in colour are the ones that differ.",
    keptMine: "Saved this window's text",
    tookDisk: "Loaded the text on disk. You can undo this",
    gone: "Closed the article, because it was deleted from the disk",
  },

  close: {
    title: "Some of your work is not saved",
    hint: "If you close now, the changes to these articles are lost.",
    save: "Save and close",
    discard: "Close without saving",
  },

  export: {
    button: "Export",
    running: "Exporting",
    progress: (done, total) => `${number.format(done)} of ${counted(total, "file", "files")}`,
    preparing: "Getting ready…",
    done: "Exported",
    pages: "Pages",
    files: "Files",
    size: "Size",
    problems: (n) =>
      `${counted(n, "error is", "errors are")} left. Please look at the list of problems before you publish.`,
    show: "Show in folder",
    cancelled: "Export stopped. What you exported before is unchanged",
    again: "Choose another folder",
    stop: "Stop",
    choose: "Choose a folder to export to",
  },

  failure: {
    what: {
      open: "Could not open it",
      save: "Could not save",
      export: "Could not export",
      edit: "Could not pass on your changes",
      link: "Could not open the link",
      show: "Could not show the folder",
      settings: "Could not keep your settings",
    },
    safe: {
      open: "No file was touched.",
      save: "Your text is still here, and the file is as it was before.",
      export: "What you exported before is unchanged.",
      edit: "Your text is still here in this window.",
      link: "Your text is not affected.",
      show: "Your text is not affected.",
      settings: "They hold until you close the window.",
    },
    why: {
      notFound: "The file or folder was not found.",
      notAPublication: "The folder has neither a publication.toml nor an article.md.",
      permission: "The system does not permit reading or writing there.",
      notUtf8: "The file is not encoded as UTF-8.",
      diskFull: "The disk is full.",
      foreignFiles: "The folder holds files that Kiku did not make.",
      noArticle: "The article's file was not found.",
      outOfStep: "This window and the file are at different versions.",
      unsavedWork: "The open folder has work that is not saved.",
      tooLarge: "The file is too large, or the folder holds too many files.",
      unsafeTarget: "The folder is the articles' own, or holds it.",
      busy: "Another export is still running.",
      refused: "To be safe, Kiku does not open this kind of address.",
      internal: "Something unexpected happened inside Kiku.",
      io: "The system reported an error.",
    },
    todo: {
      notFound: "See whether it was moved or renamed, then try again.",
      notAPublication: "Choose a folder with articles, or the folder above it.",
      permission: "Check the folder's permissions, or use another place.",
      notUtf8: "Save it as UTF-8, then open it again.",
      diskFull: "Free some space, then try again.",
      foreignFiles: "Choose an empty folder, or one that you exported to before.",
      noArticle: "Choose the article from the list again.",
      outOfStep: "Please try again.",
      unsavedWork: "Save it first, or close it without saving.",
      tooLarge: "Split the file, or choose just the folder with the articles.",
      unsafeTarget: "Choose a folder for the export outside the articles' folder.",
      busy: "Wait until it is done, then try again.",
      refused: "Check the address. Web pages and mail addresses can be opened.",
      internal: "Try again. If it stays, please report it with the details below.",
      io: "Wait a moment and try again. If it stays, the details below are a clue.",
    },
    details: "Details",
    retry: "Try again",
  },

  shortcuts: {
    title: "Keyboard shortcuts",
    writing: "In the text",
    indent: "Indent a list item",
    outdent: "Outdent a list item",
    closeFrontMatter: "Close the front matter",
    openFrontMatter: "Open the front matter",
    leave: "Leave the text for the next control",
  },

  cancel: "Cancel",
  closeDialog: "Close",
  dismiss: "Dismiss",
};
