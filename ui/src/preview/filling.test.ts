// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, it, vi } from "vitest";

import type { Block, BlockPatch } from "./blocks";
import { Filling } from "./filling";
import { Page } from "./page";

/** Every block is an element so high. */
const height = 20;

let root: HTMLElement;
let page: Page;
let grown: ReturnType<typeof vi.fn<() => void>>;
let filling: Filling;

beforeEach(() => {
  vi.useFakeTimers();
  root = document.createElement("main");
  document.body.replaceChildren(root);
  page = new Page(root);
  grown = vi.fn<() => void>();
  filling = new Filling(page, grown);
  // The test's document has no layout of its own.
  vi.spyOn(Element.prototype, "getBoundingClientRect").mockImplementation(function (this: Element) {
    const top = this === root ? 0 : [...root.children].indexOf(this) * height - window.scrollY;
    return new DOMRect(0, top, 100, this === root ? root.children.length * height : height);
  });
  vi.spyOn(document.documentElement, "scrollHeight", "get").mockImplementation(
    () => root.children.length * height,
  );
});

afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

const words = "words ".repeat(40);
const block = (id: number, text = ""): Block => ({
  id,
  html: `<p>${String(id)} ${text}${words}</p>`,
  lines: 1,
});

function patch(changes: Partial<BlockPatch>): void {
  page.patch({ ...{ remove: [], insert: [], replace: [], lines: [] }, ...changes });
  filling.begin();
}

function open(count: number): void {
  patch({ insert: Array.from({ length: count }, (_, at) => ({ after: at, block: block(at + 1) })) });
}

/** The numbers of the blocks in the document, in its order. */
const shown = () => [...root.children].map((element) => Number.parseInt(element.textContent, 10));
const everything = (count: number) => Array.from({ length: count }, (_, at) => at + 1);

it("a small patch is shown at once", () => {
  open(20);
  expect(shown()).toEqual(everything(20));
});

it("of a large one what is in sight is shown first, and the rest follows", () => {
  open(1000);
  const first = shown();
  expect(first.length * height).toBeGreaterThan(window.innerHeight);
  expect(first.length).toBeLessThan(400);
  expect(first).toEqual(everything(first.length));
  vi.runAllTimers();
  expect(shown()).toEqual(everything(1000));
  expect(grown).toHaveBeenCalled();
});

it("what one goes to is shown before it has its turn", () => {
  open(1000);
  const before = shown().length;
  filling.showAround(page.entryAtLine(900));
  expect(shown()).toContain(901);
  expect(shown().length).toBeLessThan(before + 400);
  expect(shown()).toEqual([...shown()].sort((a, b) => a - b));
  vi.runAllTimers();
  expect(shown()).toEqual(everything(1000));
});

it("patches that come meanwhile are right, whether their blocks are shown or not", () => {
  open(1000);
  patch({
    remove: [2, 500],
    insert: [{ after: 700, block: block(2000) }],
    replace: [block(1, "new "), block(800, "new ")],
  });
  vi.runAllTimers();
  const numbers = everything(1000).filter((id) => id !== 2 && id !== 500);
  numbers.splice(numbers.indexOf(700) + 1, 0, 2000);
  expect(shown()).toEqual(numbers);
  const fresh = [...root.children].filter((element) => element.textContent.includes("new"));
  expect(fresh.map((element) => Number.parseInt(element.textContent, 10))).toEqual([1, 800]);
});

it("a large change leaves the old versions standing until their turn comes", () => {
  open(500);
  vi.runAllTimers();
  patch({ replace: everything(500).map((id) => block(id, "new ")) });
  const isNew = (at: number) => root.children[at]?.textContent.includes("new");
  expect([root.children.length, isNew(0), isNew(499)]).toEqual([500, true, false]);
  vi.runAllTimers();
  expect([isNew(250), isNew(499)]).toEqual([true, true]);
});
