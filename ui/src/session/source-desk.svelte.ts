import { asFailure, type Host } from "../host/host";
import type { FoundSource, LibrarySource, Position, SourceForm, SourceQuery } from "../host/wire";
import { speech } from "../words/speech.svelte";
import { emptyForm } from "./source-form";
import type { Workspace } from "./workspace.svelte";

/** What the dialog of a source is about. */
export interface SourceTask {
  /** What it shows at first. */
  readonly form: SourceForm;
  /** The key of the entry that is edited; `null` for a new source. */
  readonly replaces: string | null;
  /** The file that the source stands in, where that is not the open article. */
  readonly elsewhere: string | null;
  /** A block describes the source, and names the entry from then on. */
  readonly describedAt: number | null;
  /** The address that stands on the cursor's line, and goes once there is a card for it. */
  readonly address: string | null;
}

/** Taking sources into the open article, and changing them. */
export class SourceDesk {
  task = $state.raw<SourceTask | null>(null);

  constructor(
    private readonly host: Pick<Host, "findSource" | "changeSharedSource">,
    private readonly workspace: Workspace,
  ) {}

  /** Asks for a source to put at the cursor: one of the library, or a new one, filled in from an address where there is one. */
  async begin(address: string | null = null): Promise<void> {
    if (!this.workspace.article) return;
    void this.workspace.library.refresh();
    const found = address === null ? null : await this.read(address);
    const { accessed, ...form } = found?.form ?? { ...emptyForm, url: address ?? "" };
    const today = this.workspace.library.values.today;
    this.task = {
      form: { ...form, accessed: accessed || today },
      ...{ replaces: null, elsewhere: null, describedAt: null, address },
    };
  }

  /** Asks what a listed source should say. One of another article opens that. */
  async edit(source: LibrarySource): Promise<void> {
    if (source.slug) await this.workspace.openArticle(source.slug);
    if (source.key) await this.show({ kind: "listed", file: source.file, key: source.key });
    else await this.editAt({ line: source.line, character: 0 });
  }

  /** The same for what the text speaks of at a place of the open article. */
  async editAt({ line, character }: Position): Promise<void> {
    const found = await this.show({ kind: "atLine", line, character });
    if (!found) this.workspace.announcements.done(speech.words.sources.noneHere);
  }

  /** What a pasted text tells of. */
  read(text: string): Promise<FoundSource | null> {
    return this.find({ kind: "pasted", text });
  }

  /** Puts a card for a source of the library at the cursor. */
  async insert(key: string, how: "card" | "citation" = "card"): Promise<boolean> {
    const address = this.task?.address ?? null;
    this.task = null;
    return this.put({ ...emptyForm, id: key }, null, false, how, undefined, address);
  }

  /**
   * Writes what was filled in, and the card of a new source; `shared` has it written where the source stands, for all
   * articles. Answers whether that was done.
   */
  async finish(form: SourceForm, shared: boolean): Promise<boolean> {
    const { task } = this;
    if (!task) return false;
    this.task = null;
    if (shared && task.elsewhere !== null && task.replaces !== null)
      return this.changeShared(task.elsewhere, task.replaces, form);
    if (task.describedAt !== null) return this.put(form, null, true, "described", task.describedAt);
    const isNew = task.replaces === null;
    const replaces = task.elsewhere ? null : task.replaces;
    return this.put(form, replaces, true, isNew ? "card" : "nothing", undefined, task.address);
  }

  private async changeShared(file: string, key: string, form: SourceForm): Promise<boolean> {
    const { announcements, library } = this.workspace;
    try {
      const answer = await this.host.changeSharedSource(file, key, form);
      announcements.done(
        answer.kind === "refused" ? answer.reason[speech.language] : speech.words.sources.shared(file),
      );
      return answer.kind === "changed";
    } catch (reason) {
      announcements.failed("edit", asFailure(reason));
      return false;
    } finally {
      void library.refresh();
    }
  }

  private async put(
    form: SourceForm,
    replaces: string | null,
    writes: boolean,
    block: "card" | "citation" | "described" | "nothing",
    place?: number,
    address: string | null = null,
  ): Promise<boolean> {
    const { editor } = this.workspace.panes;
    if (address !== null) editor.removeLine(address);
    return this.workspace.revise(
      () => ({ kind: "putSource", form, replaces, writes, block, at: place ?? editor.head }),
      (select) => ({ select }),
    );
  }

  private async show(query: SourceQuery): Promise<boolean> {
    const found = await this.find(query);
    const { article } = this.workspace;
    if (!found || !article || article.readOnly) return false;
    const here = found.file === `${article.slug}/article.md`;
    this.task = {
      form: found.form,
      replaces: found.described ? null : found.form.id,
      elsewhere: here ? null : found.file,
      describedAt: found.described && query.kind === "atLine" ? article.text.line(query.line + 1).from : null,
      address: null,
    };
    return true;
  }

  private async find(query: SourceQuery): Promise<FoundSource | null> {
    try {
      const { article } = this.workspace;
      await article?.settled();
      return article ? await this.host.findSource(article.slug, query) : null;
    } catch (reason) {
      this.workspace.announcements.failed("edit", asFailure(reason));
      return null;
    }
  }
}
