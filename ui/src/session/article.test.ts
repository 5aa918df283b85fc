import { ChangeSet } from "@codemirror/state";
import { beforeEach, describe, expect, it, vi } from "vitest";

import type { Host } from "../host/host";
import type { Failure, OpenedArticle, Problem, Update } from "../host/wire";
import { Article, type ArticlePanes, type PlacedProblem } from "./article.svelte";

function update(version: number, sequence: number, dirty = true, problems: Problem[] | null = null): Update {
  const counts = { characters: 0, words: 0, minutes: 0 };
  const patch = { remove: [], insert: [], replace: [], lines: [] };
  const outline = { start: 0, remove: 0, insert: [] };
  return { version, sequence, dirty, patch, problems, outline, counts, title: "朝" };
}

const failure = (code: Failure["code"]): Failure => ({ code, detail: "" });

const host = {
  edit: vi.fn<Host["edit"]>(),
  replaceText: vi.fn<Host["replaceText"]>(),
  save: vi.fn<Host["save"]>(),
  resolveConflict: vi.fn<Host["resolveConflict"]>(),
  openArticle: vi.fn<Host["openArticle"]>(),
};

const shownProblems: (readonly PlacedProblem[])[] = [];
let disturbed = false;
const applied: { text: string; undoable: boolean }[] = [];

const panes: ArticlePanes = {
  applyOutside: (changes, undoable) => applied.push({ text: JSON.stringify(changes.toJSON()), undoable }),
  setProblems: (problems) => shownProblems.push(problems()),
  problemsDisturbed: () => disturbed,
  emptyPage: vi.fn(),
  patch: vi.fn(),
  failed: vi.fn(),
};

function open(readOnly: Failure | null = null): Article {
  const opened: OpenedArticle = {
    ...{ slug: "a", text: "abc", dirty: false, readOnly, encoding: null, previewUrl: "" },
    update: update(0, 0, false),
  };
  return new Article(host as unknown as Host, opened, panes);
}

function type(article: Article, words: string): void {
  article.edited(ChangeSet.of({ from: article.text.length, insert: words }, article.text.length));
}

beforeEach(() => {
  vi.resetAllMocks();
  shownProblems.length = 0;
  disturbed = false;
  applied.length = 0;
});

describe("the save state", () => {
  it("is unsaved from the first key until the file holds it", async () => {
    const article = open();
    host.edit.mockResolvedValue({ kind: "applied", update: update(1, 1) });
    host.save.mockResolvedValue({ kind: "saved", version: 1 });
    expect(article.dirty).toBe(false);
    type(article, "d");
    expect(article.dirty).toBe(true);
    await article.save();
    expect(host.save).toHaveBeenCalledWith("a", 1);
    expect(article.dirty).toBe(false);
  });

  it("stays unsaved when the file could not be written", async () => {
    const article = open();
    host.edit.mockResolvedValue({ kind: "applied", update: update(1, 1) });
    host.save.mockRejectedValue(failure("diskFull"));
    type(article, "d");
    await expect(article.save()).rejects.toEqual(failure("diskFull"));
    expect(article.dirty).toBe(true);
  });

  it("becomes a conflict when the file is another's, and ends with the choice", async () => {
    const article = open();
    host.edit.mockResolvedValue({ kind: "applied", update: update(1, 1) });
    host.save.mockResolvedValue({ kind: "conflict", disk: "theirs" });
    type(article, "d");
    await article.save();
    expect(article.conflict).toEqual({ disk: "theirs" });
    host.resolveConflict.mockResolvedValue(update(1, 2, false));
    await article.resolve("mine");
    expect(article.conflict).toBeNull();
    expect(article.dirty).toBe(false);
  });
});

it("a save waits until Rust holds what was typed", async () => {
  const article = open();
  const order: string[] = [];
  host.edit.mockImplementation(() => {
    order.push("edit");
    return Promise.resolve({ kind: "applied", update: update(order.length, order.length) });
  });
  host.save.mockImplementation((_slug, version) => {
    order.push(`save ${String(version)}`);
    return Promise.resolve({ kind: "saved", version });
  });
  type(article, "d");
  type(article, "e");
  await article.save();
  expect(order).toEqual(["edit", "edit", "save 2"]);
});

it("a version that a change from outside overtook is not given up", async () => {
  const article = open();
  host.save.mockRejectedValueOnce(failure("outOfStep")).mockResolvedValueOnce({ kind: "saved", version: 1 });
  const saving = article.save();
  const changes = [{ from: 0, to: 1, insert: "X" }];
  await vi.waitFor(() => {
    expect(host.save).toHaveBeenCalledOnce();
  });
  article.noticed({
    kind: "reloaded",
    slug: "a",
    merged: false,
    base: 0,
    changes,
    update: update(1, 1, false),
  });
  await saving;
  expect(host.save).toHaveBeenLastCalledWith("a", 1);
  expect(article.text.toString()).toBe("Xbc");
});

it("the disk's text that the writer chose can be undone, one that came by itself cannot", async () => {
  const article = open();
  const changes = [{ from: 0, to: 1, insert: "X" }];
  article.noticed({
    kind: "reloaded",
    slug: "a",
    merged: false,
    base: 0,
    changes,
    update: update(1, 1, false),
  });
  host.resolveConflict.mockResolvedValue(null);
  await article.resolve("disk");
  article.noticed({
    kind: "reloaded",
    slug: "a",
    merged: false,
    base: 1,
    changes,
    update: update(2, 2, false),
  });
  expect(applied.map(({ undoable }) => undoable)).toEqual([false, true]);
});

const at = (line: number, character: number) => ({ line, character });
const words = { en: "", ja: "" };

/** The "b" of "abc" is wrong and becomes "B". */
const problem: Problem = {
  ...{ file: "a/article.md", code: "x", severity: "error", message: words, hint: null },
  ...{ start: at(0, 1), end: at(0, 2) },
  fix: { label: words, edits: [{ start: at(0, 1), end: at(0, 2), text: "B" }] },
};

/** An article that was told of the problem. */
function withProblem(readOnly: Failure | null = null): Article {
  const article = open(readOnly);
  article.present(update(0, 0, false, [problem]));
  return article;
}

const insertAt = (article: Article, from: number, insert: string) => {
  article.edited(ChangeSet.of({ from, insert }, article.text.length));
};

describe("problems", () => {
  it("stand where their text stands now", async () => {
    const article = open();
    const moved = { ...problem, start: at(0, 2), end: at(0, 3) };
    host.edit.mockResolvedValueOnce({ kind: "applied", update: update(1, 1, true, [moved]) });
    host.edit.mockResolvedValueOnce({ kind: "applied", update: update(2, 2) });
    insertAt(article, 0, "1");
    insertAt(article, 0, "23");
    await article.settled();
    expect(shownProblems).toHaveLength(1);
    expect(shownProblems[0]?.[0]).toMatchObject({ from: 4, to: 5 });
  });

  it("that did not change are not set again, but for those that were typed over", async () => {
    const article = withProblem();
    host.edit.mockResolvedValueOnce({ kind: "applied", update: update(1, 1) });
    type(article, "d");
    await article.settled();
    expect(shownProblems).toHaveLength(1);
    disturbed = true;
    host.edit.mockResolvedValueOnce({ kind: "applied", update: update(2, 2) });
    type(article, "e");
    await article.settled();
    expect(shownProblems[1]).toEqual(shownProblems[0]);
  });

  it("are found where they stand while changes are on their way", () => {
    const article = withProblem();
    host.edit.mockReturnValue(new Promise(() => null));
    insertAt(article, 0, "12");
    expect(article.placeOf(article.problems[0] as never)).toMatchObject({ from: 3, to: 4 });
  });
});

describe("a repair", () => {
  const repair = (article: Article) => article.repairOf(article.problems[0] as never);

  it("is what the engine proposes, where its text stands now", () => {
    const article = withProblem();
    host.edit.mockReturnValue(new Promise(() => null));
    expect(repair(article)).toEqual([{ from: 1, to: 2, insert: "B" }]);
    type(article, "d");
    expect(repair(article)).toEqual([{ from: 1, to: 2, insert: "B" }]);
    article.edited(ChangeSet.of({ from: 3, to: 4, insert: "\n" }, 4));
    expect(repair(article)).toEqual([{ from: 1, to: 2, insert: "B" }]);
  });

  it("is none where that text was changed", () => {
    const article = withProblem();
    host.edit.mockReturnValue(new Promise(() => null));
    insertAt(article, 2, "x");
    expect(repair(article)).toBeNull();
  });

  it("is none of a problem that is not told of any more", () => {
    const article = withProblem();
    const old = article.problems[0] as never;
    article.noticed({ kind: "updated", slug: "a", update: update(0, 1, false, []), reloadFrame: false });
    expect(article.repairOf(old)).toBeNull();
  });

  it("is none of a text that can only be read", () => {
    expect(repair(withProblem(failure("notUtf8")))).toBeNull();
  });
});

describe("what is shown of the front matter", () => {
  it("follows the text", () => {
    const article = open();
    host.edit.mockReturnValue(new Promise(() => null));
    expect(article.language).toBeNull();
    article.edited(ChangeSet.of({ from: 0, to: 3, insert: "---\nlanguage: ja\n---\nabc" }, 3));
    expect(article.language).toBe("ja");
    insertAt(article, article.text.length, "d");
    expect(article.language).toBe("ja");
    article.edited(ChangeSet.of({ from: 14, to: 16, insert: "en" }, article.text.length));
    expect(article.language).toBe("en");
  });
});

it("a text that can only be read is not saved", async () => {
  const article = open(failure("notUtf8"));
  await article.save();
  expect(article.saveState).toBe("readonly");
  expect(host.save).not.toHaveBeenCalled();
});
