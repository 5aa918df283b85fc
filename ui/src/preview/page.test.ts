// @vitest-environment happy-dom
import { beforeEach, describe, expect, it } from "vitest";

import { Dice } from "../text/dice.fixture";
import type { Block, BlockPatch } from "./blocks";
import { Page } from "./page";

let root: HTMLElement;
let page: Page;

beforeEach(() => {
  root = document.createElement("main");
  document.body.replaceChildren(root);
  page = new Page(root);
});

const block = (id: number, html: string, lines = 1): Block => ({ id, html, lines });

function patch(changes: Partial<BlockPatch>): void {
  page.patch({ ...{ remove: [], insert: [], replace: [], lines: [] }, ...changes });
}

function showAll(): void {
  for (const entry of page.unshown) page.show(entry);
}

/** Shows these blocks, one behind the other; their ids count from 1. */
function fill(...html: string[]): void {
  patch({ insert: html.map((one, at) => ({ after: at, block: block(at + 1, one) })) });
  showAll();
}

it("a patch leaves every node of other blocks alone", () => {
  fill("<p>a</p>", "<p>b</p>\n<p>c</p>", "<p>d</p>");
  const [first, , , last] = root.children;
  patch({ replace: [block(2, "<p>B</p>")] });
  patch({ insert: [{ after: 1, block: block(9, "<p>x</p>") }] });
  showAll();
  expect(root.innerHTML).toBe("<p>a</p><p>x</p><p>B</p><p>d</p>");
  expect([root.children[0], root.children[3]]).toEqual([first, last]);
  expect(root.children[0]).toBe(first);
});

it("what is gone leaves at once, what comes waits until it is shown", () => {
  fill("<p>a</p>", "<p>b</p>");
  patch({
    remove: [1],
    insert: [{ after: 2, block: block(3, "<p>c</p>") }],
    replace: [block(2, "<p>B</p>")],
  });
  expect(root.innerHTML).toBe("<p>b</p>");
  expect(page.isComplete).toBe(false);
  showAll();
  expect(root.innerHTML).toBe("<p>B</p><p>c</p>");
  expect(page.isComplete).toBe(true);
});

it("a block without nodes has its place too", () => {
  fill("<p>a</p>", "", "<p>c</p>");
  patch({ replace: [block(2, "<p>b</p>")] });
  showAll();
  expect(root.innerHTML).toBe("<p>a</p><p>b</p><p>c</p>");
});

it("a line has the elements of its block", () => {
  patch({
    insert: [
      { after: 0, block: block(1, "<header>h</header>", 3) },
      { after: 1, block: block(2, "<p>a</p><p>b</p>", 2) },
      { after: 2, block: block(3, "<footer>f</footer>", 0) },
    ],
  });
  showAll();
  const words = (line: number) => page.elementsAtLine(line).map((element) => element.textContent);
  expect([0, 2, 3, 4].map(words)).toEqual([["h"], ["h"], ["a", "b"], ["a", "b"]]);
  expect(page.starts).toEqual([0, 3, 5]);
});

describe("the next version of a block", () => {
  it("keeps its pictures, wherever they stand", () => {
    fill('<p><img src="a.png"> one</p>', '<img src="b.png">');
    const [inner, bare] = root.querySelectorAll("img");
    patch({ replace: [block(1, '<p>two <img src="a.png"></p>'), block(2, '<img src="b.png"><p>c</p>')] });
    showAll();
    const images = root.querySelectorAll("img");
    expect(images[0]).toBe(inner);
    expect(images[1]).toBe(bare);
    patch({ remove: [2] });
    expect(root.innerHTML).toBe('<p>two <img src="a.png"></p>');
  });

  it("takes another picture's address for another picture", () => {
    fill('<img src="a.png">');
    const old = root.querySelector("img");
    patch({ replace: [block(1, '<img src="b.png">')] });
    showAll();
    expect(root.querySelector("img")).not.toBe(old);
  });

  it("leaves folds open", () => {
    fill("<details><summary>a</summary></details><details><summary>b</summary></details>");
    const second = root.querySelectorAll("details")[1];
    if (second) second.open = true;
    patch({ replace: [block(1, "<details><p>A</p></details><details><p>B</p></details>")] });
    showAll();
    expect([...root.querySelectorAll("details")].map(({ open }) => open)).toEqual([false, true]);
  });
});

describe("whatever comes, and in whatever order it is shown", () => {
  it.each(Array.from({ length: 100 }, (_, seed) => seed))(
    "page %i is its blocks, one after another",
    (seed) => {
      const dice = new Dice(seed);
      let model: Block[] = [];
      let last = 0;
      const fresh = (id: number) => {
        const words = `${String(id)}.${String(dice.below(1000))}`;
        return block(id, ["", words, `<p>${words}</p>`, `<p>${words}</p>\n<p>more</p>`][dice.below(4)] ?? "");
      };
      for (let round = 0; round < 20; round++) {
        const remove = model.filter(() => dice.below(5) === 0).map(({ id }) => id);
        model = model.filter(({ id }) => !remove.includes(id));
        const insert = Array.from({ length: dice.below(4) }, () => {
          const at = dice.below(model.length + 1);
          const after = model[at - 1]?.id ?? 0;
          const one = fresh(++last);
          model.splice(at, 0, one);
          return { after, block: one };
        });
        const isNew = (id: number) => insert.some((one) => one.block.id === id);
        model = model.map((one) => (isNew(one.id) || dice.below(4) > 0 ? one : fresh(one.id)));
        const replace = model.filter(({ id }) => !isNew(id));
        patch({ remove, insert, replace });
        for (const entry of [...page.unshown]) if (dice.below(3) === 0) page.show(entry);
      }
      const waiting = [...page.unshown].sort(() => dice.below(3) - 1);
      for (const entry of waiting) page.show(entry);
      expect(root.innerHTML).toBe(model.map(({ html }) => html).join(""));
    },
  );
});

describe("where pages stand by themselves", () => {
  /** Two pages of two blocks with three lines each. */
  function twoPages(): void {
    const blocks = ["<header>1</header>", "<p>a</p>", "<header>2</header>", "<p>b</p>"];
    const insert = blocks.map((html, at) => ({
      after: at,
      block: block(at + 1, html, [3, 3, 0, 3][at]),
      startsPage: at === 2,
    }));
    patch({ insert });
    showAll();
  }
  const turn = (to: number | null) => {
    page.turn(to);
    showAll();
  };
  const words = () => root.textContent;

  it("one sees all of the article, and no title twice, or one page with its own title", () => {
    twoPages();
    expect([words(), page.pages]).toEqual(["1ab", 2]);
    turn(1);
    expect([words(), page.current]).toEqual(["2b", 1]);
    turn(0);
    expect(words()).toBe("1a");
    turn(null);
    expect(words()).toBe("1ab");
  });

  it("an edit shows on its own page only", () => {
    twoPages();
    turn(1);
    patch({ insert: [{ after: 2, block: block(9, "<p>x</p>") }], replace: [block(4, "<p>B</p>", 3)] });
    showAll();
    expect(words()).toBe("2B");
    turn(0);
    expect(words()).toBe("1ax");
  });

  it("a page that is gone gives way to the last one that is left", () => {
    twoPages();
    turn(1);
    patch({ remove: [3] });
    showAll();
    expect([words(), page.current, page.pages]).toEqual(["1ab", 0, 1]);
  });

  it("lines are those of the page", () => {
    twoPages();
    expect([0, 5, 6, 8].map((line) => page.pageAtLine(line))).toEqual([0, 0, 1, 1]);
    turn(1);
    expect(page.starts).toEqual([6, 9]);
    expect(page.share(7.5)).toBe(0.5);
    turn(0);
    expect(page.within(7)).toBeLessThan(6);
  });

  it("a place is found on its page", () => {
    patch({
      insert: [
        { after: 0, block: block(1, '<h2 id="one">1</h2>') },
        { after: 1, block: block(2, "<header>2</header>", 0), startsPage: true },
        { after: 2, block: block(3, '<h2 id="two">2</h2>') },
      ],
    });
    expect(["one", "two", "three"].map((id) => page.pageOfId(id))).toEqual([0, 1, null]);
  });
});
