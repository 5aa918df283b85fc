import { asFailure, type Host } from "../host/host";
import type { LibraryPersona, PersonaForm, PersonaRequest } from "../host/wire";
import { speech } from "../words/speech.svelte";
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
    private readonly host: Pick<Host, "changePersonas">,
    private readonly workspace: Workspace,
  ) {}

  /** Asks about somebody, or about somebody new. */
  begin(persona: LibraryPersona | null): void {
    this.task = { persona };
  }

  /** Makes what was filled in so, everywhere. */
  async finish(form: PersonaForm): Promise<void> {
    const before = this.task?.persona?.fields ?? null;
    this.task = null;
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
