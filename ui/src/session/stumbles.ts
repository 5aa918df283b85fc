/**
 * Whether showing an article ends the process that draws the window. That process comes back by itself and opens what was
 * open, so an article that ends it again and again would leave no moment to do anything else.
 */

/** After how many ends in a row an article is no longer opened by itself. */
const most = 2;

/** How long an article has to be shown to be trusted again, in milliseconds. */
const trusted = 10_000;

const key = "kiku.opening";

interface Opening {
  readonly name: string;
  /** How often it was begun without a quiet end. */
  readonly times: number;
}

/** What is remembered of the article that is being shown; a name is unique among all publications. */
export class Stumbles {
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly storage: Pick<Storage, "getItem" | "setItem" | "removeItem">) {}

  /** An article is about to be shown. */
  begin(name: string): void {
    clearTimeout(this.timer);
    const opening: Opening = { name, times: this.timesOf(name) + 1 };
    this.storage.setItem(key, JSON.stringify(opening));
    this.timer = setTimeout(() => {
      this.end();
    }, trusted);
  }

  /** Nothing is shown any more, or all is well. */
  end(): void {
    clearTimeout(this.timer);
    this.storage.removeItem(key);
  }

  /** Whether an article must not be opened without being asked for. */
  holdsBack(name: string): boolean {
    return this.timesOf(name) >= most;
  }

  private timesOf(name: string): number {
    try {
      const opening = JSON.parse(this.storage.getItem(key) ?? "null") as Partial<Opening> | null;
      return opening?.name === name && typeof opening.times === "number" ? opening.times : 0;
    } catch {
      return 0;
    }
  }
}
