import { asFailure, type Host } from "../host/host";
import { speech } from "../words/speech.svelte";
import { fileName } from "./export-choice";
import type { ExportChoice } from "./exporting.svelte";
import type { Workspace } from "./workspace.svelte";

/** What leaves for readers: exports and prints of what the editor shows. */
export class Publishing {
  constructor(
    private readonly host: Pick<Host, "printArticle" | "showInFolder">,
    private readonly workspace: Workspace,
  ) {}

  /** Asks what is to be exported. */
  ask(): void {
    if (this.workspace.publication) this.workspace.exporting.ask();
  }

  /** Exports what was chosen, as the editor shows it. */
  async export(choice: ExportChoice): Promise<void> {
    if (!this.workspace.publication) return;
    try {
      await this.workspace.article?.settled();
    } catch (reason) {
      this.workspace.announcements.failed("edit", asFailure(reason));
      return;
    }
    const { choose, chooseFile, cancelled } = speech.words.export;
    const folder = choice.articles.kind === "one" ? choice.articles.slug : this.workspace.publication.path;
    const words = { folder: choose, file: chooseFile, name: fileName(choice.format, folder) };
    if ((await this.workspace.exporting.run(choice, words)) === "cancelled")
      this.workspace.announcements.done(cancelled);
  }

  /** Has the person print the open article, as it is now. */
  async print(): Promise<void> {
    const { article } = this.workspace;
    if (!article) return;
    await this.workspace.attempt("print", async () => {
      await article.settled();
      await this.host.printArticle(article.slug);
    });
  }

  /** Shows what was exported, in its folder. */
  async show(path: string): Promise<void> {
    await this.workspace.attempt("show", () => this.host.showInFolder(path));
  }
}
