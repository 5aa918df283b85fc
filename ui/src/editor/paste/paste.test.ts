// @vitest-environment happy-dom
import { expect, it } from "vitest";

import { marked, shown } from "../marked.fixture";
import { pasting, type Clip } from "./paste";
import { sourceOffers } from "./source-offer";

function pasted(words: string, clip: Partial<Clip>): string | null {
  const state = marked(words, sourceOffers());
  const spec = pasting(state, { text: "", html: "", ...clip });
  return spec && shown(state.update(spec).state);
}

const url = "https://example.org/a";

it.each([
  ["a ‹words› b", { text: url }, `a [words](${url})‸ b`],
  ["‸", { text: `${url}\n` }, `${url}‸`],
  ["a‸", { text: "b", html: "<b>b</b>" }, "a**b**‸"],
  ["a‸", { text: "b", html: "<h2>b</h2>" }, "a\n\n## b‸"],
  ["‸", { text: "b", html: "<h2>b</h2>" }, "## b‸"],
])("%s with %j on the clipboard becomes %s", (words, clip, expected) => {
  expect(pasted(words, clip)).toBe(expected);
});

it.each([
  ["a ‸ b", { text: url }],
  [`‹${url}›`, { text: url }],
  ["a‸", { text: "b" }],
  ["a‸", { text: "b", html: "<span>b</span>" }],
  ["```\n‸\n```", { text: "b", html: "<b>b</b>" }],
])("%s with %j on the clipboard is left to the editor", (words, clip) => {
  expect(pasted(words, clip)).toBeNull();
});
