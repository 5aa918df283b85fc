import type { Host } from "../host/host";
import type { Library } from "../host/wire";

const nothing: Library = { sources: [], personas: [], today: "" };

/** How long the text has to rest before what it names is asked for, in milliseconds. */
const rest = 400;

/**
 * All sources and personas of the publication. Rust is asked when the publication changes, and while someone looks at
 * them, when the text has come to rest after a change.
 */
export class LibraryStore {
  values = $state.raw<Library>(nothing);

  private watchers = 0;
  private stale = true;
  private asking = false;
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly host: Pick<Host, "library">) {}

  /** Keeps up with the text for as long as somebody looks. Answers how to stop. */
  watch(): () => void {
    this.watchers++;
    if (this.stale) void this.refresh();
    return () => {
      this.watchers--;
    };
  }

  /** The text of an article has changed. */
  textChanged(): void {
    this.stale = true;
    if (this.watchers === 0) return;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.refresh(), rest);
  }

  /** Asks anew. Whoever asks while an answer is on its way gets the one after it. */
  async refresh(): Promise<void> {
    this.stale = true;
    if (this.asking) return;
    this.asking = true;
    try {
      while (this.stale) {
        this.stale = false;
        this.values = await this.host.library();
      }
    } catch {
      // There is no publication any more, or it says itself what is wrong with it.
      this.values = nothing;
    } finally {
      this.asking = false;
    }
  }
}
