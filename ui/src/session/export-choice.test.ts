import { expect, test } from "vitest";

import { fileName, formats, isFolder, published } from "./export-choice";

test("a file is called after its folder", () => {
  expect(fileName("epub", "/home/someone/digest/")).toBe("digest.epub");
  expect(fileName("page", "market-morning")).toBe("market-morning.html");
  expect(fileName("zip", "")).toBe("kiku.zip");
  expect(fileName("json", "digest")).toBe("digest.json");
});

test("a folder has no ending", () => {
  const named = formats.filter((format) => fileName(format, "a") === "a");
  expect(named).toEqual(formats.filter(isFolder));
});

test("only what is published counts as published", () => {
  const article = (status: string) => ({ slug: "a", title: "a", status, date: "", errors: 0, warnings: 0 });
  expect(published([article("published"), article("draft"), article("review")])).toBe(1);
});
