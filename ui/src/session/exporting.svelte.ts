import { asFailure, type Host } from "../host/host";
import type { ExportAnswer, ExportedArticles, ExportFormat, ExportWork, Failure } from "../host/wire";
import { isFolder } from "./export-choice";

type Done = Extract<ExportAnswer, { kind: "done" }>;

/** Where an export stands. */
export type ExportPhase =
  | { readonly kind: "idle" }
  | { readonly kind: "asking" }
  | { readonly kind: "choosing" }
  | {
      readonly kind: "running";
      readonly work: ExportWork;
      readonly done: number;
      readonly total: number;
      readonly stopping: boolean;
    }
  | { readonly kind: "done"; readonly answer: Done }
  | { readonly kind: "failed"; readonly failure: Failure };

/** What a person chose to write. */
export interface ExportChoice {
  readonly format: ExportFormat;
  readonly articles: ExportedArticles;
}

/** What the dialog that asks for a place says, and how a file is called unless the person calls it something else. */
export interface PlaceWords {
  readonly folder: string;
  readonly file: string;
  readonly name: string;
}

/** One export at a time: choose what and where, write, show where it is and what readers would stumble over. */
export class Exporting {
  phase = $state.raw<ExportPhase>({ kind: "idle" });
  /** What was chosen last. */
  choice = $state.raw<ExportChoice>({ format: "site", articles: { kind: "published" } });

  constructor(private readonly host: Host) {}

  /** Whether a question could be asked now. */
  ask(): boolean {
    if (this.phase.kind === "choosing" || this.phase.kind === "running") return false;
    this.phase = { kind: "asking" };
    return true;
  }

  /** Asks for a place and exports there. Answers how it ended, or `null` where nothing began. */
  async run(choice: ExportChoice, words: PlaceWords): Promise<"done" | "cancelled" | "failed" | null> {
    if (this.phase.kind === "choosing" || this.phase.kind === "running") return null;
    this.choice = choice;
    this.phase = { kind: "choosing" };
    try {
      const out = isFolder(choice.format)
        ? await this.host.chooseFolder(words.folder)
        : await this.host.chooseFile(words.file, words.name);
      if (out === null) {
        this.phase = { kind: "asking" };
        return null;
      }
      return await this.write(choice, out);
    } catch (reason) {
      this.phase = { kind: "failed", failure: asFailure(reason) };
      return "failed";
    }
  }

  progress(work: ExportWork, done: number, total: number): void {
    if (this.phase.kind === "running") this.phase = { ...this.phase, work, done, total };
  }

  /** Asks Rust to stop; what stood there stays as it was before. */
  async stop(): Promise<void> {
    if (this.phase.kind !== "running") return;
    this.phase = { ...this.phase, stopping: true };
    await this.host.cancelExport();
  }

  dismiss(): void {
    this.phase = { kind: "idle" };
  }

  private async write(choice: ExportChoice, out: string): Promise<"done" | "cancelled"> {
    this.phase = { kind: "running", work: "articles", done: 0, total: 0, stopping: false };
    const answer = await this.host.export({ ...choice, out });
    this.phase = answer.kind === "done" ? { kind: "done", answer } : { kind: "idle" };
    return answer.kind;
  }
}
