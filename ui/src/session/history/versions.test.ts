import { expect, it } from "vitest";

import type { Version } from "../../host/wire";
import { dayName, timeName } from "../../words/format";
import { byDay, keyOf, sharesMinute } from "./versions";

const at = (...time: Parameters<typeof Date.UTC>) => new Date(...(time as [number, number])).getTime();

const version = (number: number, moment: number): Version => ({
  id: { kind: "snapshot", number },
  at: moment,
  ...{ origin: "saved", name: "", author: "", added: null, removed: null },
});

it("versions stand together by the days of the person's own clock", () => {
  const moments = [at(2026, 2, 2, 0, 5), at(2026, 2, 1, 23, 55), at(2026, 2, 1, 0, 1), at(2025, 2, 1, 9)];
  const days = byDay(moments.map((moment, index) => version(index, moment)));
  expect(days.map(({ versions }) => versions.map(({ id }) => keyOf(id)))).toEqual([
    ["snapshot-0"],
    ["snapshot-1", "snapshot-2"],
    ["snapshot-3"],
  ]);
});

it("days are named as one speaks of them", () => {
  const now = at(2026, 2, 2, 0, 5);
  expect(dayName(at(2026, 2, 2, 0, 1), now, "ja")).toBe("今日");
  expect(dayName(at(2026, 2, 1, 23, 55), now, "ja")).toBe("昨日");
  expect(dayName(at(2026, 2, 1, 0, 0), now, "en")).toBe("Yesterday");
  expect(dayName(at(2026, 1, 20, 12), now, "ja")).toBe("2月20日(金)");
  expect(dayName(at(2025, 1, 20, 12), now, "ja")).toBe("2025年2月20日");
});

it("versions of one minute are told apart by seconds", () => {
  const versions = [version(2, at(2026, 2, 1, 9, 5, 50)), version(1, at(2026, 2, 1, 9, 5, 2)), version(0, 0)];
  expect(versions.map((one) => sharesMinute(one, versions))).toEqual([true, true, false]);
  expect(timeName(at(2026, 2, 1, 9, 5, 2), "ja", true)).toBe("9:05:02");
});
