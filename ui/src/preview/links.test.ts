import { expect, it } from "vitest";

import { linkTarget } from "./links";

const base = "preview://localhost/%E5%B8%82%E5%A0%B4/index.html";
const target = (href: string) => linkTarget(href, base);

it("web and mail addresses lead outside", () => {
  expect(target("https://example.org/a?b#c")).toEqual({ kind: "outside", url: "https://example.org/a?b#c" });
  expect(target("mailto:kiku@example.org")).toEqual({ kind: "outside", url: "mailto:kiku@example.org" });
});

it("links within the article lead to elements", () => {
  expect(target("#取引")).toEqual({ kind: "element", id: "取引" });
  expect(target("index.html#fn-1")).toEqual({ kind: "element", id: "fn-1" });
  expect(target("#100%")).toEqual({ kind: "element", id: "100%" });
});

it("the preview's own address leads nowhere outside, where that is one of the web's", () => {
  const onWindows = "http://preview.localhost/a/index.html";
  expect(linkTarget("#b", onWindows)).toEqual({ kind: "element", id: "b" });
  expect(linkTarget("../images/c.svg", onWindows)).toEqual({ kind: "nowhere" });
});

it.each([
  "../other/index.html",
  "#",
  "images/a.svg",
  "javascript:alert(1)",
  "java\nscript:alert(1)",
  "data:text/html,x",
  "file:///etc/passwd",
  "smb://host/share",
  "preview://elsewhere/../x",
  "https://",
])("%j leads nowhere", (href) => {
  expect(target(href)).toEqual({ kind: "nowhere" });
});
