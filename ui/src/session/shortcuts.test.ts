import { expect, it } from "vitest";

import { chordLabel, commandOf, commands, type KeyPress } from "./shortcuts";

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
  press("s", { ctrlKey: true, shiftKey: true }),
  press("s", { ctrlKey: true, metaKey: true }),
  press("z", { ctrlKey: true }),
])("%j asks for nothing", (key) => {
  expect(commandOf(key, false)).toBeNull();
});

it("every command's keys can be written", () => {
  expect(commands.map((command) => chordLabel(command, false))).toContain("Ctrl+S");
  expect(chordLabel("previousProblem", false)).toBe("Shift+F8");
  expect(chordLabel("save", true)).toBe("⌘S");
});
