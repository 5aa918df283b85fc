import type { EditorFont, EditorLook } from "../host/wire";

/** Bounds of what can be set, in the units of {@link EditorLook}. */
export const lookBounds = {
  size: { least: 11, most: 32 },
  lineHeight: { least: 120, most: 260 },
  measure: { least: 20, most: 100 },
} as const;

const fonts: Readonly<Record<EditorFont, string>> = {
  gothic: "",
  mincho: "var(--mincho)",
  mono: "var(--mono)",
  system: "var(--ui-font)",
};

/** A look that can be read, whatever a file says. */
export function bounded(look: EditorLook): EditorLook {
  const within = (name: keyof typeof lookBounds) =>
    Math.min(lookBounds[name].most, Math.max(lookBounds[name].least, Math.round(look[name])));
  return { ...look, size: within("size"), lineHeight: within("lineHeight"), measure: within("measure") };
}

/** Puts a look on the page: the editor's styles are made of these properties. */
export function wear(look: EditorLook, { style }: HTMLElement): void {
  const { font, size, lineHeight, measure } = bounded(look);
  if (fonts[font]) style.setProperty("--editor-font", fonts[font]);
  else style.removeProperty("--editor-font");
  style.setProperty("--editor-size", `${String(size)}px`);
  style.setProperty("--editor-line", String(lineHeight / 100));
  style.setProperty("--editor-measure", `${String(measure)}em`);
}
