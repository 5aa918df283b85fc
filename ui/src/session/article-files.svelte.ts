import { lastPart } from "../text/path";
import { asFailure, type Host } from "../host/host";
import type { ArticleEntry, Failure, NewArticle } from "../host/wire";
import { speech } from "../words/speech.svelte";
import type { Workspace } from "./workspace.svelte";

/** What can be done to articles as a whole: they come, are copied, change their status and go. */
export class ArticleFiles {
  /** Whether the dialog for a new article is shown. */
  making = $state(false);
  /** The article whose folder is to have another name. */
  renaming = $state.raw<ArticleEntry | null>(null);
  /** The article that is to be thrown away, once that is confirmed. */
  leaving = $state.raw<ArticleEntry | null>(null);

  constructor(
    private readonly host: Host,
    private readonly workspace: Workspace,
  ) {}

  /** A folder's name for a title; the article `slug` may keep the name that it has. */
  async proposal(title: string, slug: string | null = null): Promise<string> {
    try {
      return await this.host.proposeSlug(title, slug);
    } catch {
      // The person can write one; whether it can be had is said when the article is made.
      return "";
    }
  }

  /** Makes an article and opens it. */
  async create(article: NewArticle): Promise<void> {
    this.making = false;
    await this.attempt(async () => {
      await this.host.createArticle(article);
      await this.workspace.openArticle(article.slug);
    });
  }

  async duplicate({ slug, title }: ArticleEntry): Promise<void> {
    await this.attempt(async () => {
      await this.workspace.article?.settled();
      const copy = await this.host.duplicateArticle(slug, speech.words.articles.copyOf(title));
      await this.workspace.openArticle(copy);
      this.workspace.announcements.done(speech.words.articles.duplicated);
    });
  }

  /** The open article as the list has it, with the status that it has in the editor. */
  get openEntry(): ArticleEntry | null {
    const { article, publication } = this.workspace;
    const entry = publication?.articles.find(({ slug }) => slug === article?.slug);
    return article && entry ? { ...entry, status: article.status } : null;
  }

  /** Gives an article's folder another name, and has links follow. Answers why not, where that was not possible. */
  async rename({ slug }: ArticleEntry, to: string): Promise<Failure | null> {
    const { workspace } = this;
    try {
      await workspace.article?.settled();
      const shown = workspace.article?.readOnly === null ? workspace.article.slug : null;
      const followed = await this.host.renameArticle(slug, to, shown);
      this.renaming = null;
      if (shown !== null)
        await workspace.revise(
          () => ({ kind: "followFolder", from: slug, to }),
          () => ({ stay: true }),
        );
      workspace.announcements.done(speech.words.articles.renamed(to, followed.links, followed.articles));
      return null;
    } catch (reason) {
      return asFailure(reason);
    }
  }

  /** Writes an article as UTF-8, so that it can be changed. */
  async convert(slug: string): Promise<void> {
    await this.attempt(async () => {
      const kept = await this.host.convertArticle(slug);
      await this.workspace.reopenArticle(slug);
      this.workspace.announcements.done(speech.words.encoding.converted(lastPart(kept)));
    });
  }

  /** Throws the article away that was asked about. */
  async throwAway(): Promise<void> {
    const { leaving } = this;
    this.leaving = null;
    if (!leaving) return;
    await this.attempt(async () => {
      await this.host.throwAwayArticle(leaving.slug);
      this.workspace.thrownAway(leaving.slug);
      this.workspace.announcements.done(speech.words.articles.thrownAway(leaving.title));
    });
  }

  /** Changes what an article says of its state: in the editor where it is open, so that it can be undone. */
  async setStatus({ slug, status, title }: ArticleEntry, to: string): Promise<void> {
    const { workspace } = this;
    if (workspace.article?.slug === slug) {
      await workspace.revise(
        () => ({ kind: "setField", name: "status", to }),
        () => ({ stay: true }),
      );
      return;
    }
    if (status === to) return;
    await this.attempt(async () => {
      const answer = await this.host.setField(slug, "status", to);
      const { articles, binder } = speech.words;
      workspace.announcements.done(
        answer.kind === "refused"
          ? answer.reason[speech.language]
          : articles.statusSet(title, binder.status[to] ?? to),
      );
    });
  }

  private async attempt(call: () => Promise<void>): Promise<void> {
    try {
      await call();
      this.workspace.announcements.succeeded("article");
    } catch (reason) {
      this.workspace.announcements.failed("article", asFailure(reason));
    }
  }
}
