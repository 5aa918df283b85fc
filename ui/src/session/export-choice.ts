import type { ArticleEntry, ExportFormat } from "../host/wire";

/** The formats in the order in which they are offered. */
export const formats: readonly ExportFormat[] = ["site", "zip", "epub", "page", "markdown", "json"];

/** Whether what is written is a folder and not a file. */
export function isFolder(format: ExportFormat): boolean {
  return format === "site" || format === "markdown";
}

/** How a file is called: the publication's or the article's folder, in the format's ending. */
export function fileName(format: ExportFormat, folder: string): string {
  const endings: Record<ExportFormat, string> = {
    site: "",
    zip: ".zip",
    epub: ".epub",
    page: ".html",
    markdown: "",
    json: ".json",
  };
  const name = folder.split(/[\\/]/).findLast((part) => part !== "") ?? "kiku";
  return name + endings[format];
}

/** How many articles readers may see. */
export function published(articles: readonly ArticleEntry[]): number {
  return articles.filter((article) => article.status === "published").length;
}
