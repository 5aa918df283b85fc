import { expect, it } from "vitest";

import { sourceStops, spliced, type Block } from "./blocks";

const block = (html: string, lines = 1): Block => ({ html, lines });

it("a patch replaces, inserts and removes without touching the list it was given", () => {
  const list = [block("a"), block("b"), block("c")];
  const html = (start: number, remove: number, ...insert: Block[]) =>
    spliced(list, { start, remove, insert })
      .map((one) => one.html)
      .join("");
  expect(html(1, 1, block("x"), block("y"))).toBe("axyc");
  expect(html(3, 0, block("d"))).toBe("abcd");
  expect(html(0, 3)).toBe("");
  expect(list).toHaveLength(3);
});

it("blocks without source have no stop of their own", () => {
  // header, table of contents, chapter, references
  expect(sourceStops([10, 0, 4, 0])).toEqual({ starts: [0, 10, 14], blocks: [0, 2, 3] });
});

it("an empty page has one stop, at its start", () => {
  expect(sourceStops([])).toEqual({ starts: [0], blocks: [0] });
});
