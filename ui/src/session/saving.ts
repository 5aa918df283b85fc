import { asFailure, type Host } from "../host/host";
import type { Keep } from "../host/wire";
import { differenceOf } from "../text/difference";
import { lastPart } from "../text/path";
import { speech } from "../words/speech.svelte";
import type { Workspace } from "./workspace.svelte";

/** How the open article gets into its file, or into another one, and who wins where the file is another by then. */
export class Saving {
  constructor(
    private readonly host: Pick<Host, "saveCopy">,
    private readonly workspace: Workspace,
  ) {}

  /** Saves the open article. Answers whether its file now holds its text. */
  async save(): Promise<boolean> {
    const { article } = this.workspace;
    if (!article) return false;
    try {
      await article.save();
      this.workspace.announcements.succeeded("save");
    } catch (reason) {
      const copy = { label: speech.words.save.copy, run: () => void this.saveCopy() };
      this.workspace.announcements.failed("save", asFailure(reason), () => void this.save(), copy);
      return false;
    }
    return article.saveState === "saved";
  }

  /** Writes the open article's text to a file that the person chooses. It stays unsaved: its own file is as it was. */
  private async saveCopy(): Promise<void> {
    const { article } = this.workspace;
    if (!article) return;
    try {
      await article.settled();
      const file = await this.host.saveCopy(article.slug, speech.words.save.chooseCopy);
      if (file !== null) this.workspace.announcements.done(speech.words.save.copied(lastPart(file)));
    } catch (reason) {
      this.workspace.announcements.failed("copy", asFailure(reason), () => void this.saveCopy());
    }
  }

  /** Saves what was changed, by itself: a conflict and a text that can only be read wait for the person. */
  async quietly(): Promise<void> {
    if (this.workspace.article?.saveState === "dirty") await this.save();
  }

  /** The same as {@link save}, and says so. */
  async aloud(): Promise<void> {
    if (await this.save()) this.workspace.announcements.done(speech.words.save.done);
  }

  async resolve(keep: Keep): Promise<void> {
    const { article } = this.workspace;
    const deleted = article?.conflict?.disk === null;
    if (!article) return;
    try {
      await article.resolve(keep);
      // The buttons of the choice are gone, and the focus with them.
      this.workspace.panes.editor.focus();
      if (keep === "disk" && deleted) this.workspace.closeArticle();
      else
        this.workspace.announcements.done(
          keep === "mine" ? speech.words.conflict.keptMine : speech.words.conflict.tookDisk,
        );
    } catch (reason) {
      this.workspace.announcements.failed("save", asFailure(reason), () => void this.resolve(keep));
    }
  }

  /** Ends a conflict with a text that was put together from both. */
  async resolveWith(text: string): Promise<void> {
    const { article } = this.workspace;
    if (!article) return;
    const changes = differenceOf(article.text, text);
    if (!changes.empty && !this.workspace.panes.editor.change(changes)) return;
    await this.resolve("mine");
  }
}
