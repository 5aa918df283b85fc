import { describe, expect, it } from "vitest";

import { fenceTokens } from "./fence";

/** The parts of a line as `part:text`, so that a case reads like the line. */
function parts(line: string): string[] | null {
  return fenceTokens(line)?.map(({ part, from, to }) => `${part}:${line.slice(from, to)}`) ?? null;
}

describe("a fence", () => {
  it("has a name", () => {
    expect(parts(":::takeaways")).toEqual(["mark::::", "name:takeaways"]);
    expect(parts("::::  details ")).toEqual(["mark:::::", "name:details"]);
  });

  it("has a label, in which brackets balance", () => {
    expect(parts("::page-break[次の[頁]]")).toEqual([
      "mark:::",
      "name:page-break",
      "mark:[",
      "label:次の[頁]",
      "mark:]",
    ]);
    expect(parts(":::qa[a \\] b]")).toEqual(["mark::::", "name:qa", "mark:[", "label:a \\] b", "mark:]"]);
  });

  it("has attributes", () => {
    expect(parts(':::quote{ref=a .wide #x locator="p. 3"}')).toEqual([
      ...["mark::::", "name:quote", "mark:{", "key:ref", "mark:=", "value:a", "key:.wide", "key:#x"],
      ...["key:locator", "mark:=", 'value:"p. 3"', "mark:}"],
    ]);
  });

  it("closes", () => {
    expect(parts(":::")).toEqual(["mark::::"]);
    expect(parts("  ::::  ")).toEqual(["mark:::::"]);
  });

  it("stands in lists and quotes", () => {
    expect(parts("   - :::tip[a]")?.[0]).toBe("mark::::");
    expect(parts("> 1. ::page-break")?.at(-1)).toBe("name:page-break");
  });
});

it.each([
  "",
  "10:00",
  "a::b",
  "::",
  ":: name",
  "text :::note",
  ":::note trailing words",
  ":::note[open",
  ":::note{a",
  "::1",
  "http://x",
])("%j is text", (line) => {
  expect(parts(line)).toBeNull();
});

it("a long line is read in linear time", () => {
  const started = performance.now();
  fenceTokens(`:::note[${"[".repeat(20000)}`);
  fenceTokens(`:::note{${"a=".repeat(20000)}`);
  fenceTokens("> ".repeat(20000));
  expect(performance.now() - started).toBeLessThan(500);
});
