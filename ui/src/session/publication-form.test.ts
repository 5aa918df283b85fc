import { expect, it } from "vitest";

import type { PublicationForm, PublicationProblem } from "../host/wire";
import { caughtUp, changesBetween, hindrance, valuesOf } from "./publication-form";

const form = (values: PublicationForm["values"]) => valuesOf({ values } as PublicationForm);
const problem = (setting: PublicationProblem["setting"], severity: PublicationProblem["severity"]) =>
  ({ setting, severity }) as PublicationProblem;

it("only what says something else is a change, whatever space is around it", () => {
  const file = form({ title: "Notes", theme: "news" });
  expect(changesBetween(file, { ...file, title: " Notes ", theme: "", description: " New " })).toEqual([
    { setting: "description", from: "", to: "New" },
    { setting: "theme", from: "news", to: "" },
  ]);
});

it("what was filled in stays where the file becomes another, and all else follows it", () => {
  const before = form({ title: "Notes", theme: "news" });
  const now = form({ title: "Theirs", theme: "essay", language: "en" });
  const filled = { ...before, title: "Mine" };
  expect(caughtUp(before, filled, now)).toEqual({ ...now, title: "Mine" });
});

it("a mistake that was there before hinders nothing, and neither does a warning", () => {
  const changes = changesBetween(
    form({ baseUrl: "x" }),
    form({ baseUrl: "x", title: "", logo: "a", css: "b" }),
  );
  const problems = [problem("baseUrl", "error"), problem("logo", "warning"), problem("css", "error")];
  expect(hindrance(changes, problems.slice(0, 2))).toBeNull();
  expect(hindrance(changes, problems)).toBe("css");
});
