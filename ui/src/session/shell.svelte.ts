import type { EditorDrawing } from "../editor/editor";
import { asFailure, type Host } from "../host/host";
import type { EditorLook, Place } from "../host/wire";
import { offsetOf } from "../text/position";
import { speech } from "../words/speech.svelte";
import { ArticleFiles } from "./article-files.svelte";
import type { ArticleProblem, PlacedProblem } from "./article.svelte";
import { Chapters } from "./chapters";
import { bounded } from "./editor-look";
import { HistoryDesk } from "./history/desk.svelte";
import { Layout } from "./layout.svelte";
import { RecentCommands } from "./recent-commands";
import { PersonaDesk } from "./persona-desk.svelte";
import { PublicationDesk } from "./publication-desk.svelte";
import { PublicationSearch } from "./search/search.svelte";
import { stepped, type Place as FoundPlace } from "./search/results";
import { SettingsStore } from "./settings.svelte";
import { SourceDesk } from "./source-desk.svelte";
import { Workspace, type WindowKeys } from "./workspace.svelte";

/** The window around the work: panes and dialogs. What it can be asked for is in `commands`. */
export class Shell {
  readonly workspace: Workspace;
  readonly settings: SettingsStore;
  readonly chapters: Chapters;
  readonly articleFiles: ArticleFiles;
  readonly sources: SourceDesk;
  readonly personas: PersonaDesk;
  readonly publication: PublicationDesk;
  readonly search: PublicationSearch;
  readonly history: HistoryDesk;
  readonly layout = new Layout();
  readonly recentCommands = new RecentCommands();
  readonly mac = navigator.platform.startsWith("Mac");
  paletteShown = $state(false);
  headingsShown = $state(false);
  shortcutsShown = $state(false);
  settingsShown = $state(false);
  /** The questions of a new publication. */
  beginningShown = $state(false);
  problemsShown = $state(false);

  fullScreen = $state(false);

  constructor(
    private readonly host: Host,
    draw: EditorDrawing<PlacedProblem>,
    keys: WindowKeys,
  ) {
    this.workspace = new Workspace(host, draw, keys);
    this.chapters = new Chapters(this.workspace);
    this.articleFiles = new ArticleFiles(host, this.workspace);
    this.sources = new SourceDesk(host, this.workspace);
    this.personas = new PersonaDesk(host, this.workspace);
    this.publication = new PublicationDesk(host, this.workspace, () => this.settings.values.theme);
    this.search = new PublicationSearch(host, this.workspace);
    this.history = new HistoryDesk(host, this.workspace, () => this.settings.values.theme);
    this.settings = new SettingsStore(host, (attempt, failure) => {
      this.workspace.announcements.failed(attempt, failure);
    });
    this.workspace.autosaving.mode = () => this.settings.values.autosave;
  }

  /** Whether the text is shown: always where the preview has left for a window of its own. */
  get editorShown(): boolean {
    return this.layout.shown.editor || this.workspace.previewWindow.isOpen;
  }

  /** Whether the main window shows the preview. */
  get previewShown(): boolean {
    return this.layout.shown.preview && !this.workspace.previewWindow.isOpen;
  }

  /** Puts the cursor on a line of the open article. */
  goToLine(line: number): void {
    this.showEditor();
    this.workspace.panes.editor.goToLine(line);
  }

  /** Moves the chapter that the cursor stands in one place. */
  stepChapter(down: boolean): void {
    const chapter = this.chapters.atCursor();
    if (chapter?.item.kind === "chapter") void this.chapters.step(chapter, down, true);
  }

  /** Puts the cursor on a line of an article, which opens where it is not the open one. */
  async goToPlace({ slug, line }: Place): Promise<void> {
    await this.workspace.openArticle(slug);
    if (this.workspace.article?.slug === slug) this.goToLine(line);
  }

  /** Looks for words in all articles: for those that are selected, if any are. */
  findEverywhere(replacing: boolean): void {
    this.layout.showSide("search");
    const { selectedWords } = this.workspace.panes.editor;
    // A selected match is not what one wants to look for: one has just found it.
    const isFound = selectedWords === this.search.currentPlace?.match.words;
    this.search.begin(isFound ? "" : selectedWords, replacing);
  }

  /** Selects a place that was found, in its article. */
  async goToFound(place: FoundPlace): Promise<void> {
    const now = await this.search.placeNow(place);
    if (!now) return;
    const { key, slug, match } = now;
    this.search.current = key;
    await this.workspace.openArticle(slug);
    const { article } = this.workspace;
    if (article?.slug !== slug) return;
    this.showEditor();
    const { start, end } = match;
    this.workspace.panes.editor.goToRange(offsetOf(article.text, start), offsetOf(article.text, end));
  }

  /** Goes to the next place that was found, or the one before. */
  goToNextFound(step: 1 | -1): void {
    const place = stepped(this.search.found.groups, this.search.current, step);
    if (place) void this.goToFound(place);
  }

  /** Puts the cursor on a problem of the open article. */
  goTo(problem: ArticleProblem): void {
    const place = this.workspace.article?.placeOf(problem);
    if (!place) return;
    this.showEditor();
    this.workspace.panes.editor.goTo(place.from);
  }

  /** Makes the repair of a problem of the open article. */
  repair(problem: ArticleProblem): void {
    this.showEditor();
    this.workspace.repair(problem);
  }

  /** Goes to the next problem, or the one before. */
  goToProblem(direction: 1 | -1): void {
    if (!this.workspace.article) return;
    this.showEditor();
    const found = this.workspace.panes.editor.goToProblem(direction);
    if (!found) this.workspace.announcements.done(speech.words.problems.clear);
  }

  /** Makes the first repair that there is at the cursor, or says that there is none. */
  repairAtCursor(): void {
    if (!this.workspace.article || this.workspace.repairAtCursor()) return;
    this.workspace.announcements.done(speech.words.problems.noRepair);
  }

  /** Changes how the text looks while one writes it. */
  changeLook(part: Partial<EditorLook>): void {
    this.settings.change({ editor: bounded({ ...this.settings.values.editor, ...part }) });
  }

  /** Fills the screen, or no longer. */
  async toggleFullScreen(): Promise<void> {
    try {
      this.fullScreen = await this.host.toggleFullScreen();
    } catch (reason) {
      this.workspace.announcements.failed("screen", asFailure(reason));
    }
  }

  /** Shows the text, should it be hidden. */
  showEditor(): void {
    if (!this.layout.shown.editor) this.layout.toggle("editor");
  }
}
