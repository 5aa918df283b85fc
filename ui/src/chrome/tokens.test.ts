import { expect, it } from "vitest";

const files = import.meta.glob<string>(["../**/*.{svelte,css,ts}", "!../**/*.test.ts", "!../host/wire.ts"], {
  query: "?raw",
  import: "default",
  eager: true,
});

/** The lines of all files that match, without those that say why they may. */
function lines(pattern: RegExp, except: readonly string[]): string[] {
  return Object.entries(files)
    .filter(([name]) => !except.some((end) => name.endsWith(end)))
    .flatMap(([name, text]) =>
      text
        .split("\n")
        .filter((line) => pattern.test(line))
        .map((line) => `${name}: ${line.trim()}`),
    );
}

it("colours stand in one place", () => {
  expect(Object.keys(files).length).toBeGreaterThan(50);
  const colour = /(?:#[0-9a-f]{3,8}\b|\b(?:rgba?|hsla?|oklch|lab)\()/i;
  const named =
    /(?:color|background|border|outline|fill|stroke)[\w-]*:[^;]*\b(?:white|black|red|green|blue|gray|grey|yellow)\b/;
  const places = [...lines(colour, ["tokens.css", "frame.css"]), ...lines(named, [])];
  expect(places.filter((line) => !/id: `|new RegExp|\/\^|aria-/.test(line))).toEqual([]);
});

it("every token that is used is there", () => {
  const text = Object.values(files).join("\n");
  const defined = new Set([...text.matchAll(/(--[a-z][\w-]*)["']?\s*:/g)].map(([, name]) => name));
  for (const [, name] of text.matchAll(/style:(--[a-z][\w-]*)/g)) defined.add(name);
  for (const [, name] of text.matchAll(/setProperty\(\s*["'](--[a-z][\w-]*)/g)) defined.add(name);
  const used = [...text.matchAll(/var\((--[a-z][\w-]*)/g)].map(([, name]) => name);
  expect([...new Set(used)].filter((name) => !defined.has(name))).toEqual([]);
});
