/** The one place that talks to Rust: every command with its types, and the notices that come unasked. */
import { invoke } from "@tauri-apps/api/core";
import { listen } from "@tauri-apps/api/event";

import type {
  ArticleHistory,
  ComparedPages,
  Counts,
  Difference,
  Draft,
  Edit,
  EditAnswer,
  ExportAnswer,
  ExportRequest,
  Failure,
  FailureCode,
  FindAnswer,
  FindQuery,
  FollowedLinks,
  FoundSource,
  Keep,
  NewArticle,
  Library,
  LoadedSettings,
  NewPublication,
  Notice,
  OpenedArticle,
  PersonaAnswer,
  PersonaRequest,
  PublicationAnswer,
  PublicationChange,
  PublicationForm,
  PublicationProblem,
  PublicationView,
  RecentPublication,
  ReplaceAnswer,
  ReplaceRequest,
  Resources,
  ReviseAnswer,
  RevisionRequest,
  SaveAnswer,
  RewriteAnswer,
  Settings,
  ShownArticle,
  SourceForm,
  SourceQuery,
  StoredImage,
  Theme,
  Update,
  Version,
  VersionId,
} from "./wire";

/** Each command's arguments and answer. A refused call rejects with a {@link Failure}. */
interface Commands {
  start: [Record<string, never>, PublicationView | null];
  open_publication: [{ path: string; discard: boolean }, PublicationView];
  choose_publication: [{ title: string; discard: boolean }, PublicationView | null];
  usual_place: [Record<string, never>, string];
  create_publication: [{ new: NewPublication; discard: boolean }, PublicationView];
  create_sample: [{ place: string; name: string; discard: boolean }, PublicationView];
  recent_publications: [Record<string, never>, RecentPublication[]];
  settings: [Record<string, never>, LoadedSettings];
  change_settings: [{ settings: Settings }, null];
  show_settings: [Record<string, never>, null];
  open_article: [{ slug: string }, OpenedArticle];
  resources: [{ slug: string }, Resources];
  library: [Record<string, never>, Library];
  find_source: [{ slug: string; query: SourceQuery }, FoundSource | null];
  change_shared_source: [{ file: string; key: string; form: SourceForm }, RewriteAnswer];
  change_personas: [{ shown: string | null; request: PersonaRequest }, PersonaAnswer];
  publication_form: [{ colours: Theme }, PublicationForm];
  publication_problems: [{ changes: PublicationChange[] }, PublicationProblem[]];
  change_publication: [{ changes: PublicationChange[] }, PublicationAnswer];
  open_publication_file: [Record<string, never>, null];
  edit: [{ edit: Edit }, EditAnswer];
  revise: [{ request: RevisionRequest }, ReviseAnswer];
  find_words: [{ query: FindQuery }, FindAnswer];
  replace_found: [{ request: ReplaceRequest }, ReplaceAnswer];
  take_replacement_back: [{ shown: ShownArticle | null }, ReplaceAnswer];
  row_title: [{ slug: string; version: number; row: number }, string | null];
  propose_slug: [{ title: string; slug: string | null }, string];
  create_article: [{ new: NewArticle }, null];
  duplicate_article: [{ slug: string; title: string }, string];
  rename_article: [{ slug: string; to: string; shown: string | null }, FollowedLinks];
  set_field: [{ slug: string; name: string; to: string }, RewriteAnswer];
  convert_article: [{ slug: string }, string];
  throw_away_article: [{ slug: string }, null];
  replace_text: [{ slug: string; text: string }, Update];
  save: [{ slug: string; version: number }, SaveAnswer];
  resolve_conflict: [{ slug: string; keep: Keep }, Update | null];
  take_over: [Record<string, never>, PublicationView];
  drafts: [Record<string, never>, Draft[]];
  forget_draft: [{ draft: string }, null];
  save_copy: [{ slug: string; title: string }, string | null];
  save_draft_copy: [{ draft: string }, string];
  make_article_of_draft: [{ draft: string }, string];
  article_history: [{ slug: string }, ArticleHistory];
  article_commits: [{ slug: string }, Version[]];
  compare_pages: [{ slug: string; before: string; after: string; theme: Theme }, ComparedPages];
  version_text: [{ slug: string; version: VersionId }, string];
  keep_version: [{ slug: string; name: string }, null];
  name_version: [{ slug: string; number: number; name: string }, ArticleHistory];
  choose_folder: [{ title: string }, string | null];
  choose_file: [{ title: string; name: string }, string | null];
  export: [{ request: ExportRequest }, ExportAnswer];
  cancel_export: [Record<string, never>, null];
  show_in_folder: [{ path: string }, null];
  open_link: [{ url: string }, null];
  count_text: [{ text: string }, Counts];
  count_difference: [{ before: string; after: string }, Difference];
  choose_image: [{ title: string }, string | null];
  store_chosen_image: [{ slug: string }, StoredImage];
  toggle_full_screen: [Record<string, never>, boolean];
  close_window: [{ discard: boolean }, null];
  open_preview_window: [Record<string, never>, null];
  close_preview_window: [Record<string, never>, null];
  print_article: [{ slug: string }, null];
}

function call<Name extends keyof Commands>(name: Name, args: Commands[Name][0]): Promise<Commands[Name][1]> {
  return invoke(name, args);
}

/** What Rust does for the window. */
export const host = {
  start: () => call("start", {}),
  /** `discard` gives up unsaved work in the publication that is open. */
  openPublication: (path: string, discard: boolean) => call("open_publication", { path, discard }),
  /** Asks for a folder, in a dialog with this title. */
  choosePublication: (title: string, discard: boolean) => call("choose_publication", { title, discard }),
  /** The folder in which new publications are made unless the person chooses another one. */
  usualPlace: () => call("usual_place", {}),
  createPublication: (publication: NewPublication, discard: boolean) =>
    call("create_publication", { new: publication, discard }),
  /** Makes a copy of the sample in a new folder of `place`, called `name`. */
  createSample: (place: string, name: string, discard: boolean) =>
    call("create_sample", { place, name, discard }),
  recentPublications: () => call("recent_publications", {}),
  settings: () => call("settings", {}),
  changeSettings: (settings: Settings) => call("change_settings", { settings }),
  /** Shows the folder with the settings file. */
  showSettings: () => call("show_settings", {}),
  openArticle: (slug: string) => call("open_article", { slug }),
  resources: (slug: string) => call("resources", { slug }),
  library: () => call("library", {}),
  findSource: (slug: string, query: SourceQuery) => call("find_source", { slug, query }),
  /** Has an entry of a bibliography that all articles share say something else. */
  changeSharedSource: (file: string, key: string, form: SourceForm) =>
    call("change_shared_source", { file, key, form }),
  /** `shown` is the article that the window shows, which it changes itself. */
  changePersonas: (shown: string | null, request: PersonaRequest) =>
    call("change_personas", { shown, request }),
  /** What the form of the publication's settings shows, with samples of themes in these colours. */
  publicationForm: (colours: Theme) => call("publication_form", { colours }),
  /** What would be wrong with the settings after these changes. */
  publicationProblems: (changes: PublicationChange[]) => call("publication_problems", { changes }),
  changePublication: (changes: PublicationChange[]) => call("change_publication", { changes }),
  /** Opens `publication.toml` in the system's program for such files. */
  openPublicationFile: () => call("open_publication_file", {}),
  edit: (edit: Edit) => call("edit", { edit }),
  revise: (request: RevisionRequest) => call("revise", { request }),
  findWords: (query: FindQuery) => call("find_words", { query }),
  /** Replaces in all articles but the one that the window shows: that one it changes itself. */
  replaceFound: (request: ReplaceRequest) => call("replace_found", { request }),
  takeReplacementBack: (shown: ShownArticle | null) => call("take_replacement_back", { shown }),
  rowTitle: (slug: string, version: number, row: number) => call("row_title", { slug, version, row }),
  /** A folder's name for a title; the article `slug` may keep the name that it has. */
  proposeSlug: (title: string, slug: string | null = null) => call("propose_slug", { title, slug }),
  createArticle: (article: NewArticle) => call("create_article", { new: article }),
  duplicateArticle: (slug: string, title: string) => call("duplicate_article", { slug, title }),
  /** `shown` is the article that the window shows, whose links it changes itself. */
  renameArticle: (slug: string, to: string, shown: string | null) =>
    call("rename_article", { slug, to, shown }),
  /** For an article that the window does not show. */
  setField: (slug: string, name: string, to: string) => call("set_field", { slug, name, to }),
  /** Writes an article as UTF-8 that is in another encoding; answers with the copy of the original. */
  convertArticle: (slug: string) => call("convert_article", { slug }),
  throwAwayArticle: (slug: string) => call("throw_away_article", { slug }),
  replaceText: (slug: string, text: string) => call("replace_text", { slug, text }),
  save: (slug: string, version: number) => call("save", { slug, version }),
  resolveConflict: (slug: string, keep: Keep) => call("resolve_conflict", { slug, keep }),
  /** Writes the open publication from now on, whoever did before. */
  takeOver: () => call("take_over", {}),
  /** What an earlier run left unsaved of the open publication. */
  drafts: () => call("drafts", {}),
  forgetDraft: (draft: string) => call("forget_draft", { draft }),
  /** Writes a draft beside its article; answers with the file. */
  /** Asks for a file, in a dialog with this title, and writes the editor's text there; nothing where the person cancels. */
  saveCopy: (slug: string, title: string) => call("save_copy", { slug, title }),
  saveDraftCopy: (draft: string) => call("save_draft_copy", { draft }),
  /** Makes the article of a draft whose file is gone; answers with its slug. */
  makeArticleOfDraft: (draft: string) => call("make_article_of_draft", { draft }),
  /** What is kept of an article, the latest first. */
  articleHistory: (slug: string) => call("article_history", { slug }),
  /** The commits that changed an article, where it stands in a git repository; the latest first. */
  articleCommits: (slug: string) => call("article_commits", { slug }),
  /** Two texts of an article as readers see them; the page stays until another is asked for. */
  comparePages: (slug: string, before: string, after: string, theme: Theme) =>
    call("compare_pages", { slug, before, after, theme }),
  versionText: (slug: string, version: VersionId) => call("version_text", { slug, version }),
  /** Keeps an article as it is now, saved or not. */
  keepVersion: (slug: string, name: string) => call("keep_version", { slug, name }),
  /** An empty name is none; answers with what is kept now. */
  nameVersion: (slug: string, number: number, name: string) => call("name_version", { slug, number, name }),
  /** Asks for a folder, in a dialog with this title; nothing where the person cancels. */
  chooseFolder: (title: string) => call("choose_folder", { title }),
  chooseFile: (title: string, name: string) => call("choose_file", { title, name }),
  export: (request: ExportRequest) => call("export", { request }),
  cancelExport: () => call("cancel_export", {}),
  showInFolder: (path: string) => call("show_in_folder", { path }),
  openLink: (url: string) => call("open_link", { url }),
  /** How long a piece of an article is. */
  countText: (text: string) => call("count_text", { text }),
  /** How much one text differs from another. */
  countDifference: (before: string, after: string) => call("count_difference", { before, after }),
  /** Stores an image beside an article's text; the bytes go over as they are. */
  storeImage: (slug: string, name: string, bytes: Uint8Array) =>
    invoke<StoredImage>("store_image", bytes, {
      headers: { "kiku-slug": encodeURIComponent(slug), "kiku-name": encodeURIComponent(name) },
    }),
  /** Asks for an image in a dialog with this title; answers its name. */
  chooseImage: (title: string) => call("choose_image", { title }),
  /** The bytes of the image that was chosen last. */
  chosenImage: () => invoke<ArrayBuffer>("chosen_image"),
  /** Stores the picture of somebody who speaks beside the settings. */
  storePortrait: (name: string, bytes: Uint8Array) =>
    invoke<StoredImage>("store_portrait", bytes, { headers: { "kiku-name": encodeURIComponent(name) } }),
  /** Stores the publication's logo. */
  storeLogo: (name: string, bytes: Uint8Array) =>
    invoke<StoredImage>("store_logo", bytes, { headers: { "kiku-name": encodeURIComponent(name) } }),
  /** Stores the image that was chosen last. */
  storeChosenImage: (slug: string) => call("store_chosen_image", { slug }),
  /** Fills the screen, or no longer; answers which of the two it is. */
  toggleFullScreen: () => call("toggle_full_screen", {}),
  /** `discard` lets go of what is unsaved. */
  closeWindow: (discard: boolean) => call("close_window", { discard }),
  /** Shows the preview in a window of its own, which is closed again by a notice, whoever closes it. */
  openPreviewWindow: () => call("open_preview_window", {}),
  closePreviewWindow: () => call("close_preview_window", {}),
  /** Has the person print an article in the system's dialog; answers when that is done. */
  printArticle: (slug: string) => call("print_article", { slug }),
  /** Hears every notice from now on. */
  listen: (hear: (notice: Notice) => void) =>
    listen<Notice>("kiku", ({ payload }) => {
      hear(payload);
    }),
};

export type Host = typeof host;

const codes: Record<FailureCode, true> = {
  notFound: true,
  notAPublication: true,
  permission: true,
  notUtf8: true,
  diskFull: true,
  foreignFiles: true,
  noArticle: true,
  outOfStep: true,
  unsavedWork: true,
  tooLarge: true,
  unsafeTarget: true,
  busy: true,
  damaged: true,
  notAnImage: true,
  imageTooLarge: true,
  refused: true,
  locked: true,
  internal: true,
  exists: true,
  badName: true,
  io: true,
};

/** What a call was rejected with. Tauri's own refusals are strings; they become the kind without a cause. */
export function asFailure(reason: unknown): Failure {
  if (isFailure(reason)) return reason;
  return { code: "io", detail: reason instanceof Error ? reason.message : String(reason) };
}

function isFailure(reason: unknown): reason is Failure {
  return typeof reason === "object" && reason !== null && "code" in reason && String(reason.code) in codes;
}
