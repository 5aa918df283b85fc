/** Where one was in each article, and how long it is to become; kept from one start to the next. */

/** What is remembered of an article. */
export interface Place {
  /** Where the selection starts and ends, in UTF-16 units. */
  readonly anchor?: number;
  readonly head?: number;
  /** The line at the top of the window, counted from zero, with the part of it that is scrolled past. */
  readonly top?: number;
  /** The ranges that were folded, and the length of the text that they stand in. */
  readonly folds?: readonly (readonly [number, number])[];
  readonly length?: number;
  /** How many characters, or words, the article is to have. */
  readonly target?: number;
}

/** How many articles of one publication are remembered: those that were left last. */
const most = 200;

/** How many folds of one article. */
const mostFolds = 100;

/** The places of one publication. */
export class Places {
  private readonly key: string;
  private readonly bySlug: Map<string, Place>;

  /** `path` is the publication's folder. */
  constructor(
    path: string,
    private readonly storage: Pick<Storage, "getItem" | "setItem">,
  ) {
    this.key = `kiku.places:${path}`;
    this.bySlug = new Map(Object.entries(parsed(storage.getItem(this.key))));
  }

  of(slug: string): Place {
    return this.bySlug.get(slug) ?? {};
  }

  /** Remembers something of an article; what is not named stays. */
  remember(slug: string, part: Place): void {
    const place = { ...this.of(slug), ...part };
    this.bySlug.delete(slug);
    this.bySlug.set(slug, place.folds ? { ...place, folds: place.folds.slice(0, mostFolds) } : place);
    for (const oldest of this.bySlug.keys()) {
      if (this.bySlug.size <= most) break;
      this.bySlug.delete(oldest);
    }
    this.write();
  }

  /** The article that was called `from` is called `to`. */
  rename(from: string, to: string): void {
    const place = this.bySlug.get(from);
    if (!this.bySlug.delete(from) || !place) return;
    this.bySlug.set(to, place);
    this.write();
  }

  private write(): void {
    try {
      this.storage.setItem(this.key, JSON.stringify(Object.fromEntries(this.bySlug)));
    } catch {
      // A full store costs a place, and no work.
    }
  }
}

function parsed(text: string | null): Record<string, Place> {
  try {
    const value: unknown = JSON.parse(text ?? "{}");
    return typeof value === "object" && value !== null ? (value as Record<string, Place>) : {};
  } catch {
    return {};
  }
}
