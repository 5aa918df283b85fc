import { expect, it } from "vitest";

import { marked, shown } from "../marked.fixture";
import { rubyPlace, withReading } from "./ruby";

function reading(words: string, typed: string): string | null {
  const state = marked(words);
  const place = rubyPlace(state);
  return place && shown(state.update(withReading(state, place, typed)).state);
}

it.each([
  ["‹鮮度›が鍵", "せんど", "{鮮度|せんど}‸が鍵"],
  ["鮮度‸が鍵", "せんど", "{鮮度|せんど}‸が鍵"],
  ["‹漢字›", "かん じ", "{漢字|かん|じ}‸"],
  ["‹漢字›", "かん　じ", "{漢字|かん|じ}‸"],
  ["‹今日は›", "きょう は", "{今日は|きょうは}‸"],
  ["{漢字|か‸ん|じ}", "かんじ", "{漢字|かんじ}‸"],
  ["{漢字|か‸ん|じ}", "", "漢字‸"],
  ["‹ 漢字 ›", "か{n}|じ", " {漢字|kan|じ}‸ ".replace("kan", "かn")],
])("%s with the reading %s becomes %s", (words, typed, expected) => {
  expect(reading(words, typed)).toBe(expected);
});

it("the reading that is there is shown as it is typed", () => {
  expect(rubyPlace(marked("{漢字|かん|じ‸}"))).toMatchObject({ base: "漢字", reading: "かん じ" });
});

it.each(["かな‸", "‹一\n二›", "```\n‹漢›\n```", "‹a|b›", "‸"])("%j can have no reading", (words) => {
  expect(rubyPlace(marked(words))).toBeNull();
});
