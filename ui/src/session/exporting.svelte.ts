import { asFailure, type Host } from "../host/host";
import type { ExportAnswer, Failure } from "../host/wire";

type Done = Extract<ExportAnswer, { kind: "done" }>;

/** Where an export stands. */
export type ExportPhase =
  | { readonly kind: "idle" }
  | { readonly kind: "choosing" }
  | { readonly kind: "running"; readonly done: number; readonly total: number; readonly stopping: boolean }
  | { readonly kind: "done"; readonly answer: Done }
  | { readonly kind: "failed"; readonly failure: Failure };

/** One export at a time: choose a folder, write, show where it is. */
export class Exporting {
  phase = $state.raw<ExportPhase>({ kind: "idle" });

  constructor(private readonly host: Host) {}

  /** Asks for a folder, in a dialog with this title, and exports there. Answers how it ended, or `null` where nothing began. */
  async run(title: string): Promise<"done" | "cancelled" | "failed" | null> {
    if (this.phase.kind === "choosing" || this.phase.kind === "running") return null;
    this.phase = { kind: "choosing" };
    try {
      const out = await this.host.chooseFolder(title);
      if (out === null) {
        this.dismiss();
        return null;
      }
      return await this.write(out);
    } catch (reason) {
      this.phase = { kind: "failed", failure: asFailure(reason) };
      return "failed";
    }
  }

  progress(done: number, total: number): void {
    if (this.phase.kind === "running") this.phase = { ...this.phase, done, total };
  }

  /** Asks Rust to stop; the folder stays as it was before. */
  async stop(): Promise<void> {
    if (this.phase.kind !== "running") return;
    this.phase = { ...this.phase, stopping: true };
    await this.host.cancelExport();
  }

  dismiss(): void {
    this.phase = { kind: "idle" };
  }

  private async write(out: string): Promise<"done" | "cancelled"> {
    this.phase = { kind: "running", done: 0, total: 0, stopping: false };
    const answer = await this.host.exportSite(out);
    this.phase = answer.kind === "done" ? { kind: "done", answer } : { kind: "idle" };
    return answer.kind;
  }
}
