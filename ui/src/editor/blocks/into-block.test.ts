import { expect, it } from "vitest";

import { after } from "../marked.fixture";
import { intoBlock } from "./into-block";

it.each([
  ["from the label", ":::qa[why‸]\n\n:::", ":::qa[why]\n‸\n:::"],
  ["behind what is there", ":::source{ref=a‸}\n- b\n:::", ":::source{ref=a}\n- b‸\n:::"],
  ["where nothing is", ":::qa[why‸]\n:::", ":::qa[why]\n‸\n:::"],
  ["in a list", "- :::qa[why‸]\n  :::", "- :::qa[why]\n  ‸\n  :::"],
  ["not from the end of the line", ":::qa[why]‸\n\n:::", ":::qa[why]‸\n\n:::"],
  ["not from its start", "‸:::qa[why]\n\n:::", "‸:::qa[why]\n\n:::"],
  ["not from a page break", "::page-break[wh‸y]\n\na", "::page-break[wh‸y]\n\na"],
])("%s", (_name, before, expected) => {
  expect(after(intoBlock, before)).toBe(expected);
});
