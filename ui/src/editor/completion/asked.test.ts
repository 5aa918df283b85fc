import { expect, it } from "vitest";

import { askedIn } from "./asked";

/** What a line asks for, as `kind:query` with what else counts. */
function asked(line: string): string | null {
  const found = askedIn(line);
  if (!found) return null;
  expect(line.endsWith(found.query) && found.from <= line.length).toBe(true);
  const rest = {
    slash: () => [],
    block: () => (found.kind === "block" ? [String(found.colons)] : []),
    attribute: () => (found.kind === "attribute" ? [found.block, ...found.used] : []),
    value: () => (found.kind === "value" ? [found.block, found.key] : []),
    citation: () => [],
  }[found.kind]();
  return [found.kind, ...rest, found.query].join(" ");
}

it.each([
  ["/", "slash "],
  ["/そーす", "slash そーす"],
  ["／資料", "slash 資料"],
  ["> - /no", "slash no"],
  [":::", "block 3 "],
  ["  ::::so", "block 4 so"],
  ["：：：ふき", "block 3 ふき"],
  ["::pa", "block 2 pa"],
  [":::source{", "attribute source "],
  [":::source[a {b}]{ref=x ti", "attribute source ref ti"],
  [":::commentary{by=", "value commentary by "],
  [":::commentary{by=se", "value commentary by se"],
  [':::quote{title="a b" ref="ch', "value quote ref ch"],
  [':::source{title="a ', "value source title a "],
  ["as [@", "citation "],
  ["朝は早い[see @a, p. 3; -@ch", "citation ch"],
])("%j asks for %j", (line, expected) => {
  expect(asked(line)).toBe(expected);
});

it.each(["", "a/b", "/usr/bin", "/ a", "::", "a :::", "a@b", "[a] @b", "[@a]", "{by=", "[a](b@c"])(
  "%j asks for nothing",
  (line) => {
    expect(asked(line)).toBeNull();
  },
);
