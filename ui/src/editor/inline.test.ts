import { expect, it } from "vitest";

import { inlineTokens } from "./inline";

const found = (line: string) =>
  inlineTokens(line).map(({ kind, from, to }) => `${kind}:${line.slice(from, to)}`);

it("citations and ruby are found", () => {
  expect(found("本文[@a, p. 3]と[-@b; @c]、{漢字|かん|じ}。")).toEqual([
    "citation:[@a, p. 3]",
    "citation:[-@b; @c]",
    "ruby:{漢字|かん|じ}",
  ]);
});

it.each(["[link](a@b)", "[a]", "@a", "{id}", "{a|}", "{|b}", "a|b", "[^1]", "mail@example.org"])(
  "%j is neither",
  (line) => {
    expect(found(line)).toEqual([]);
  },
);
