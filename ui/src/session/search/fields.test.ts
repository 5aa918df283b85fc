import { expect, it } from "vitest";

import { queryOf, remember, remembered, sameSearch } from "./fields";

const nothing = { getItem: () => null };

it("what was switched on is remembered, and the words are not", () => {
  let kept = "";
  const fields = { ...remembered(nothing), words: "市場", wholeWord: true, replacing: true };
  remember({ setItem: (_key, value) => (kept = value) }, fields);
  const again = remembered({ getItem: () => kept });
  expect(again).toEqual({ ...remembered(nothing), wholeWord: true, replacing: true });
  expect(remembered({ getItem: () => "no JSON" })).toEqual(remembered(nothing));
});

it("an expression says itself which forms it means, and nothing is shown in its place until that is wanted", () => {
  const fields = { ...remembered(nothing), words: "a", anyForm: true, regex: true, replacement: "b" };
  expect(queryOf(fields)).toMatchObject({ regex: true, anyForm: false, replacement: null });
  expect(queryOf({ ...fields, regex: false, replacing: true })).toMatchObject({
    anyForm: true,
    replacement: "b",
  });
  expect(sameSearch(fields, { ...fields, replacement: "c", replacing: true })).toBe(true);
  expect(sameSearch(fields, { ...fields, matchCase: true })).toBe(false);
});
