import { describe, expect, it } from "vitest";

import { fileSize, isSpaced, languageName, manuscriptPages } from "./format";
import { languages, preferred } from "./languages";

/** Every key of a catalogue with the kind of what it holds: `save.saved: string`. */
function shape(value: unknown, path = ""): string[] {
  if (typeof value !== "object" || value === null) return [`${path}: ${typeof value}`];
  return Object.entries(value)
    .flatMap(([key, inner]) => shape(inner, path ? `${path}.${key}` : key))
    .sort();
}

/** Every sentence of a catalogue; those that are made with a number or a name, with "1" and "2". */
function sentences(value: unknown): string[] {
  if (typeof value === "string") return [value];
  if (typeof value === "function") return [String((value as (a: string, b: string) => unknown)("1", "2"))];
  return Object.values(value as object).flatMap(sentences);
}

describe("the catalogues", () => {
  it("have the same keys", () => {
    expect(shape(languages.en)).toEqual(shape(languages.ja));
  });

  it.each(Object.entries(languages))("leave nothing empty in %s", (_tag, words) => {
    expect(sentences(words).filter((sentence) => sentence.trim() === "")).toEqual([]);
  });

  it("leave no English in the Japanese one", () => {
    const names =
      /Alt\+Enter|Kiku|PDF|ZIP|EPUB|HTML|UTF-8|publication\.toml|article\.md|https?:|DOI|BibTeX|CSL|JSON|YAML|Markdown/g;
    expect(
      sentences(languages.ja).filter((sentence) => /[A-Za-z]{3,}/.test(sentence.replace(names, ""))),
    ).toEqual([]);
  });
});

it("the first language that is spoken is chosen, English for all others", () => {
  expect(preferred(["fr-FR", "ja-JP", "en"])).toBe("ja");
  expect(preferred(["EN-GB"])).toBe("en");
  expect(preferred(["fr"])).toBe("en");
  expect(preferred([])).toBe("en");
});

it("English counts what there is one of", () => {
  expect(languages.en.problems.count(1)).toBe("1 problem");
  expect(languages.en.problems.count(1200)).toBe("1,200 problems");
  expect(languages.ja.problems.count(2)).toBe("2件");
});

it("manuscript pages are begun pages of 400 characters", () => {
  expect([0, 1, 400, 401, 3412].map(manuscriptPages)).toEqual([0, 1, 1, 2, 9]);
});

it("a text that parts its words is told from one that does not", () => {
  const counts = (characters: number, words: number) => ({ characters, words, minutes: 1 });
  expect(isSpaced(counts(6000, 1300))).toBe(true);
  expect(isSpaced(counts(3400, 40))).toBe(false);
  expect(isSpaced(counts(0, 0))).toBe(false);
});

it("sizes are told as file managers tell them", () => {
  expect(fileSize(512, "en")).toBe("512 byte");
  expect(fileSize(1500, "en")).toBe("1.5 kB");
  expect(fileSize(267_000, "en")).toBe("267 kB");
  expect(fileSize(12_345_678, "en")).toBe("12 MB");
});

it("languages are named in the window's language", () => {
  expect(languageName("ja", "en")).toBe("Japanese");
  expect(languageName("en", "ja")).toBe("英語");
  expect(languageName("not a tag", "en")).toBe("not a tag");
});
