/** What a search found, as the list shows it. */
import type { FoundArticle, FoundMatch, ReplaceException } from "../../host/wire";

/** A match in the list. */
export interface Place {
  /** Tells it from every other, also after the text around it has moved. */
  readonly key: string;
  readonly slug: string;
  /** Which match of its article it is, counted from zero. */
  readonly index: number;
  readonly match: FoundMatch;
}

/** An article in the list. */
export interface Group {
  readonly slug: string;
  /** All its matches, shown or not. */
  readonly matches: number;
  readonly places: readonly Place[];
}

/** The articles with their matches. */
export function grouped(articles: readonly FoundArticle[]): Group[] {
  return articles.map(({ slug, matches, shown }) => {
    // Two places with the same words around them are told apart by their order.
    const seen = new Map<string, number>();
    const places = shown.map((match, index): Place => {
      const words = [slug, match.before, match.words, match.after].join("\n");
      const nth = seen.get(words) ?? 0;
      seen.set(words, nth + 1);
      return { key: `${words}\n${String(nth)}`, slug, index, match };
    });
    return { slug, matches, places };
  });
}

/** What stays as it is: articles by their slugs, and single matches by their keys. */
export function exceptions(groups: readonly Group[], leftOut: ReadonlySet<string>): ReplaceException[] {
  return groups.flatMap(({ slug, places }): ReplaceException[] => {
    if (leftOut.has(slug)) return [{ slug, matches: null }];
    const matches = places.filter(({ key }) => leftOut.has(key)).map(({ index }) => index);
    return matches.length > 0 ? [{ slug, matches }] : [];
  });
}

/** How many matches are to be replaced, in how many articles. */
export function chosen(
  groups: readonly Group[],
  leftOut: ReadonlySet<string>,
): { matches: number; articles: number } {
  const counts = groups
    .filter(({ slug }) => !leftOut.has(slug))
    .map(({ matches, places }) => matches - places.filter(({ key }) => leftOut.has(key)).length)
    .filter((count) => count > 0);
  return { matches: counts.reduce((sum, count) => sum + count, 0), articles: counts.length };
}

/** The place after or before another in the whole list, around its end; the first or last where there is none yet. */
export function stepped(groups: readonly Group[], from: string | null, step: 1 | -1): Place | null {
  const places = groups.flatMap((group) => group.places);
  const at = places.findIndex(({ key }) => key === from);
  if (at < 0) return places.at(step > 0 ? 0 : -1) ?? null;
  return places[(at + step + places.length) % places.length] ?? null;
}

/** Words in a list of single lines: ends of lines are signs. */
export function onOneLine(words: string): string {
  return words.replaceAll("\n", "↵");
}
