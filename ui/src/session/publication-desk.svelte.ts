import { asFailure, type Host } from "../host/host";
import type { PublicationChange, PublicationForm, PublicationProblem } from "../host/wire";
import { speech } from "../words/speech.svelte";
import { bytesOf, chosenFile, tellingName } from "./pictures.svelte";
import type { SettingsStore } from "./settings.svelte";
import type { Workspace } from "./workspace.svelte";

/** What became of changes; the person's entries are to stay unless they are `saved`. */
export type Outcome =
  | { readonly kind: "saved" }
  /** The file is another by now. */
  | { readonly kind: "moved"; readonly form: PublicationForm }
  | { readonly kind: "refused"; readonly reason: string };

type Asked = Pick<
  Host,
  | "publicationForm"
  | "publicationProblems"
  | "changePublication"
  | "openPublicationFile"
  | "chooseImage"
  | "chosenImage"
  | "storeLogo"
>;

/** The settings of the publication. */
export class PublicationDesk {
  /** What the dialog shows at first; `null` while there is none. */
  form = $state.raw<PublicationForm | null>(null);

  constructor(
    private readonly host: Asked,
    private readonly workspace: Workspace,
    private readonly colours: () => SettingsStore["values"]["theme"],
  ) {}

  async begin(): Promise<void> {
    try {
      this.form = await this.host.publicationForm(this.colours());
    } catch (reason) {
      this.workspace.announcements.failed("publication", asFailure(reason));
    }
  }

  /** What would be wrong after these changes; `null` where nobody can say. */
  async problemsAfter(changes: PublicationChange[]): Promise<readonly PublicationProblem[] | null> {
    try {
      return await this.host.publicationProblems(changes);
    } catch {
      return null;
    }
  }

  /** Writes what was changed; `logo` is stored first, where there is a new one. */
  async save(changes: readonly PublicationChange[], logo: File | null, from: string): Promise<Outcome> {
    try {
      const all = [...changes];
      if (logo) all.push({ setting: "logo", from, to: await this.stored(logo) });
      const answer = await this.host.changePublication(all);
      if (answer.kind === "refused") return { kind: "refused", reason: answer.reason[speech.language] };
      if (answer.kind === "moved")
        return { kind: "moved", form: await this.host.publicationForm(this.colours()) };
      this.form = null;
      this.workspace.announcements.done(speech.words.publication.done);
      return { kind: "saved" };
    } catch (reason) {
      const { code } = asFailure(reason);
      const { why, safe, todo } = speech.words.failure;
      return { kind: "refused", reason: [why[code], safe.publication, todo[code]].join(" ") };
    }
  }

  /** Asks for a picture in the system's dialog. */
  async choosePicture(): Promise<File | null> {
    try {
      return await chosenFile(this.host, speech.words.publication.chooseLogo);
    } catch (reason) {
      this.workspace.announcements.failed("image", asFailure(reason));
      return null;
    }
  }

  /** Shows the file to who wants to write what no form has. */
  async openFile(): Promise<void> {
    try {
      await this.host.openPublicationFile();
    } catch (reason) {
      this.workspace.announcements.failed("show", asFailure(reason));
    }
  }

  private async stored(logo: File): Promise<string> {
    return (await this.host.storeLogo(tellingName(logo.name, "logo"), await bytesOf(logo))).path;
  }
}
