import { asFailure, type Host } from "../host/host";
import type { Draft } from "../host/wire";
import { differenceOf } from "../text/difference";
import { lastPart } from "../text/path";
import { speech } from "../words/speech.svelte";
import type { Workspace } from "./workspace.svelte";

/** What an earlier run left unsaved: offered one by one, and applied only where the person says so. */
export class Recovery {
  /** What nobody decided on yet. */
  drafts = $state.raw<readonly Draft[]>([]);
  /** The draft that is shown beside its file. */
  shown = $state.raw<Draft | null>(null);

  constructor(
    private readonly host: Host,
    private readonly workspace: Workspace,
  ) {}

  /** Looks whether there is anything of the open publication, and shows it. */
  async look(): Promise<void> {
    this.shown = null;
    try {
      this.drafts = await this.host.drafts();
      this.shown = this.drafts[0] ?? null;
    } catch (reason) {
      this.workspace.announcements.failed("recovery", asFailure(reason));
    }
  }

  /** Decides later: the drafts stay. */
  later(): void {
    this.shown = null;
  }

  /** Shows the first draft again. */
  show(): void {
    this.shown = this.drafts[0] ?? null;
  }

  /** Puts a draft into the editor, as a change that can be undone. Where its file is gone, the article is made again. */
  async restore(draft: Draft): Promise<void> {
    await this.decide(draft, async () => {
      if (draft.disk === null) {
        await this.workspace.openArticle(await this.host.makeArticleOfDraft(draft.id));
        return speech.words.recovery.made;
      }
      await this.workspace.openArticle(draft.slug);
      const { article, panes } = this.workspace;
      if (article?.slug !== draft.slug) return null;
      const changes = differenceOf(article.text, draft.text);
      if (!changes.empty && !panes.editor.change(changes)) return null;
      // Rust has it now, and its journal too: only then may the draft go.
      await article.settled();
      await this.host.forgetDraft(draft.id);
      return speech.words.recovery.restored;
    });
  }

  /** Leaves the file as it is; the draft goes. */
  async keepFile(draft: Draft): Promise<void> {
    await this.decide(draft, async () => {
      await this.host.forgetDraft(draft.id);
      return speech.words.recovery.keptFile;
    });
  }

  /** Writes a draft beside its article. */
  async saveCopy(draft: Draft): Promise<void> {
    await this.decide(draft, async () =>
      speech.words.recovery.copied(lastPart(await this.host.saveDraftCopy(draft.id))),
    );
  }

  /** Does what was decided; it answers what to say, or `null` where it could not be done. */
  private async decide(draft: Draft, act: () => Promise<string | null>): Promise<void> {
    this.shown = null;
    try {
      const said = await act();
      if (said === null) return;
      this.drafts = this.drafts.filter(({ id }) => id !== draft.id);
      this.shown = this.drafts[0] ?? null;
      this.workspace.announcements.succeeded("recovery");
      this.workspace.announcements.done(said);
    } catch (reason) {
      this.workspace.announcements.failed("recovery", asFailure(reason));
    }
  }
}
