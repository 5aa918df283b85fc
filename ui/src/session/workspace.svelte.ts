import { tick } from "svelte";

import type { AfterChange, EditorDrawing } from "../editor/editor";
import { asFailure, type Host } from "../host/host";
import type { Failure, PersonaEntry, PublicationView, Revision, Selected } from "../host/wire";
import { speech } from "../words/speech.svelte";
import { Announcements } from "./announcements.svelte";
import { Article, type ArticlePanes, type ArticleProblem, type PlacedProblem } from "./article.svelte";
import { Autosaving } from "./autosaving";
import { Exporting } from "./exporting.svelte";
import { Leaving } from "./leaving.svelte";
import { LeftArticles } from "./left-articles.svelte";
import { LibraryStore } from "./library.svelte";
import { Notices } from "./notices";
import { Publishing } from "./publishing";
import { Recovery } from "./recovery.svelte";
import { Saving } from "./saving";
import { SelectionCount } from "./selection-count.svelte";
import { Stumbles } from "./stumbles";
import { Pictures } from "./pictures.svelte";
import { Publications } from "./publications.svelte";
import { Panes, editorWords, type PaneEvents } from "./panes.svelte";
import { PreviewWindow, type PreviewWindowEvents } from "./preview-window.svelte";

/** What the panes ask for: keys that they do not use themselves, and commands by name. */
export type WindowKeys = Pick<PaneEvents, "key" | "editorKey" | "sources"> &
  Pick<PreviewWindowEvents, "command">;

/** The open publication and its open article: everything that the window can be asked to do with them. */
export class Workspace {
  publication = $state.raw<PublicationView | null>(null);
  article = $state.raw<Article | null>(null);
  /** What is being opened, for the moment it takes. */
  opening = $state<"start" | "publication" | "article" | null>("start");
  /** An address that the person may want to visit. */
  link = $state<string | null>(null);

  readonly announcements = new Announcements();
  readonly exporting: Exporting;
  readonly publishing: Publishing;
  readonly saving: Saving;
  readonly library: LibraryStore;
  readonly publications: Publications;
  readonly leaving = new Leaving(this);
  readonly recovery: Recovery;
  readonly panes: Panes;
  readonly previewWindow: PreviewWindow;
  readonly pictures: Pictures;
  readonly autosaving = new Autosaving(() => void this.saving.quietly());
  readonly selection: SelectionCount;
  /** How long the open article is to become, in characters or words; 0 where nobody said. */
  target = $state(0);

  /** The article that is not opened by itself, because showing it ended the window's process. */
  heldBack = $state<string | null>(null);

  readonly left = new LeftArticles();
  readonly stumbles = new Stumbles(localStorage);
  /** Counts the requests to open an article: a slow answer must not replace a later one. */
  private turn = 0;
  arriving: { readonly slug: string; missed: boolean } | null = null;
  /** Who wants to know when a text has become another. */
  private readonly followers: (() => void)[] = [];

  constructor(
    private readonly host: Host,
    draw: EditorDrawing<PlacedProblem>,
    keys: WindowKeys,
  ) {
    this.exporting = new Exporting(host);
    this.publishing = new Publishing(host, this);
    this.saving = new Saving(host, this);
    this.library = new LibraryStore(host);
    this.recovery = new Recovery(host, this);
    const pressed: WindowKeys["key"] = (chord) => {
      if (!this.previewWindow.pressed(chord)) keys.key(chord);
    };
    this.publications = new Publications(host, this);
    this.selection = new SelectionCount((text) => host.countText(text));
    const events = {
      changed: (changes: Parameters<Article["edited"]>[0]) => {
        this.article?.edited(changes);
        this.autosaving.changed();
      },
      composing: (on: boolean) => {
        this.article?.setComposing(on);
        this.autosaving.composing(on);
      },
      selected: (length: number, text: () => string) => {
        this.selection.moved(length, text);
      },
      link: (url: string) => {
        this.link = url;
      },
      key: pressed,
      editorKey: keys.editorKey,
      images: (files: readonly File[]) => {
        this.pictures.offer(files);
      },
      sources: keys.sources,
      repair: ({ problem }: PlacedProblem) => {
        this.repair(problem);
      },
      resources: () => this.host.resources(this.article?.slug ?? ""),
    };
    this.panes = new Panes(events, draw, editorWords(speech.words));
    this.previewWindow = new PreviewWindow(host, this.panes.preview, {
      command: keys.command,
      key: pressed,
      failed: (failure) => {
        this.announcements.failed("window", failure);
      },
    });
    this.pictures = new Pictures(host, {
      slug: () => (this.article?.readOnly === null ? this.article.slug : null),
      heading: () => this.panes.editor.headingAbove(),
      insert: (picture) => {
        this.panes.editor.insertPicture(picture);
      },
      failed: (failure) => {
        this.announcements.failed("image", failure);
      },
    });
  }

  /** Opens what the program was started with, or makes ready to choose. */
  async start(): Promise<void> {
    // A process that ends by a defect says no good-bye.
    window.addEventListener("pagehide", () => {
      this.stumbles.end();
    });
    const notices = new Notices(this.host, this);
    await this.host.listen((notice) => {
      notices.hear(notice);
    });
    await this.publications.start();
  }

  async openArticle(slug: string): Promise<void> {
    if (this.article?.slug === slug) return;
    const turn = ++this.turn;
    this.opening = "article";
    this.arriving = { slug, missed: false };
    try {
      if (this.autosaving.isOn) await this.saving.quietly();
      // What is still on its way belongs to the article that is left.
      await this.article?.settled();
      const opened = await this.host.openArticle(slug);
      if (turn !== this.turn) return;
      this.leaveArticle();
      this.showArticle(new Article(this.host, opened, this.articlePanes()), opened.update);
    } catch (reason) {
      if (turn === this.turn)
        this.announcements.failed("open", asFailure(reason), () => void this.openArticle(slug));
    } finally {
      if (turn === this.turn) this.opening = null;
    }
  }

  /** Opens an article that has become another one, as by being converted. */
  async reopenArticle(slug: string): Promise<void> {
    if (this.article?.slug === slug) {
      this.rememberPlace();
      this.article = null;
    }
    await this.openArticle(slug);
  }

  /** Writes the publication here from now on, and no longer where it was written before. */
  async takeOver(): Promise<void> {
    try {
      this.publication = await this.host.takeOver();
      const { article } = this;
      if (article?.readOnly?.code === "locked") await this.reopenArticle(article.slug);
      this.announcements.succeeded("save");
      this.announcements.done(speech.words.holder.takenOver);
      await this.recovery.look();
    } catch (reason) {
      this.announcements.failed("open", asFailure(reason));
    }
  }

  /** The person turned to another window. */
  turnedAway(): void {
    this.rememberPlace();
    this.autosaving.left();
  }

  /** Remembers where one is in the open article. */
  rememberPlace(): void {
    const place = this.panes.editor.place();
    if (this.article && place) this.left.remember(this.article.slug, place);
  }

  /** Says how long the open article is to become; 0 for no target. */
  setTarget(target: number): void {
    this.target = target;
    if (this.article) this.left.remember(this.article.slug, { target });
  }

  async visitLink(): Promise<void> {
    const url = this.link;
    this.link = null;
    if (url !== null) await this.attempt("link", () => this.host.openLink(url));
  }

  /** Makes the repair of a problem, if what it was made for still stands there. */
  repair(problem: ArticleProblem): void {
    const changes = this.article?.repairOf(problem);
    if (changes) this.panes.editor.change(changes);
  }

  /** Makes the first repair that there is for a problem at the cursor. Answers whether there is one. */
  repairAtCursor(): boolean {
    const problem = this.panes.editor
      .problemsAtCursor()
      .find(({ problem: { fix } }) => fix !== null)?.problem;
    if (problem) this.repair(problem);
    return problem !== undefined;
  }

  /**
   * Does to the open article what `ask` says, once Rust holds the editor's text; `then` says what follows the change.
   * Answers whether anything was changed.
   */
  async revise(ask: () => Revision | null, then: (select: Selected | null) => AfterChange): Promise<boolean> {
    const { article } = this;
    if (!article) return false;
    try {
      const answer = await article.revision(ask);
      if (answer?.kind === "refused") this.announcements.done(answer.reason[speech.language]);
      if (answer?.kind !== "changes" || answer.changes.length === 0 || this.article !== article) return false;
      return this.panes.editor.change(answer.changes, then(answer.select));
    } catch (reason) {
      this.announcements.failed("edit", asFailure(reason));
      return false;
    }
  }

  /** Goes on with those whom the open article can name. */
  async withPersonas(proceed: (personas: readonly PersonaEntry[]) => void): Promise<void> {
    const { article } = this;
    if (!article) return;
    try {
      const { personas } = await this.host.resources(article.slug);
      if (this.article === article) proceed(personas);
    } catch (reason) {
      this.announcements.failed("edit", asFailure(reason));
    }
  }

  /** Has somebody hear whenever the text of an article has become another, here or on disk. */
  followText(hear: () => void): void {
    this.followers.push(hear);
  }

  /** Articles that are not shown have unsaved work now. */
  leftUnsaved(slugs: readonly string[]): void {
    for (const slug of slugs) if (slug !== this.article?.slug) this.left.changed(slug);
  }

  /** An article was thrown away: nothing of it is kept. */
  thrownAway(slug: string): void {
    this.left.forget(slug);
    if (this.article?.slug !== slug) return;
    this.article.leave();
    this.article = null;
    this.panes.clear();
  }

  isUnsaved(slug: string): boolean {
    return this.article?.slug === slug ? this.article.dirty : this.left.isUnsaved(slug);
  }

  /** The articles that would lose something if they were closed now. */
  get unsaved(): readonly string[] {
    const { article, left } = this;
    return article?.dirty || article?.conflict ? [...left.withUnsaved, article.slug] : left.withUnsaved;
  }

  titleOf(slug: string): string {
    return this.publication?.articles.find((article) => article.slug === slug)?.title ?? slug;
  }

  /** Shows another publication, with none of its articles. */
  showPublication(publication: PublicationView): void {
    this.announcements.succeeded("open");
    // Opening the same folder again changes nothing: what is not saved in it is still there.
    if (publication.path === this.publication?.path) {
      this.publication = publication;
      return;
    }
    this.turn++;
    this.rememberPlace();
    this.left.begin(publication.path);
    this.article?.leave();
    this.article = null;
    this.panes.clear();
    this.publication = publication;
    void this.library.refresh();
    void this.recovery.look();
  }

  /** Opens the article that was open last time, or the first, where none is open. */
  async openFirstArticle(): Promise<void> {
    if (!this.publication || this.article) return;
    const { articles, path } = this.publication;
    const last = localStorage.getItem(lastArticleKey(path));
    const first = articles.find(({ slug }) => slug === last) ?? articles[0];
    if (!first) return;
    if (this.stumbles.holdsBack(`${path}/${first.slug}`)) this.heldBack = first.slug;
    else await this.openArticle(first.slug);
  }

  private showArticle(article: Article, update: Parameters<Article["present"]>[0]): void {
    const missed = this.arriving?.missed === true;
    this.arriving = null;
    this.heldBack = null;
    this.stumbles.begin(`${this.publication?.path ?? ""}/${article.slug}`);
    this.article = article;
    article.conflict = this.left.arrive(article.slug);
    const place = this.left.placeIn(article.slug);
    this.target = place.target ?? 0;
    this.panes.show(article, this.publication?.language ?? "", place);
    article.present(update);
    void this.invite();
    if (missed) article.missedNotice();
    this.announcements.succeeded("open");
    this.rememberArticle(article.slug);
  }

  /** Begins with this article the next time. */
  rememberArticle(slug: string): void {
    if (this.publication) localStorage.setItem(lastArticleKey(this.publication.path), slug);
  }

  /** Puts the cursor into the text, unless the person is somewhere else, as in the list of articles. */
  private async invite(): Promise<void> {
    await tick();
    if (document.activeElement === document.body) this.panes.editor.focus();
  }

  private leaveArticle(): void {
    const { article } = this;
    if (!article) return;
    this.rememberPlace();
    article.leave();
    this.left.leave(article);
  }

  closeArticle(): void {
    this.article?.leave();
    this.article = null;
    this.panes.clear();
    this.announcements.done(speech.words.conflict.gone);
  }

  private articlePanes(): ArticlePanes {
    const { editor, preview } = this.panes;
    return {
      applyOutside: (changes, undoable) => {
        editor.applyOutside(changes, undoable);
      },
      setProblems: (problems) => {
        editor.setProblems(problems);
      },
      problemsDisturbed: () => editor.problemsDisturbed(),
      emptyPage: () => {
        preview.empty();
      },
      patch: (patch) => {
        preview.patch(patch);
        this.library.textChanged();
        this.textChanged();
      },
      failed: (failure: Failure) => {
        this.announcements.failed("edit", failure);
      },
    };
  }

  textChanged(): void {
    for (const hear of this.followers) hear();
  }

  async attempt(what: "link" | "show" | "print", call: () => Promise<unknown>): Promise<void> {
    try {
      await call();
    } catch (reason) {
      this.announcements.failed(what, asFailure(reason));
    }
  }
}

function lastArticleKey(publication: string): string {
  return `kiku.article:${publication}`;
}
