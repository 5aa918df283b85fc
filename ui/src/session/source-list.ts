/** Which sources a list shows, and in which order. */
import type { LibrarySource } from "../host/wire";
import { folded } from "../text/folding";

export const filters = ["all", "here", "unused", "twins"] as const;
export type Filter = (typeof filters)[number];

export const orders = ["title", "newest", "uses"] as const;
export type Order = (typeof orders)[number];

/** A source and its place in the library, by which others refer to it. */
export interface Listed {
  readonly source: LibrarySource;
  readonly index: number;
}

/** The sources that have every word of `query` in one of their fields. Width, case and kana do not matter. */
export function sought(query: string, sources: readonly LibrarySource[]): Listed[] {
  const words = query.split(/\s+/).map(folded).filter(Boolean);
  const listed = sources.map((source, index) => ({ source, index }));
  if (words.length === 0) return listed;
  return listed.filter(({ source }) => {
    const text = folded(
      [
        source.key,
        source.title,
        source.site,
        ...source.authors,
        source.published,
        source.url,
        source.file,
      ].join("\n"),
    );
    return words.every((word) => text.includes(word));
  });
}

/** Those that pass a filter; `slug` is the open article. */
export function filtered(listed: readonly Listed[], filter: Filter, slug: string | null): Listed[] {
  return listed.filter(({ source }) => {
    switch (filter) {
      case "all":
        return true;
      case "here":
        return source.slug === slug || source.uses.some((place) => place.slug === slug);
      case "unused":
        return source.uses.length === 0;
      case "twins":
        return source.twins.length > 0;
    }
  });
}

/** In order, by the rules of this language. */
export function sorted(listed: readonly Listed[], order: Order, language: string): Listed[] {
  const { compare } = new Intl.Collator(language, { numeric: true });
  const byTitle = (a: Listed, b: Listed) => compare(nameOf(a.source), nameOf(b.source)) || a.index - b.index;
  const ways: Record<Order, (a: Listed, b: Listed) => number> = {
    title: byTitle,
    newest: (a, b) => b.source.published.localeCompare(a.source.published) || byTitle(a, b),
    uses: (a, b) => b.source.uses.length - a.source.uses.length || byTitle(a, b),
  };
  return [...listed].sort(ways[order]);
}

/** What a source is called: its title, or what else is known of it. */
export function nameOf(source: LibrarySource): string {
  return source.title || source.key || source.url;
}

/** The site and the date, as far as they are known. */
export function factsOf(source: Pick<LibrarySource, "site" | "published">): string {
  return [source.site, source.published].filter(Boolean).join(" · ");
}
