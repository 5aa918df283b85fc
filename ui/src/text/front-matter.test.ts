import { Text } from "@codemirror/state";
import { expect, it } from "vitest";

import { frontMatterEnd, frontMatterKeys, frontMatterLanguage, frontMatterStatus } from "./front-matter";

const text = (words: string) => Text.of(words.split("\n"));

it("ends with the line that closes it", () => {
  expect(frontMatterEnd(text("---\ntitle: a\n---\n\nbody"))).toBe("---\ntitle: a\n---".length);
});

it.each(["", "body", "---", "---\nnever closed", " ---\ntitle: a\n---", "text\n---\nmore\n---"])(
  "does not exist in %j",
  (words) => {
    expect(frontMatterEnd(text(words))).toBe(0);
    expect(frontMatterKeys(text(words))).toEqual([]);
  },
);

it("tells the keys at its left margin", () => {
  const doc = text("---\ntitle: a\ncover:\n  image: b\n# note: c\ntags: [d]\n---\nbody: e");
  expect(frontMatterKeys(doc)).toEqual(["title", "cover", "tags"]);
});

it("tells the article's language", () => {
  expect(frontMatterLanguage(text("---\ntitle: a\nlanguage: 'en-GB'\n---"))).toBe("en-GB");
  expect(frontMatterLanguage(text("---\ntitle: a\n---\nlanguage: en"))).toBeNull();
  expect(frontMatterLanguage(text("---\nmeta:\n  language: en\n---"))).toBeNull();
});

it("tells the article's status", () => {
  expect(frontMatterStatus(text('---\ntitle: a\nstatus: "review" # by hand\n---'))).toBe("review");
  expect(frontMatterStatus(text("---\ntitle: a\nstatus:\n---\nstatus: draft"))).toBe("");
});
