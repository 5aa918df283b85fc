import type { PublicationForm, PublicationProblem, PublicationSetting } from "../host/wire";
import type { PublicationDesk } from "./publication-desk.svelte";
import { caughtUp, changesBetween, hindrance, valuesOf, type PublicationValues } from "./publication-form";

/** What a person filled in of the publication's settings, and what is wrong with it. */
export class PublicationEntries {
  values: Record<PublicationSetting, string>;
  problems: readonly PublicationProblem[];
  /** What became of the last try to save, in a sentence; empty where there was none. */
  refusal = $state("");
  /** The settings that both the person and somebody else changed. */
  moved = $state.raw<readonly PublicationSetting[]>([]);
  /** A logo that is not stored yet. */
  logo = $state.raw<File | null>(null);
  /** The address that shows the logo; `null` where there is none. */
  picture: string | null;
  file: PublicationValues;

  readonly changes = $derived.by(() => changesBetween(this.file, this.values));
  readonly touched = $derived.by(() => this.changes.length > 0 || this.logo !== null);

  constructor(
    private readonly desk: PublicationDesk,
    form: PublicationForm,
  ) {
    this.file = $state.raw(valuesOf(form));
    this.values = $state({ ...this.file });
    this.problems = $state.raw(form.problems);
    this.picture = $state(form.logo);
  }

  problemOf(setting: PublicationSetting): PublicationProblem | null {
    return this.problems.find((problem) => problem.setting === setting) ?? null;
  }

  /** Finds out what is wrong with what is filled in now. */
  async look(): Promise<void> {
    const { changes } = this;
    const found = await this.desk.problemsAfter(changes);
    // What was typed meanwhile will be looked at by itself.
    if (found && changes === this.changes) this.problems = found;
  }

  /** Gives a setting one of two values. The usual one is not written, unless the file says so already. */
  choose(setting: PublicationSetting, special: string, on: boolean): void {
    const said = this.file[setting];
    this.values[setting] = on ? special : said === special ? "" : said;
  }

  /** Takes another logo, or none. */
  showLogo(file: File | null): void {
    this.forgetPicture();
    this.logo = file;
    this.picture = file && URL.createObjectURL(file);
    this.values.logo = "";
  }

  /** Lets go of the picture that is not stored. */
  forgetPicture(): void {
    if (this.logo && this.picture) URL.revokeObjectURL(this.picture);
  }

  /** Writes what was filled in. Answers with the setting that hinders it; `null` where nothing does. */
  async save(): Promise<PublicationSetting | null> {
    this.refusal = "";
    await this.look();
    const hindering = hindrance(this.changes, this.problems);
    if (hindering !== null) return hindering;
    const changes = this.changes.filter(({ setting }) => !this.logo || setting !== "logo");
    const outcome = await this.desk.save(changes, this.logo, this.file.logo);
    if (outcome.kind === "refused") this.refusal = outcome.reason;
    if (outcome.kind === "moved") await this.catchUp(outcome.form);
    return null;
  }

  private async catchUp(form: PublicationForm): Promise<void> {
    const now = valuesOf(form);
    this.moved = this.changes.map(({ setting }) => setting).filter((one) => now[one] !== this.file[one]);
    this.values = { ...caughtUp(this.file, this.values, now) };
    this.file = now;
    if (!this.logo) this.picture = form.logo;
    await this.look();
  }
}
