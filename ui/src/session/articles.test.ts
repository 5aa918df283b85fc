import { expect, it } from "vitest";

import type { ArticleEntry } from "../host/wire";
import { listed } from "./articles";

const entry = (slug: string, title: string, date: string, status: string): ArticleEntry => ({
  ...{ slug, title, date, status },
  errors: 0,
  warnings: 0,
});

const articles = [
  entry("a", "コーヒーの朝", "2026-01-02", "published"),
  entry("b", "Harbour 10", "", "review"),
  entry("c", "Harbour 9", "2026-02-01", "draft"),
  entry("d", "Ｗａｓｈｉ", "2025-12-31", "mine"),
];
const slugs = (words: string, order: Parameters<typeof listed>[2] = "folder") =>
  listed(articles, words, order, "en")
    .map(({ slug }) => slug)
    .join("");

it("an article is found by words of its title or its folder, however they are written", () => {
  expect(slugs("")).toBe("abcd");
  expect(slugs("こーひー")).toBe("a");
  expect(slugs("HARB 9")).toBe("c");
  expect(slugs("washi")).toBe("d");
  expect(slugs("none")).toBe("");
});

it("articles stand in the order that is asked for", () => {
  expect(slugs("harbour", "title")).toBe("cb");
  expect(slugs("", "date")).toBe("cadb");
  expect(slugs("", "status")).toBe("cbad");
});
