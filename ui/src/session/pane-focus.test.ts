// @vitest-environment happy-dom
import { beforeEach, expect, it } from "vitest";

import { focusPane } from "./pane-focus";

/** Where the keyboard is after these steps. */
function after(...steps: (1 | -1)[]): string | null {
  for (const step of steps) focusPane(step);
  return document.activeElement?.id ?? null;
}

beforeEach(() => {
  HTMLElement.prototype.checkVisibility = () => true;
  document.body.innerHTML = `
    <header data-pane><button id="menu"></button></header>
    <div data-pane><button id="one"></button><button id="two" aria-current="true"></button></div>
    <section data-pane><button id="fold"></button><div id="text" contenteditable="true" tabindex="0"></div></section>
    <section data-pane><p>Nothing to reach</p></section>
    <footer data-pane><button disabled id="off"></button><button id="count"></button></footer>`;
});

it("goes round the panes in the order in which they stand", () => {
  expect(after(1)).toBe("menu");
  expect(after(1)).toBe("two");
  expect(after(1)).toBe("text");
  expect(after(1)).toBe("count");
  expect(after(1)).toBe("menu");
});

it("goes back the same way", () => {
  expect(after(-1)).toBe("count");
  expect(after(-1, -1)).toBe("two");
  expect(after(-1, -1)).toBe("count");
});
