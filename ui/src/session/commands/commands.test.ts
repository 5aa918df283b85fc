import { expect, it } from "vitest";

import { languages } from "../../words/languages";
import { groups } from "./command";
import { chordLabel, chordLabels, commandNames, commandOf, commands } from ".";
import type { KeyPress } from "./keys";

const press = (key: string, held: Partial<KeyPress> = {}): KeyPress => ({
  ...{ key, ctrlKey: false, metaKey: false, shiftKey: false, altKey: false },
  ...held,
});

it("keys ask for commands", () => {
  expect(commandOf(press("s", { ctrlKey: true }), false)).toBe("save");
  expect(commandOf(press("E", { ctrlKey: true, shiftKey: true }), false)).toBe("export");
  expect(commandOf(press("F8"), false)).toBe("nextProblem");
  expect(commandOf(press("F8", { shiftKey: true }), false)).toBe("previousProblem");
});

it("a Mac's keys are its own", () => {
  expect(commandOf(press("s", { metaKey: true }), true)).toBe("save");
  expect(commandOf(press("s", { ctrlKey: true }), true)).toBeNull();
});

it.each([
  press("s"),
  press("s", { ctrlKey: true, altKey: true }),
  press("s", { ctrlKey: true, metaKey: true }),
  press("z", { ctrlKey: true }),
])("%j asks for nothing", (key) => {
  expect(commandOf(key, false)).toBeNull();
});

it("some keys are the preview's alone", () => {
  expect(commandOf(press("-", { ctrlKey: true }), false)).toBeNull();
  expect(commandOf(press("-", { ctrlKey: true }), false, "preview")).toBe("previewSmaller");
});

it("no two commands have the same keys where both are heard", () => {
  for (const other of ["inEditor", "inPreview"] as const) {
    const heard = commandNames.filter((name) => !commands[name][other]);
    const labels = heard.flatMap((name) => chordLabels(name, false));
    expect(labels.filter((label, index) => labels.indexOf(label) !== index)).toEqual([]);
  }
});

it("every command has a name in both languages, and a group that is listed", () => {
  for (const words of Object.values(languages))
    expect(Object.keys(words.commands).sort()).toEqual([...commandNames].sort());
  expect(commandNames.filter((name) => !groups.includes(commands[name].group))).toEqual([]);
});

it("a command's first keys are the ones that are shown", () => {
  expect(chordLabel("save", false)).toBe("Ctrl+S");
  expect(chordLabel("save", true)).toBe("⌘S");
  expect(chordLabel("previousProblem", false)).toBe("Shift+F8");
});
