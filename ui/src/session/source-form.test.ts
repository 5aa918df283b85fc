import { expect, it } from "vitest";

import type { SourceForm } from "../host/wire";
import { emptyForm, isEntry, mistakesIn, proposedId } from "./source-form";

const today = "2026-03-10";
const taken = new Set(["doe-2025", "doe-2025-2", "source"]);
const form = (more: Partial<SourceForm>): SourceForm => ({ ...emptyForm, id: "a", title: "T", ...more });

it.each([
  [{}, {}],
  [{ title: "", url: "https://example.org" }, {}],
  [{ title: " " }, { title: "missing" }],
  [{ published: "2026-02-30" }, { published: "badDate" }],
  [{ published: "March 2025" }, { published: "badDate" }],
  [{ published: "2025", accessed: "2026-03" }, {}],
  [{ accessed: "2026-03-11" }, { accessed: "future" }],
  [{ url: "javascript:alert(1)" }, { url: "notWeb" }],
  [{ url: "example.org" }, { url: "notWeb" }],
  [{ id: "source" }, { id: "taken" }],
  [{ id: "" }, { id: "missing" }],
  [{ id: "a b" }, { id: "badId" }],
  [{ id: "菊-2025" }, {}],
] as [Partial<SourceForm>, object][])("%j has the mistakes %j", (more, expected) => {
  expect(mistakesIn(form(more), taken, today)).toEqual(expected);
});

it.each([
  [{ authors: ["Doe, Ann"], published: "2025-03" }, "doe-2025-3"],
  [{ authors: ["菊池 花"], url: "https://www.shionari.co.jp/a", published: "2024" }, "shionari-2024"],
  [{ title: "Harbour lights" }, "harbour"],
  [{ title: "和紙" }, "source-2"],
  [{ authors: ["Müller, Jo"] }, "muller"],
] as [Partial<SourceForm>, string][])("%j is called %j", (more, expected) => {
  expect(proposedId({ ...emptyForm, ...more }, taken)).toBe(expected);
});

it("entries of BibTeX and CSL are told from other words", () => {
  expect(["@book{a,}", ' [{"id":"a"}]', '{"id":"a"}'].map(isEntry)).toEqual([true, true, true]);
  expect(["@someone", "https://example.org", "words"].map(isEntry)).toEqual([false, false, false]);
});
