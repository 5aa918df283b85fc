import type { Workspace } from "./workspace.svelte";

/** What unsaved work stopped; `discard` says that the work may go. */
type Proceed = (discard: boolean) => Promise<unknown>;

/** Work that would be lost, and what happens once it is dealt with. */
interface Question {
  readonly unsaved: readonly string[];
  readonly proceed: Proceed;
}

/** What is done with unsaved work before it is left behind: by another publication, or by the end of the window. */
export class Leaving {
  /** What the person is asked, if anything. */
  question = $state.raw<Question | null>(null);

  constructor(private readonly workspace: Workspace) {}

  /** Does something that unsaved work must not be lost by. */
  async first(proceed: Proceed): Promise<void> {
    const { unsaved } = this.workspace;
    if (unsaved.length > 0) this.ask(unsaved, proceed);
    else await proceed(false);
  }

  ask(unsaved: readonly string[], proceed: Proceed): void {
    this.question = { unsaved, proceed };
  }

  /** Stays. */
  cancel(): void {
    this.question = null;
  }

  /** Goes on with what unsaved work stopped, after saving it or without. */
  async finish(save: boolean): Promise<void> {
    const { question } = this;
    this.question = null;
    if (!question) return;
    if (save && !(await this.saveAll(question.unsaved))) return;
    await question.proceed(!save);
  }

  /** The window is to be closed. Who has texts saved by themselves is asked only where that was not possible. */
  async close(unsaved: readonly string[], proceed: Proceed): Promise<void> {
    if (this.workspace.autosaving.isOn && (await this.saveAll(unsaved))) await proceed(false);
    else this.ask(unsaved, proceed);
  }

  /** Saves article by article. Stops at the first that cannot be saved, and shows it. */
  private async saveAll(slugs: readonly string[]): Promise<boolean> {
    const { workspace } = this;
    const here = workspace.article?.slug;
    for (const slug of [...slugs].sort((a, b) => Number(b === here) - Number(a === here))) {
      await workspace.openArticle(slug);
      if (workspace.article?.slug !== slug || !(await workspace.saving.save())) return false;
    }
    return true;
  }
}
