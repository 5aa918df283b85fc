import { expect, it } from "vitest";

import { after } from "../marked.fixture";
import { isAddress, linkTo, toggleLink } from "./link";

it.each([
  ["a ‹words› b", "a [words](‸) b"],
  ["a ‹https://example.org/› b", "a [‸](https://example.org/) b"],
  ["a ‸ b", "a [‸]() b"],
  ["a [wo‸rds](https://example.org/) b", "a wo‸rds b"],
  ["a ‹[words](https://example.org/)› b", "a ‹words› b"],
])("link: %s becomes %s", (before, expected) => {
  expect(after(toggleLink, before)).toBe(expected);
});

it("an address is one that leads to the web or to mail", () => {
  expect(["https://example.org/a?b=c", "mailto:a@example.org"].every(isAddress)).toBe(true);
  expect(["javascript:alert(1)", "example.org", "https://a b", "https://"].some(isAddress)).toBe(false);
});

it("brackets neither end a link's words early nor its address", () => {
  expect(linkTo("https://example.org/", "a [b]")).toBe("[a \\[b\\]](https://example.org/)");
  expect(linkTo("https://example.org/a_(b)", "a")).toBe("[a](<https://example.org/a_(b)>)");
});
