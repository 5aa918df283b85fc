import type { Failure } from "../host/wire";

/** What was tried when something failed; the catalogue has the sentences. */
export type Attempt =
  | "open"
  | "article"
  | "save"
  | "copy"
  | "export"
  | "edit"
  | "link"
  | "show"
  | "settings"
  | "readSettings"
  | "personas"
  | "publication"
  | "replace"
  | "avatar"
  | "print"
  | "window"
  | "image"
  | "recovery"
  | "journal"
  | "history"
  | "screen";

/** What can be done about news, such as taking it back. */
export interface Action {
  readonly label: string;
  readonly run: () => void;
}

/** A short word to the person. Good news goes by itself; a failure stays until it was seen. */
export type Announcement =
  | { readonly id: number; readonly kind: "done"; readonly text: string; readonly action: Action | null }
  | {
      readonly id: number;
      readonly kind: "failed";
      readonly attempt: Attempt;
      readonly failure: Failure;
      readonly retry: (() => void) | null;
      /** A way around it. */
      readonly action: Action | null;
    };

/** How long good news stays, in milliseconds. */
const shownFor = 4000;

/** How long good news stays that one may want to take back, in milliseconds. */
const offeredFor = 10_000;

/** What is said at the moment. */
export class Announcements {
  list = $state.raw<readonly Announcement[]>([]);
  private next = 0;

  done(text: string, action: Action | null = null): void {
    const id = this.next++;
    // One piece of good news at a time: the older one is old news.
    this.list = [...this.list.filter(({ kind }) => kind !== "done"), { id, kind: "done", text, action }];
    setTimeout(
      () => {
        this.dismiss(id);
      },
      action ? offeredFor : shownFor,
    );
  }

  /** The same attempt failing again replaces the announcement of its first failure. */
  failed(
    attempt: Attempt,
    failure: Failure,
    retry: (() => void) | null = null,
    action: Action | null = null,
  ): void {
    const others = this.list.filter((one) => one.kind === "done" || one.attempt !== attempt);
    this.list = [...others, { id: this.next++, kind: "failed", attempt, failure, retry, action }];
  }

  /** The attempt succeeded after all. */
  succeeded(attempt: Attempt): void {
    this.list = this.list.filter((one) => one.kind === "done" || one.attempt !== attempt);
  }

  dismiss(id: number): void {
    this.list = this.list.filter((one) => one.id !== id);
  }
}
