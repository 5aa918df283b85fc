import { expect, it } from "vitest";

import type { LibrarySource } from "../host/wire";
import { filtered, sorted, sought } from "./source-list";

const source = (title: string, more: Partial<LibrarySource> = {}): LibrarySource => ({
  ...{ key: "", kind: "", title, site: "", authors: [], published: "", url: "", image: null },
  ...{ file: "", slug: null, line: 0, uses: [], twins: [] },
  ...more,
});

const used = [{ slug: "a", line: 1 }];
const library = [
  source("市場の朝", { site: "中央市場ニュース", published: "2025-03", uses: used }),
  source("Harbour", { authors: ["Ann Doe"], published: "2026", twins: [0] }),
  source("和紙", { slug: "b" }),
];

const titles = (listed: readonly { source: LibrarySource }[]) => listed.map(({ source }) => source.title);

it.each([
  ["ﾆｭｰｽ", ["市場の朝"]],
  ["にゅーす 2025", ["市場の朝"]],
  ["ＡＮＮ", ["Harbour"]],
  ["市場 harbour", []],
  ["", ["市場の朝", "Harbour", "和紙"]],
])("%j finds %j", (query, expected) => {
  expect(titles(sought(query, library))).toEqual(expected);
});

it("filters tell what is used here, unused, or there twice", () => {
  const listed = sought("", library);
  expect(titles(filtered(listed, "here", "a"))).toEqual(["市場の朝"]);
  expect(titles(filtered(listed, "here", "b"))).toEqual(["和紙"]);
  expect(titles(filtered(listed, "unused", null))).toEqual(["Harbour", "和紙"]);
  expect(titles(filtered(listed, "twins", null))).toEqual(["Harbour"]);
});

it("the order is by title, by date or by use", () => {
  const listed = sought("", library);
  expect(titles(sorted(listed, "newest", "ja"))).toEqual(["Harbour", "市場の朝", "和紙"]);
  expect(titles(sorted(listed, "uses", "en"))[0]).toBe("市場の朝");
});
