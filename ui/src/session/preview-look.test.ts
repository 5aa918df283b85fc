import { describe, expect, it } from "vitest";

import { pageTheme, staged, usualLook, zoomed } from "./preview-look";

const room = { width: 800, height: 600 };

describe("the frame", () => {
  it("fills the pane; larger, it has fewer of its own pixels", () => {
    expect(staged(usualLook, room)).toEqual({ width: 800, height: 600, scale: 1 });
    expect(staged({ ...usualLook, zoom: 200 }, room)).toEqual({ width: 400, height: 300, scale: 2 });
  });

  it("is as wide as a phone, and no longer than one", () => {
    const phone = { ...usualLook, width: "phone" } as const;
    expect(staged(phone, room)).toEqual({ width: 390, height: 568, scale: 1 });
    expect(staged(phone, { width: 800, height: 2000 })).toEqual({ width: 390, height: 760, scale: 1 });
  });

  it("of a screen wider than the room is drawn smaller, and keeps its width", () => {
    const { width, height, scale } = staged({ ...usualLook, width: "desktop" }, room);
    expect([width, width * scale]).toEqual([1280, 768]);
    expect(Math.round(height * scale)).toBe(568);
    expect(staged({ ...usualLook, width: "desktop", zoom: 150 }, room).scale).toBeCloseTo(0.9);
  });

  it("has a size even where there is no room", () => {
    const { height, scale } = staged({ ...usualLook, width: "tablet" }, { width: 0, height: 0 });
    expect(height).toBeGreaterThan(0);
    expect(scale).toBeGreaterThan(0);
  });
});

it("sizes go step by step and end at half and double", () => {
  expect([zoomed(100, 1), zoomed(100, -1), zoomed(93, 1), zoomed(50, -1), zoomed(200, 1)]).toEqual([
    110, 90, 100, 50, 200,
  ]);
});

it("the page has the window's colours unless it was given its own", () => {
  expect(pageTheme(usualLook, "dark")).toBe("dark");
  expect(pageTheme({ ...usualLook, theme: "light" }, "dark")).toBe("light");
});
