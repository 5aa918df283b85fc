import { Text, type ChangeSet } from "@codemirror/state";

import { asFailure, type Host } from "../host/host";
import type {
  Change,
  Counts,
  Failure,
  Keep,
  OpenedArticle,
  Patch,
  Position,
  Problem,
  ReviseAnswer,
  Revision,
  SaveAnswer,
  Update,
} from "../host/wire";
import { difference } from "../text/difference";
import {
  frontMatterEnd,
  frontMatterLanguage,
  frontMatterStatus,
  touchesFrontMatter,
} from "../text/front-matter";
import { offsetOf } from "../text/position";
import { patched, type OutlineRow } from "./outline";
import {
  answered,
  arrived,
  composing,
  distrusted,
  edited,
  failed,
  hasUnacknowledged,
  isSettled,
  localText,
  opened,
  refused,
  reopened,
  retried,
  unacknowledged,
  waited,
  type Effect,
  type Request,
  type Step,
  type SyncState,
  type TextNotice,
} from "./sync";

/** What the save state says. */
export type SaveState = "saved" | "dirty" | "saving" | "conflict" | "readonly";

/** A problem of the article, or of a file that it needs. */
export interface ArticleProblem extends Problem {
  /** Whether it stands in this article's own text, where the cursor can go. */
  readonly here: boolean;
}

/** A problem where it stands in the editor's text now. */
export interface PlacedProblem {
  readonly problem: ArticleProblem;
  readonly from: number;
  readonly to: number;
  readonly severity: Problem["severity"];
}

/** The panes that an open article is shown in. */
export interface ArticlePanes {
  applyOutside(changes: ChangeSet, undoable: boolean): void;
  /** Underlines problems; they are asked for when the editor may be touched. */
  setProblems(problems: () => readonly PlacedProblem[]): void;
  /** Whether the text was changed under an underlined problem since they were set. */
  problemsDisturbed(): boolean;
  /** Starts the page again from nothing. */
  emptyPage(): void;
  patch(patch: Patch): void;
  /** Something between the window and Rust failed. */
  failed(failure: Failure): void;
}

/** How much later one message may come than another that was sent after it, in milliseconds. */
const patience = 1000;

/** How often a change is worked out again because the text became another meanwhile. */
const revisionAttempts = 5;

/** One open article: what the window shows of it, and its conversation with Rust. */
export class Article {
  /** Its folder, by which Rust knows it. */
  slug = $state("");
  readonly readOnly: Failure | null;
  /** What the text can be converted from, so that it can be changed; `null` where it cannot. */
  readonly encoding: string | null;
  previewUrl: string;

  title = $state("");
  problems = $state.raw<readonly ArticleProblem[]>([]);
  outline = $state.raw<readonly OutlineRow[]>([]);
  /** The language that the article names for itself, a BCP 47 tag. */
  language = $state<string | null>(null);
  /** What it says of its state. */
  status = $state("");
  counts = $state.raw<Counts>({ characters: 0, words: 0, minutes: 0 });
  /** The file changed under unsaved work; `disk` is its text, `null` where it was deleted. */
  conflict = $state.raw<{ readonly disk: string | null } | null>(null);
  dirty = $state(false);
  private saving = $state(false);

  readonly saveState: SaveState = $derived.by(() => {
    if (this.readOnly) return "readonly";
    if (this.conflict) return "conflict";
    if (this.saving) return "saving";
    return this.dirty ? "dirty" : "saved";
  });

  private sync: SyncState;
  private frontMatterEnd = 0;
  /** Whether Rust's text, as far as it has been heard, differs from the file's. */
  private unsaved: boolean;
  private panes: ArticlePanes | null;
  /** The next change from the disk was asked for by the writer, who may undo it. */
  private reloadIsUndoable = false;
  private waiters: { resolve: () => void; reject: (failure: Failure) => void }[] = [];

  constructor(
    private readonly host: Host,
    article: OpenedArticle,
    panes: ArticlePanes,
  ) {
    const text = toText(article.text);
    this.slug = article.slug;
    this.readOnly = article.readOnly;
    this.encoding = article.encoding;
    this.previewUrl = article.previewUrl;
    this.sync = opened(article.update, text);
    this.unsaved = article.dirty;
    this.dirty = article.dirty;
    this.panes = panes;
    this.readFrontMatter();
  }

  /** The text in the editor. */
  get text(): Text {
    return localText(this.sync);
  }

  /** Shows what Rust said when it opened the article. */
  present(update: Update): void {
    this.show({ kind: "show", update, fresh: true });
  }

  /** The writer changed the text. */
  edited(changes: ChangeSet): void {
    this.advance(edited(this.sync, changes));
    this.textChanged(changes);
  }

  /** An input method started or ended composing. */
  setComposing(on: boolean): void {
    this.advance(composing(this.sync, on));
  }

  /** Rust told of a change from outside. */
  noticed(notice: TextNotice): void {
    this.advance(arrived(this.sync, notice));
  }

  /** A notice about this article came before it was ready to hear it. */
  missedNotice(): void {
    this.advance(distrusted(this.sync));
  }

  /** Where a problem stands in the editor's text now. */
  placeOf(problem: ArticleProblem): PlacedProblem {
    const { base } = this.sync;
    const since = unacknowledged(this.sync);
    const from = offsetOf(base, problem.start);
    const to = offsetOf(base, problem.end);
    const { severity } = problem;
    return { problem, severity, from: since?.mapPos(from, 1) ?? from, to: since?.mapPos(to, -1) ?? to };
  }

  /**
   * A problem's repair, as changes of the editor's text; `null` where there is none, or where something else stands
   * now.
   */
  repairOf(problem: ArticleProblem): readonly Change[] | null {
    if (!problem.fix || this.readOnly || !this.problems.includes(problem)) return null;
    const since = unacknowledged(this.sync);
    const place = (position: Position) => offsetOf(this.sync.base, position);
    const edits = problem.fix.edits.map(({ start, end, text }) => ({
      from: place(start),
      to: place(end),
      insert: text,
    }));
    if (!since) return edits;
    if (edits.some(({ from, to }) => since.touchesRange(from, to) !== false)) return null;
    return edits.map(({ from, to, insert }) => ({ from: since.mapPos(from), to: since.mapPos(to), insert }));
  }

  /**
   * The changes that do to the text of this moment what `ask` says; `null` where it asks for nothing, or where the text
   * does not come to rest. Rejects with a {@link Failure}.
   */
  async revision(ask: () => Revision | null): Promise<Exclude<ReviseAnswer, { kind: "outOfStep" }> | null> {
    for (let attempt = 0; attempt < revisionAttempts; attempt++) {
      await this.settled();
      const { version } = this.sync;
      const revision = ask();
      if (!revision) return null;
      const answer = await this.host.revise({ slug: this.slug, version, revision });
      if (answer.kind === "outOfStep") this.advance(refused(this.sync));
      else if (version === this.sync.version && isSettled(this.sync)) return answer;
    }
    return null;
  }

  /**
   * Asks Rust about the text of this moment, whose version `ask` is given, and again where Rust held another one. Answers
   * `null` where the text does not come to rest. Rejects with a {@link Failure}.
   */
  async inStep<Answer extends { readonly kind: string }>(
    ask: (version: number) => Promise<Answer>,
  ): Promise<{ readonly answer: Answer; readonly text: Text } | null> {
    for (let attempt = 0; attempt < revisionAttempts; attempt++) {
      await this.settled();
      const { text } = this;
      const answer = await ask(this.sync.version);
      if (answer.kind !== "outOfStep") return { answer, text };
      this.advance(refused(this.sync));
    }
    return null;
  }

  /** Changes of a text that this one was, without those that touch what has changed since. */
  fitted(changes: readonly Change[], since: Text): Change[] {
    const typed = difference(since, this.text);
    return changes
      .filter(({ from, to }) => typed.touchesRange(from, to) === false)
      .map(({ from, to, insert }) => ({ from: typed.mapPos(from, 1), to: typed.mapPos(to, -1), insert }));
  }

  /** The words of a row as they stand in the text of this moment, with their markup. Rejects with a {@link Failure}. */
  async rowTitle(ask: () => number): Promise<string | null> {
    await this.settled();
    const row = ask();
    return row < 0 ? null : this.host.rowTitle(this.slug, this.sync.version, row);
  }

  /** Writes the file. Rejects with a {@link Failure}; a conflict is no failure. */
  async save(): Promise<void> {
    if (this.readOnly || this.conflict || this.saving) return;
    this.saving = true;
    try {
      await this.settled();
      const answer = await this.saveVersion();
      if (answer.kind === "conflict") this.conflict = { disk: answer.disk };
      else if (answer.version === this.sync.version) this.setUnsaved(false);
    } finally {
      this.saving = false;
    }
  }

  /** Ends a conflict. The text that goes can still be reached by undo. */
  async resolve(keep: Keep): Promise<void> {
    await this.settled();
    this.reloadIsUndoable = keep === "disk";
    // What follows from the choice says itself that the conflict is over, or that there is another one.
    const update = await this.host.resolveConflict(this.slug, keep);
    if (update) this.advance(arrived(this.sync, { kind: "updated", update }));
  }

  /** Resolves when Rust holds the editor's text; rejects with a {@link Failure} when it cannot be handed over. */
  settled(): Promise<void> {
    this.advance(retried(this.sync));
    if (isSettled(this.sync)) return Promise.resolve();
    return new Promise((resolve, reject) => this.waiters.push({ resolve, reject }));
  }

  /** Its folder has another name, and its page another address. */
  moved(slug: string, previewUrl: string): void {
    this.slug = slug;
    this.previewUrl = previewUrl;
    // The page is made anew, and what was sent under the old name meanwhile is sent again.
    this.advance(distrusted(this.sync));
  }

  /** The panes show another article from now on. What is on its way still arrives. */
  leave(): void {
    this.advance(composing(this.sync, false));
    this.panes = null;
  }

  /** A change from outside may have overtaken the version that was to be saved: then its successor is. */
  private async saveVersion(): Promise<SaveAnswer> {
    try {
      return await this.host.save(this.slug, this.sync.version);
    } catch (reason) {
      if (asFailure(reason).code !== "outOfStep") throw reason;
      this.advance(refused(this.sync));
      await this.settled();
      return this.host.save(this.slug, this.sync.version);
    }
  }

  private setUnsaved(unsaved: boolean): void {
    this.unsaved = unsaved;
    this.updateDirty();
  }

  private updateDirty(): void {
    this.dirty = this.unsaved || hasUnacknowledged(this.sync);
  }

  private advance(step: Step): void {
    this.sync = step.state;
    for (const effect of step.effects) this.perform(effect);
    this.updateDirty();
    if (isSettled(this.sync))
      this.release((waiter) => {
        waiter.resolve();
      });
  }

  private perform(effect: Effect): void {
    switch (effect.kind) {
      case "send":
        void this.send(effect.request);
        break;
      case "apply":
        this.applyOutside(effect.changes);
        break;
      case "show":
        this.show(effect);
        break;
      case "wait":
        setTimeout(() => {
          this.advance(waited(this.sync, effect.next));
        }, patience);
        break;
      case "reopen":
        void this.reopen();
        break;
    }
  }

  private async send(request: Request): Promise<void> {
    const { slug } = this;
    try {
      const step = request.kind === "edit" ? await this.sendEdit(request) : await this.sendText(request.text);
      this.advance(step());
    } catch (reason) {
      if (slug === this.slug) {
        this.fail(asFailure(reason));
        return;
      }
      // Nobody knows the article under the name that it had.
      this.advance(failed(this.sync));
      this.advance(retried(this.sync));
    }
  }

  /** The step is taken from the state of its own moment: much may have been typed since the request went out. */
  private async sendEdit({ base, changes }: Extract<Request, { kind: "edit" }>): Promise<() => Step> {
    const answer = await this.host.edit({ slug: this.slug, base, changes });
    return () => answered(this.sync, answer);
  }

  private async sendText(text: string): Promise<() => Step> {
    const update = await this.host.replaceText(this.slug, text);
    return () => arrived(this.sync, { kind: "accepted", update });
  }

  private async reopen(): Promise<void> {
    try {
      const { text, update } = await this.host.openArticle(this.slug);
      this.advance(reopened(this.sync, toText(text), update));
    } catch (reason) {
      this.fail(asFailure(reason));
    }
  }

  private fail(failure: Failure): void {
    this.advance(failed(this.sync));
    this.panes?.failed(failure);
    this.release((waiter) => {
      waiter.reject(failure);
    });
  }

  private release(how: (waiter: (typeof this.waiters)[number]) => void): void {
    for (const waiter of this.waiters.splice(0)) how(waiter);
  }

  private applyOutside(changes: ChangeSet): void {
    this.panes?.applyOutside(changes, this.reloadIsUndoable);
    this.reloadIsUndoable = false;
    this.textChanged(changes);
  }

  private textChanged(changes: ChangeSet): void {
    if (touchesFrontMatter(changes, this.frontMatterEnd)) this.readFrontMatter();
  }

  private readFrontMatter(): void {
    const { text } = this;
    this.frontMatterEnd = frontMatterEnd(text);
    this.language = frontMatterLanguage(text);
    this.status = frontMatterStatus(text);
  }

  /** The page first, because the reader's eye is there; then what changed of all the rest. */
  private show({ update, fresh }: Extract<Effect, { kind: "show" }>): void {
    if (fresh) this.panes?.emptyPage();
    this.panes?.patch(update.patch);
    this.title = update.title;
    this.unsaved = update.dirty;
    // A text that equals its file's cannot be in conflict with it.
    if (!update.dirty) this.conflict = null;
    this.outline = patched(fresh ? [] : this.outline, update.outline);
    if (!sameCounts(this.counts, update.counts)) this.counts = update.counts;
    if (update.problems) this.problems = update.problems.map(told);
    // What was typed over and back again has lost its underline, though nothing changed for Rust.
    if (update.problems || this.panes?.problemsDisturbed())
      this.panes?.setProblems(() => this.placedProblems());
  }

  private placedProblems(): PlacedProblem[] {
    return this.problems.filter(({ here }) => here).map((problem) => this.placeOf(problem));
  }
}

function told(problem: Problem): ArticleProblem {
  return { ...problem, here: problem.file.split("/").at(-1) === "article.md" };
}

function sameCounts(one: Counts, other: Counts): boolean {
  return one.characters === other.characters && one.words === other.words && one.minutes === other.minutes;
}

function toText(text: string): Text {
  return Text.of(text.split("\n"));
}
