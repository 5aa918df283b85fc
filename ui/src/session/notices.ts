import type { Host } from "../host/host";
import type { Notice, PublicationView } from "../host/wire";
import { speech } from "../words/speech.svelte";
import type { Workspace } from "./workspace.svelte";

/** What Rust tells unasked: other programs write files, exports go on, windows close. */
export class Notices {
  constructor(
    private readonly host: Pick<Host, "closeWindow">,
    private readonly workspace: Workspace,
  ) {}

  hear(notice: Notice): void {
    switch (notice.kind) {
      case "publication":
        this.publicationChanged(notice.publication);
        break;
      case "reloaded":
      case "updated":
        this.articleChanged(notice);
        break;
      case "conflict":
        this.conflictFound(notice.slug, notice.disk);
        break;
      case "moved":
        this.moved(notice);
        break;
      case "exportProgress":
        this.workspace.exporting.progress(notice.work, notice.done, notice.total);
        break;
      case "previewWindowClosed":
        this.workspace.previewWindow.closed();
        break;
      case "unprotected":
        this.workspace.announcements.failed("journal", notice.failure);
        break;
      case "noHistory":
        this.workspace.announcements.failed("history", notice.failure);
        break;
      case "closeRequested":
        void this.workspace.leaving.close(notice.unsaved, (discard) => {
          this.workspace.stumbles.end();
          return this.host.closeWindow(discard);
        });
        break;
    }
  }

  private publicationChanged(publication: PublicationView): void {
    this.workspace.publication = publication;
    void this.workspace.library.refresh();
    this.workspace.textChanged();
    const { article } = this.workspace;
    const gone = article && !publication.articles.some(({ slug }) => slug === article.slug);
    if (gone && !article.dirty && !article.conflict) this.workspace.closeArticle();
  }

  private articleChanged(notice: Extract<Notice, { kind: "reloaded" | "updated" }>): void {
    if (this.workspace.arriving?.slug === notice.slug) this.workspace.arriving.missed = true;
    if (this.workspace.article?.slug !== notice.slug) return;
    if (this.workspace.article.readOnly && notice.kind === "reloaded") {
      // The file has become one that can be edited.
      void this.workspace.reopenArticle(notice.slug);
      return;
    }
    this.workspace.article.noticed(notice);
    if (notice.kind === "reloaded" && notice.merged)
      this.workspace.announcements.done(speech.words.conflict.merged);
    if (notice.kind === "updated" && notice.reloadFrame) this.workspace.panes.reloadPreview();
  }

  private moved({ from, to, previewUrl }: Extract<Notice, { kind: "moved" }>): void {
    this.workspace.left.renamed(from, to);
    this.workspace.panes.editor.renamed(from, to);
    if (this.workspace.article?.slug !== from) return;
    this.workspace.article.moved(to, previewUrl);
    this.workspace.panes.preview.open(previewUrl);
    this.workspace.rememberArticle(to);
  }

  private conflictFound(slug: string, disk: string | null): void {
    if (this.workspace.article?.slug === slug) this.workspace.article.conflict = { disk };
    else this.workspace.left.conflictFound(slug, { disk });
  }
}
