// @vitest-environment happy-dom

/** The script with which readers search an exported site. It stands with the engine, which exports it as it is. */

import { readFileSync } from "node:fs";
import { beforeEach, describe, expect, test, vi } from "vitest";

const ROOT = `${import.meta.dirname}/../../..`;
const SCRIPT = readFileSync(`${ROOT}/src-tauri/core/src/bundle/site/search/search.js`, "utf8");
const CASES = JSON.parse(readFileSync(`${ROOT}/tests/search/terms.json`, "utf8")) as [string, string[]][];

interface Search {
  chapters(data: [number, unknown[]]): void;
  terms(number: number, terms: Record<string, string>): void;
  termsOf(text: string): string[];
}

const search = () => (globalThis as unknown as { kikuSearch: Search }).kikuSearch;

const ARTICLES = [
  [
    "new",
    "Tea houses",
    "1 May 2026",
    "en",
    [
      ["", "index.html"],
      ["Water", "2.html#water"],
    ],
  ],
  [
    "市場",
    "市場の朝",
    "2026年2月28日",
    "ja",
    [
      ["", "index.html"],
      ["取引", "index.html#取引"],
    ],
  ],
];
const TERMS = { 市場: "2 1", 朝: "2", 場: "2", 市: "2", tea: "0", teacup: "1", の朝: "2", 場の: "2" };

/** Answers for the files of the index, as a browser that loads them would. */
function files(script: HTMLScriptElement) {
  if (script.src.endsWith("missing.js")) return false;
  if (script.src.endsWith("chapters.js")) search().chapters([1, ARTICLES]);
  else search().terms(0, TERMS);
  return true;
}

function open(address: string, answer = files) {
  window.history.replaceState(null, "", address);
  document.body.innerHTML = `<search class="search" hidden data-found="Found: {count}" data-nothing="Nothing" data-failed="Failed">
    <input type="search"><p class="search-count"></p><ol class="search-results"></ol></search>`;
  vi.spyOn(document.head, "append").mockImplementation((script) => {
    const element = script as HTMLScriptElement;
    const event = new Event("load");
    if (answer(element)) element.onload?.(event);
    else element.onerror?.(event);
  });
  new Function(SCRIPT)();
}

function one<E extends Element>(selector: string): E {
  const element = document.querySelector<E>(selector);
  if (element === null) throw new Error(`no ${selector}`);
  return element;
}

async function typed(words: string) {
  const field = one<HTMLInputElement>("input");
  field.value = words;
  field.dispatchEvent(new InputEvent("input"));
  await vi.waitFor(() => expect(count()).not.toBe(""));
}

const links = () =>
  [...document.querySelectorAll(".search-results a")].map((link) => link.getAttribute("href"));
const count = () => one(".search-count").textContent;

beforeEach(() => vi.restoreAllMocks());

describe("terms", () => {
  test.each(CASES)("%s is found by what the engine says", (text, terms) => {
    open("/search/index.html");
    expect(search().termsOf(text)).toEqual(terms);
  });
});

describe("the page", () => {
  test("shows the field, and finds Japanese within a sentence", async () => {
    open("/search/index.html");
    expect(one<HTMLElement>(".search").hidden).toBe(false);
    await typed("市場");
    expect(count()).toBe("Found: 2");
    expect(links()).toEqual([
      `../${encodeURIComponent("市場")}/index.html`,
      `../${encodeURIComponent("市場")}/index.html#取引`,
    ]);
  });

  test("finds longer words by their start, titles first", async () => {
    open("/search/index.html");
    await typed("Tea");
    expect(links()).toEqual(["../new/index.html", "../new/2.html#water"]);
  });

  test("wants every term, and says when nothing holds them", async () => {
    open("/search/index.html");
    await typed("tea 市場");
    expect([count(), links()]).toEqual(["Nothing", []]);
  });

  test("starts with what its address asks for", async () => {
    open("/search/index.html?q=%E6%9C%9D");
    await vi.waitFor(() => expect(count()).toBe("Found: 1"));
    expect(one<HTMLInputElement>("input").value).toBe("朝");
  });

  test("says when its files cannot be loaded", async () => {
    open("/search/index.html", () => false);
    await typed("tea");
    expect(count()).toBe("Failed");
  });
});
