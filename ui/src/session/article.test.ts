import { ChangeSet } from "@codemirror/state";
import { beforeEach, describe, expect, it, vi } from "vitest";

import type { Host } from "../host/host";
import type { Failure, OpenedArticle, Problem, Update } from "../host/wire";
import { Article, type ArticlePanes, type ArticleProblem } from "./article.svelte";

function update(version: number, sequence: number, dirty = true, problems: Problem[] = []): Update {
  const counts = { characters: 0, words: 0, minutes: 0 };
  const patch = { start: 0, remove: 0, insert: [] };
  return { version, sequence, dirty, patch, problems, outline: [], counts, title: "朝" };
}

const failure = (code: Failure["code"]): Failure => ({ code, detail: "" });

const host = {
  edit: vi.fn<Host["edit"]>(),
  replaceText: vi.fn<Host["replaceText"]>(),
  save: vi.fn<Host["save"]>(),
  resolveConflict: vi.fn<Host["resolveConflict"]>(),
  openArticle: vi.fn<Host["openArticle"]>(),
};

const shownProblems: (readonly ArticleProblem[])[] = [];
const applied: { text: string; undoable: boolean }[] = [];

const panes: ArticlePanes = {
  applyOutside: (changes, undoable) => applied.push({ text: JSON.stringify(changes.toJSON()), undoable }),
  setProblems: (problems) => shownProblems.push(problems),
  emptyPage: vi.fn(),
  patch: vi.fn(),
  failed: vi.fn(),
};

function open(readOnly: Failure | null = null): Article {
  const opened: OpenedArticle = {
    ...{ slug: "a", text: "abc", dirty: false, readOnly, previewUrl: "" },
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
  article.noticed({ kind: "reloaded", slug: "a", base: 0, changes, update: update(1, 1, false) });
  await saving;
  expect(host.save).toHaveBeenLastCalledWith("a", 1);
  expect(article.text.toString()).toBe("Xbc");
});

it("the disk's text that the writer chose can be undone, one that came by itself cannot", async () => {
  const article = open();
  const changes = [{ from: 0, to: 1, insert: "X" }];
  article.noticed({ kind: "reloaded", slug: "a", base: 0, changes, update: update(1, 1, false) });
  host.resolveConflict.mockResolvedValue(null);
  await article.resolve("disk");
  article.noticed({ kind: "reloaded", slug: "a", base: 1, changes, update: update(2, 2, false) });
  expect(applied.map(({ undoable }) => undoable)).toEqual([false, true]);
});

it("problems stand where their text stands now", async () => {
  const article = open();
  const message = { en: "", ja: "" };
  const problem: Problem = {
    file: "a/article.md",
    code: "x",
    severity: "error",
    message,
    hint: null,
    from: 1,
    to: 2,
    line: 0,
  };
  host.edit.mockResolvedValueOnce({ kind: "applied", update: update(1, 1, true, [problem]) });
  host.edit.mockResolvedValueOnce({ kind: "applied", update: update(2, 2) });
  article.edited(ChangeSet.of({ from: 0, insert: "1" }, 3));
  article.edited(ChangeSet.of({ from: 0, insert: "23" }, 4));
  await article.settled();
  expect(shownProblems[0]?.[0]).toMatchObject({ from: 3, to: 4, here: true });
});

it("a text that can only be read is not saved", async () => {
  const article = open(failure("notUtf8"));
  await article.save();
  expect(article.saveState).toBe("readonly");
  expect(host.save).not.toHaveBeenCalled();
});
