import { asFailure, type Host } from "../../host/host";
import type { ComparedPages, Failure, Theme, Version, VersionId } from "../../host/wire";
import { differenceOf } from "../../text/difference";
import { speech } from "../../words/speech.svelte";
import type { Article } from "../article.svelte";
import type { Workspace } from "../workspace.svelte";
import { keyOf } from "./versions";

/** Two versions beside each other, the earlier one first. */
export interface Compared {
  readonly versions: readonly [VersionId, VersionId];
  readonly texts: readonly [string, string];
  /** The page of the two, where that is asked for. */
  readonly page: ComparedPages | null;
}

/** Whether one looks at the text or at the readers' page. */
export type View = "text" | "page";

/** The text as it is now, saved or not. */
export const current: VersionId = { kind: "current" };

/** What the open article was before: looked at, named, and put back into the editor where the person says so. */
export class HistoryDesk {
  /** The article that is looked at; `null` while nobody does. */
  article = $state.raw<Article | null>(null);
  /** What is kept of it, the latest first. */
  private kept = $state.raw<readonly Version[]>([]);
  /** The commits that changed it, the latest first. */
  private commits = $state.raw<readonly Version[]>([]);
  /** Both, the latest first. */
  readonly versions: readonly Version[] = $derived(
    [...this.kept, ...this.commits].sort((one, other) => other.at - one.at),
  );
  /** How versions are shown beside each other. */
  view = $state<View>("text");
  /** Whether a part of the list could not be read. */
  damaged = $state(false);
  /** The version that is looked at. */
  chosen = $state.raw<VersionId>(current);
  /** What it is compared with. */
  other = $state.raw<VersionId>(current);
  /** What is shown; `null` until it is there. */
  compared = $state.raw<Compared | null>(null);
  /** Why the versions could not be shown. */
  failure = $state.raw<Failure | null>(null);
  /** A name is asked for, to keep the text as it is now. */
  keeping = $state(false);

  /** The person said what to compare with. */
  private asked = false;
  /** Counts what was asked to be shown: a slow answer must not replace a later one. */
  private turn = 0;

  constructor(
    private readonly host: Pick<
      Host,
      | "articleHistory"
      | "articleCommits"
      | "versionText"
      | "countDifference"
      | "comparePages"
      | "keepVersion"
      | "nameVersion"
    >,
    private readonly workspace: Workspace,
    /** In which light pages are shown. */
    private readonly theme: () => Theme,
  ) {}

  /** Shows the history of the open article, and what has become of it since the last save. */
  async open(): Promise<void> {
    const { article } = this.workspace;
    if (!article) return;
    try {
      await article.settled();
      await this.list(article);
    } catch (reason) {
      this.workspace.announcements.failed("history", asFailure(reason));
      return;
    }
    this.article = article;
    const first = this.versions[0];
    if (first) await this.choose(first.id);
    await this.listCommits(article);
  }

  close(): void {
    this.article = null;
    this.kept = [];
    this.commits = [];
    this.compared = null;
    this.asked = false;
    this.chosen = current;
    this.other = current;
  }

  /**
   * Looks at a version, beside what the person compares with. While they have not said, that is the text as it is now, or the
   * version before, where the text as it is now is the same.
   */
  async choose(id: VersionId): Promise<void> {
    this.chosen = id;
    if (!this.asked || keyOf(this.other) === keyOf(id)) {
      this.asked = false;
      this.other = id.kind === "current" ? (this.versions[0]?.id ?? current) : current;
    }
    await this.show();
    void this.count(id);
    const before = this.versions[this.placeOf(id) + 1];
    const { compared } = this;
    if (this.asked || !before || keyOf(this.chosen) !== keyOf(id)) return;
    if (compared?.texts[0] === compared?.texts[1]) {
      this.other = before.id;
      await this.show();
    }
  }

  /** Compares the version that is looked at with this one. */
  async compareWith(id: VersionId): Promise<void> {
    this.asked = true;
    this.other = id;
    await this.show();
  }

  /** Shows the text or the page. */
  async look(view: View): Promise<void> {
    this.view = view;
    await this.show();
  }

  /** What is known of a version; nothing of the text as it is now. */
  find(id: VersionId): Version | undefined {
    const key = keyOf(id);
    return this.versions.find((version) => keyOf(version.id) === key);
  }

  /** Calls the version that is looked at something else; the text as it is now is kept under the name. */
  async name(name: string): Promise<void> {
    const { article, chosen } = this;
    if (!article) return;
    try {
      if (chosen.kind === "snapshot") {
        this.kept = (await this.host.nameVersion(article.slug, chosen.number, name)).versions;
      } else if (name !== "") {
        await this.keep(article, name);
        await this.list(article);
        const kept = this.kept[0];
        if (kept) await this.choose(kept.id);
      }
    } catch (reason) {
      this.failure = asFailure(reason);
    }
  }

  /** Keeps the open article as it is now, under a name that was asked for. */
  async keepCurrent(name: string): Promise<Failure | null> {
    const { article } = this.workspace;
    if (!article) return null;
    try {
      await article.settled();
      await this.keep(article, name);
      this.keeping = false;
      this.workspace.announcements.done(speech.words.history.kept(name));
      return null;
    } catch (reason) {
      return asFailure(reason);
    }
  }

  /** Puts the version that is looked at into the editor, as a change that can be undone. */
  async restore(): Promise<void> {
    const { article, chosen } = this;
    if (!article || chosen.kind === "current" || this.workspace.article !== article) return;
    try {
      const changes = differenceOf(article.text, await this.host.versionText(article.slug, chosen));
      if (!changes.empty && !this.workspace.panes.editor.change(changes)) return;
      this.close();
      this.workspace.announcements.done(speech.words.history.restored);
    } catch (reason) {
      this.failure = asFailure(reason);
    }
  }

  private async keep(article: Article, name: string): Promise<void> {
    await this.host.keepVersion(article.slug, name);
    this.workspace.announcements.succeeded("history");
  }

  private async list(article: Article): Promise<void> {
    const { versions, damaged } = await this.host.articleHistory(article.slug);
    this.kept = versions;
    this.damaged = damaged;
  }

  /** Git may take its time; the list is there before. Without it, the history is what Kiku kept. */
  private async listCommits(article: Article): Promise<void> {
    const commits = await this.host.articleCommits(article.slug).catch(() => []);
    if (this.article !== article) return;
    const isEmpty = this.versions.length === 0;
    this.commits = commits;
    const first = this.versions[0];
    if (isEmpty && first) await this.choose(first.id);
  }

  /** Finds out how much a commit changed. For all of them at once, git would have to be asked for every text. */
  private async count(id: VersionId): Promise<void> {
    const { article } = this;
    const [commit, before] = this.commits.slice(this.commits.findIndex((one) => keyOf(one.id) === keyOf(id)));
    if (!article || id.kind !== "commit" || !commit || !before || commit.added !== null) return;
    try {
      const texts = [before, commit].map((one) => this.host.versionText(article.slug, one.id));
      const [then = "", now = ""] = await Promise.all(texts);
      const counted = await this.host.countDifference(then, now);
      this.commits = this.commits.map((one) => (one.id === commit.id ? { ...one, ...counted } : one));
    } catch {
      // Why a text cannot be read is said where it would be shown.
    }
  }

  private async show(): Promise<void> {
    const { article } = this;
    if (!article) return;
    const turn = ++this.turn;
    const versions = this.inOrder();
    try {
      const [before = "", after = ""] = await Promise.all(
        versions.map((id) => this.host.versionText(article.slug, id)),
      );
      if (turn !== this.turn) return;
      const shown = this.view === "page" && before !== after;
      const page = shown ? await this.host.comparePages(article.slug, before, after, this.theme()) : null;
      if (turn !== this.turn) return;
      this.failure = null;
      this.compared = { versions, texts: [before, after], page };
    } catch (reason) {
      if (turn !== this.turn) return;
      this.failure = asFailure(reason);
      this.compared = null;
    }
  }

  /** The two versions, the earlier one first. */
  private inOrder(): [VersionId, VersionId] {
    const { chosen, other } = this;
    return this.placeOf(chosen) >= this.placeOf(other) ? [chosen, other] : [other, chosen];
  }

  /** Where a version stands in the list, the latest at 0. The text as it is now is in no list, and later still: -1. */
  private placeOf(id: VersionId): number {
    return this.versions.findIndex((version) => keyOf(version.id) === keyOf(id));
  }
}
