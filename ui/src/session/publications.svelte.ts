import { asFailure, type Host } from "../host/host";
import type { NewPublication, PublicationView, RecentPublication } from "../host/wire";
import { speech } from "../words/speech.svelte";
import type { Workspace } from "./workspace.svelte";

/** Asks Rust for a publication; `discard` says that unsaved work may go. `null` where the person cancels. */
type Ask = (discard: boolean) => Promise<PublicationView | null>;

/** How a publication comes into the window: the one of the last time, one that is chosen, or one that is made. */
export class Publications {
  recent = $state.raw<readonly RecentPublication[]>([]);

  constructor(
    private readonly host: Host,
    private readonly workspace: Workspace,
  ) {}

  /** Opens what the program was started with, or makes ready to choose. */
  start(): Promise<void> {
    return this.show(() => this.host.start(), false);
  }

  /** Asks for a folder and opens it. */
  choose(): Promise<void> {
    const { title } = speech.words.welcome.open;
    return this.instead((discard) => this.host.choosePublication(title, discard));
  }

  /** Opens the publication in this folder. */
  open(path: string): Promise<void> {
    return this.instead((discard) => this.host.openPublication(path, discard));
  }

  /** The folder in which publications are made unless the person chooses another one; empty where there is none. */
  usualPlace(): Promise<string> {
    return this.host.usualPlace().catch(() => "");
  }

  /** Asks for a folder; nothing where the person cancels. */
  choosePlace(): Promise<string | null> {
    return this.host.chooseFolder(speech.words.start.place);
  }

  /** Makes a publication and opens it. */
  create(publication: NewPublication): Promise<void> {
    return this.instead((discard) => this.host.createPublication(publication, discard));
  }

  /** Asks where the sample should go, makes a copy there and opens it. */
  sample(): Promise<void> {
    return this.instead(async (discard) => {
      const place = await this.host.chooseFolder(speech.words.start.samplePlace);
      return place === null ? null : this.host.createSample(place, speech.words.start.sampleFolder, discard);
    });
  }

  /** Opens another publication once unsaved work was dealt with. */
  private instead(ask: Ask): Promise<void> {
    return this.workspace.leaving.first((discard) => this.show(ask, discard));
  }

  private async show(ask: Ask, discard: boolean): Promise<void> {
    const { workspace } = this;
    workspace.opening ??= "publication";
    try {
      const publication = await ask(discard);
      if (publication) workspace.showPublication(publication);
    } catch (reason) {
      this.failed(reason, ask);
    } finally {
      workspace.opening = null;
    }
    void this.refreshRecent();
    await workspace.openFirstArticle();
  }

  /** Rust knows of unsaved work that the window has forgotten, as after it was loaded again. */
  private failed(reason: unknown, ask: Ask): void {
    const failure = asFailure(reason);
    if (failure.code === "unsavedWork")
      this.workspace.leaving.ask(failure.detail.split(", "), (discard) => this.show(ask, discard));
    else this.workspace.announcements.failed("open", failure);
  }

  private async refreshRecent(): Promise<void> {
    try {
      this.recent = await this.host.recentPublications();
    } catch {
      // The list is a convenience; without it one opens a folder by hand.
      this.recent = [];
    }
  }
}
