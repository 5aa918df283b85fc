import type { ArticleEntry, ArticleTemplate } from "../host/wire";

/** Which article stands first. */
export const sortOrders = ["folder", "title", "date", "status"] as const;

export type SortOrder = (typeof sortOrders)[number];

/** What an article may start with, in the order in which it is offered. */
export const templates: readonly ArticleTemplate[] = ["empty", "explainer", "questions"];

/** What an article may be, from its beginning to its end. */
export const statuses = ["draft", "review", "approved", "published"] as const;

/** The articles whose title or folder holds every one of the words, in the order that is asked for. */
export function listed(
  articles: readonly ArticleEntry[],
  words: string,
  order: SortOrder,
  language: string,
): readonly ArticleEntry[] {
  const sought = plain(words).split(" ").filter(Boolean);
  const found = articles.filter(({ title, slug }) => {
    const text = plain(`${title} ${slug}`);
    return sought.every((word) => text.includes(word));
  });
  if (order === "folder") return found;
  const { compare } = new Intl.Collator(language, { numeric: true });
  const place = ({ status }: ArticleEntry) => {
    const at = statuses.findIndex((known) => known === status);
    return at < 0 ? statuses.length : at;
  };
  const by: Record<Exclude<SortOrder, "folder">, (one: ArticleEntry, other: ArticleEntry) => number> = {
    title: (one, other) => compare(one.title, other.title),
    // The newest first; what names no day is news of no day.
    date: (one, other) => other.date.localeCompare(one.date),
    status: (one, other) => place(one) - place(other),
  };
  return [...found].sort(by[order]);
}

/** Without the differences that one does not think of when seeking: case, width, the two kinds of kana. */
function plain(text: string): string {
  const hiragana = (letter: string) => String.fromCharCode(letter.charCodeAt(0) - 0x60);
  return text
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[\u30a1-\u30f6]/g, hiragana)
    .replace(/\s+/g, " ");
}
