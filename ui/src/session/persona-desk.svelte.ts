import { asFailure, type Host } from "../host/host";
import type { LibraryPersona, PersonaForm, PersonaRequest } from "../host/wire";
import { speech } from "../words/speech.svelte";
import { bytesOf, chosenFile, tellingName } from "./pictures.svelte";
import type { Workspace } from "./workspace.svelte";

/** What the dialog of a persona is about: somebody, or somebody new. */
export interface PersonaTask {
  readonly persona: LibraryPersona | null;
}

export const emptyPersona: PersonaForm = { id: "", name: "", avatar: "", onRight: false, voice: "" };

/** Changing who speaks. */
export class PersonaDesk {
  task = $state.raw<PersonaTask | null>(null);

  constructor(
    private readonly host: Pick<Host, "changePersonas" | "chooseImage" | "chosenImage" | "storePortrait">,
    private readonly workspace: Workspace,
  ) {}

  /** Asks about somebody, or about somebody new. */
  begin(persona: LibraryPersona | null): void {
    this.task = { persona };
  }

  /** Asks for a picture in the system's dialog. */
  async choosePicture(): Promise<File | null> {
    try {
      return await chosenFile(this.host, speech.words.personas.chooseAvatar);
    } catch (reason) {
      this.workspace.announcements.failed("image", asFailure(reason));
      return null;
    }
  }

  /** Makes what was filled in so, everywhere; `picture` is stored first, where there is a new one. */
  async finish(filledIn: PersonaForm, picture: File | null): Promise<void> {
    const before = this.task?.persona?.fields ?? null;
    this.task = null;
    const form = picture ? await this.withPicture(filledIn, picture) : filledIn;
    if (!form) return;
    const renamed = before !== null && before.id !== form.id;
    const request: PersonaRequest = before ? { kind: "change", id: before.id, form } : { kind: "add", form };
    if (!(await this.ask(request))) return;
    if (renamed)
      await this.workspace.revise(
        () => ({ kind: "renameSpeaker", from: before.id, to: form.id }),
        () => ({ stay: true }),
      );
    this.workspace.announcements.done(speech.words.personas.done);
  }

  async remove(id: string): Promise<void> {
    this.task = null;
    if (await this.ask({ kind: "remove", id }))
      this.workspace.announcements.done(speech.words.personas.removed);
  }

  private async withPicture(form: PersonaForm, picture: File): Promise<PersonaForm | null> {
    try {
      const bytes = await bytesOf(picture);
      const name = tellingName(picture.name, form.name || form.id);
      return { ...form, avatar: (await this.host.storePortrait(name, bytes)).path };
    } catch (reason) {
      this.workspace.announcements.failed("image", asFailure(reason));
      return null;
    }
  }

  private async ask(request: PersonaRequest): Promise<boolean> {
    try {
      const { article } = this.workspace;
      await article?.settled();
      const answer = await this.host.changePersonas(article?.slug ?? null, request);
      if (answer.kind === "refused") this.workspace.announcements.done(answer.reason[speech.language]);
      return answer.kind === "changed";
    } catch (reason) {
      this.workspace.announcements.failed("personas", asFailure(reason));
      return false;
    } finally {
      void this.workspace.library.refresh();
    }
  }
}
