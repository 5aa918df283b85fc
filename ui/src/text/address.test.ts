import { expect, it } from "vitest";

import { addressParts } from "./address";

const split = (address: string) => {
  const { before, host, after } = addressParts(address);
  return [before, host, after];
};

it.each([
  ["https://example.org/a?b#c", ["https://", "example.org", "/a?b#c"]],
  ["https://example.org:8080/", ["https://", "example.org", ":8080/"]],
  ["HTTPS://EXAMPLE.ORG", ["https://", "example.org", "/"]],
  ["https://example.org@example.net/", ["https://example.org@", "example.net", "/"]],
  ["https://a:b@example.net/x@y", ["https://a:b@", "example.net", "/x@y"]],
  ["mailto:kiku@example.org?subject=a?b", ["mailto:kiku@", "example.org", "?subject=a?b"]],
  ["http://[::1]/", ["http://", "[::1]", "/"]],
  ["nothing", ["nothing", "", ""]],
])("%s", (address, expected) => {
  expect(split(address)).toEqual(expected);
});

it("letters of other scripts cannot pass for Latin ones", () => {
  // The first letter is Cyrillic.
  const disguised = addressParts("https://\u0435xample.org/");
  expect(disguised.host).toBe("xn--xample-2of.org");
  expect(disguised.hasOtherLetters).toBe(true);
  expect(addressParts("https://example.org/xn--").hasOtherLetters).toBe(false);
});

it("a name before the host is pointed out", () => {
  expect(addressParts("https://example.org@example.net/").hasUserName).toBe(true);
  expect(addressParts("https://example.net/@example.org").hasUserName).toBe(false);
});
