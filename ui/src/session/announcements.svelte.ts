import type { Failure } from "../host/wire";

/** What was tried when something failed; the catalogue has the sentences. */
export type Attempt =
  | "open"
  | "save"
  | "export"
  | "edit"
  | "link"
  | "show"
  | "settings"
  | "personas"
  | "avatar"
  | "print"
  | "window";

/** A short word to the person. Good news goes by itself; a failure stays until it was seen. */
export type Announcement =
  | { readonly id: number; readonly kind: "done"; readonly text: string }
  | {
      readonly id: number;
      readonly kind: "failed";
      readonly attempt: Attempt;
      readonly failure: Failure;
      readonly retry: (() => void) | null;
    };

/** How long good news stays, in milliseconds. */
const shownFor = 4000;

/** What is said at the moment. */
export class Announcements {
  list = $state.raw<readonly Announcement[]>([]);
  private next = 0;

  done(text: string): void {
    const id = this.next++;
    // One piece of good news at a time: the older one is old news.
    this.list = [...this.list.filter(({ kind }) => kind !== "done"), { id, kind: "done", text }];
    setTimeout(() => {
      this.dismiss(id);
    }, shownFor);
  }

  /** The same attempt failing again replaces the announcement of its first failure. */
  failed(attempt: Attempt, failure: Failure, retry: (() => void) | null = null): void {
    const others = this.list.filter((one) => one.kind === "done" || one.attempt !== attempt);
    this.list = [...others, { id: this.next++, kind: "failed", attempt, failure, retry }];
  }

  /** The attempt succeeded after all. */
  succeeded(attempt: Attempt): void {
    this.list = this.list.filter((one) => one.kind === "done" || one.attempt !== attempt);
  }

  dismiss(id: number): void {
    this.list = this.list.filter((one) => one.id !== id);
  }
}
