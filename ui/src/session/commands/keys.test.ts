import { expect, it } from "vitest";

import { isPressed, keysLabel, type KeyPress } from "./keys";

const press = (key: string, held: Partial<KeyPress> = {}): KeyPress => ({
  ...{ key, ctrlKey: false, metaKey: false, shiftKey: false, altKey: false },
  ...held,
});

it("a chord is pressed with exactly its own modifiers", () => {
  const up = { key: "arrowup", alt: true };
  expect(isPressed(up, press("ArrowUp", { altKey: true }), false)).toBe(true);
  expect(isPressed(up, press("ArrowUp"), false)).toBe(false);
  expect(isPressed(up, press("ArrowUp", { altKey: true, shiftKey: true }), false)).toBe(false);
});

it("the main modifier is Ctrl, and Cmd on a Mac", () => {
  const save = { key: "s", mod: true };
  expect(isPressed(save, press("S", { ctrlKey: true }), false)).toBe(true);
  expect(isPressed(save, press("s", { metaKey: true }), true)).toBe(true);
  expect(isPressed(save, press("s", { ctrlKey: true, metaKey: true }), false)).toBe(false);
});

it("with Option, a key of a Mac is known by its place", () => {
  const next = { key: "]", alt: true };
  const pressed = press("‘", { altKey: true, code: "BracketRight" });
  expect(isPressed(next, pressed, true)).toBe(true);
  expect(isPressed(next, pressed, false)).toBe(false);
  expect(isPressed({ key: "[", alt: true }, pressed, true)).toBe(false);
});

it("keys are written as the system writes them", () => {
  expect(keysLabel({ key: "e", mod: true, shift: true }, false)).toBe("Ctrl+Shift+E");
  expect(keysLabel({ key: "e", mod: true, shift: true }, true)).toBe("⇧⌘E");
  expect(keysLabel({ key: "arrowdown", alt: true }, false)).toBe("Alt+↓");
  expect(keysLabel({ key: "?", shift: true }, false)).toBe("?");
  expect(keysLabel({ key: "pageup", alt: true }, false)).toBe("Alt+PageUp");
});
