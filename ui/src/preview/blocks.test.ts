import { describe, expect, it } from "vitest";

import { BlockList, type Block, type BlockPatch } from "./blocks";

const block = (id: number, html: string, lines = 1): Block => ({ id, html, lines });
const patch = (changes: Partial<BlockPatch>): BlockPatch => ({
  ...{ remove: [], insert: [], replace: [], lines: [] },
  ...changes,
});
const html = (list: BlockList) => [...list].map((entry) => entry.html).join("");

/** A list of blocks with these numbers of lines, named a, b, c; their ids count from 1. */
function listOf(...lines: number[]): BlockList {
  const list = new BlockList();
  const insert = lines.map((count, at) => ({
    after: at,
    block: block(at + 1, String.fromCharCode(97 + at), count),
  }));
  list.apply(patch({ insert }));
  return list;
}

describe("a patch", () => {
  it("takes out, puts in and replaces by id, in that order", () => {
    const list = listOf(1, 1, 1);
    const insert = [
      { after: 0, block: block(4, "x") },
      { after: 4, block: block(5, "y") },
      { after: 3, block: block(6, "z") },
    ];
    list.apply(patch({ remove: [1], insert, replace: [block(2, "B")] }));
    expect(html(list)).toBe("xyBcz");
    expect(list.get(1)).toBeNull();
    expect(list.get(2)?.html).toBe("B");
  });

  it("leaves what it does not name as it is", () => {
    const list = listOf(1, 1, 1);
    const [first, , last] = list;
    list.apply(patch({ remove: [2], insert: [{ after: 1, block: block(4, "x") }] }));
    expect([list.get(1), list.get(3)]).toEqual([first, last]);
    expect(list.get(3)).toBe(last);
  });

  it("that names what does not exist changes nothing", () => {
    const list = listOf(1);
    list.apply(patch({ remove: [7, 0], replace: [block(8, "x")], lines: [{ id: 9, lines: 3 }] }));
    expect(html(list)).toBe("a");
  });
});

describe("the whole list", () => {
  it("is a patch that builds it anew", () => {
    const list = listOf(2, 0, 1);
    const again = new BlockList();
    again.apply(list.whole());
    expect(html(again)).toBe("abc");
    expect(again.stops().starts).toEqual(list.stops().starts);
  });

  it("goes with a patch too", () => {
    const list = listOf(1, 2);
    list.apply(list.nothing());
    expect([...list]).toEqual([]);
    expect(list.first).toBeNull();
  });
});

describe("where source starts", () => {
  const stops = (list: BlockList) => {
    const { starts, entries } = list.stops();
    return { starts, blocks: entries.map((entry) => entry?.html ?? null) };
  };

  it("blocks without source have no stop of their own", () => {
    // header, table of contents, chapter, references
    expect(stops(listOf(10, 0, 4, 0))).toEqual({ starts: [0, 10, 14], blocks: ["a", "c", "d"] });
  });

  it("an empty page has one stop, at its start", () => {
    expect(stops(new BlockList())).toEqual({ starts: [0], blocks: [null] });
  });

  it("follows the lines that come and go", () => {
    const list = listOf(10, 1, 4);
    expect(list.stops().starts).toEqual([0, 10, 11, 15]);
    list.apply(patch({ lines: [{ id: 1, lines: 12 }], replace: [block(2, "b", 2)] }));
    expect(stops(list)).toEqual({ starts: [0, 12, 14, 18], blocks: ["a", "b", "c", null] });
    list.apply(patch({ remove: [2] }));
    expect(list.stops().starts).toEqual([0, 12, 16]);
  });

  it("is not counted again while no line moves", () => {
    const list = listOf(10, 1);
    const before = list.stops();
    list.apply(patch({ replace: [block(2, "B")] }));
    expect(list.stops()).toBe(before);
  });
});
