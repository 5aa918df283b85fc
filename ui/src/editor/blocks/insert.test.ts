import { expect, it } from "vitest";

import { after, marked, shown } from "../marked.fixture";
import { insertBlock, insertInstead } from "./insert";
import { blockKinds, blockNames, type BlockName } from "./kinds";

const cases: readonly [BlockName, string, string][] = [
  ["source", "‸", ':::source{ref="‸"}\n- \n:::'],
  ["takeaways", "‸", ":::takeaways\n- ‸\n:::"],
  ["page-break", "a\n‸", "a\n\n::page-break[‸]"],
  ["note", "a‸b\nc", "ab\n\n:::note\n‸\n:::\n\nc"],
  ["note", "a\n\n‸\n\nb", "a\n\n:::note\n‸\n:::\n\nb"],
  ["note", ":::details[x]\n‸\n:::", ":::details[x]\n:::note\n‸\n:::\n:::"],
  ["qa", "a\n‹b\nc›\nd", "a\n\n:::qa[‸]\nb\nc\n:::\n\nd"],
  ["note", "a ‹b› c", ":::note\na b c‸\n:::"],
  ["takeaways", "‹one\n- two\n\nthree›", ":::takeaways\n- one\n- two\n\n- three‸\n:::"],
  ["details", "‹:::note\na\n:::›", "::::details[‸]\n:::note\na\n:::\n::::"],
  ["note", "> a‸", "> a\n>\n> :::note\n> ‸\n> :::"],
  ["note", "> ‹a›", "> :::note\n> a‸\n> :::"],
  ["note", "- a‸\n- b", "- a\n\n  :::note\n  ‸\n  :::\n- b"],
  ["note", "1. ‸", "1. :::note\n   ‸\n   :::"],
  ["note", "- [ ] a‸", "- [ ] a\n\n  :::note\n  ‸\n  :::"],
  ["note", "---\ntitle: a‸\n---\n\nb", "---\ntitle: a\n---\n:::note\n‸\n:::\n\nb"],
  ["note", "```\na‸b\n```", "```\nab\n```\n\n:::note\n‸\n:::"],
];

it.each(cases)("%s at %j", (name, before, expected) => {
  expect(after(insertBlock(name), before)).toBe(expected);
});

it("what was typed to ask for a block gives way to it, in one change", () => {
  const state = marked("a\n\n/そーす‸");
  const transaction = state.update(insertInstead(state, "source", 3, 7));
  expect(shown(transaction.state)).toBe('a\n\n:::source{ref="‸"}\n- \n:::');
  expect(transaction.changes.invert(state.doc).apply(transaction.newDoc).eq(state.doc)).toBe(true);
});

it("every block closes what it opens", () => {
  for (const name of blockNames) {
    const closes = after(insertBlock(name), "‸").endsWith("\n:::");
    expect(closes).toBe(blockKinds[name].body !== "none");
  }
});
