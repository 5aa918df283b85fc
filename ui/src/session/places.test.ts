import { expect, it } from "vitest";

import { Places } from "./places";

function store(text: string | null = null) {
  return {
    text,
    getItem() {
      return this.text;
    },
    setItem(_key: string, text: string) {
      this.text = text;
    },
  };
}

it("a place is there again at the next start, and what is not named stays", () => {
  const storage = store();
  new Places("/p", storage).remember("a", { anchor: 3, head: 5, target: 4000 });
  new Places("/p", storage).remember("a", { anchor: 7, head: 7 });
  expect(new Places("/p", storage).of("a")).toEqual({ anchor: 7, head: 7, target: 4000 });
  expect(new Places("/p", storage).of("b")).toEqual({});
});

it("only the articles that were left last are remembered", () => {
  const storage = store();
  const places = new Places("/p", storage);
  for (let index = 0; index < 300; index++) places.remember(String(index) + "x", { head: index });
  places.remember("150x", { head: 1 });
  places.remember("new", { head: 2 });
  expect([places.of("0x"), places.of("100x"), places.of("150x")]).toEqual([{}, {}, { head: 1 }]);
});

it("a damaged store counts as empty", () => {
  expect(new Places("/p", store("[{")).of("a")).toEqual({});
});
