/** What the window and the preview frame say to each other by `postMessage`. */
import type { PointedWords } from "../text/pointed";
import type { BlockPatch } from "./blocks";

/** From the window to the frame. */
export type ToFrame =
  | { readonly kind: "patch"; readonly patch: BlockPatch }
  /** Bring this source line to the reference point. */
  | { readonly kind: "scroll"; readonly line: number }
  /** Light or dark, and whether each page stands by itself, as readers get it, or all stand one after another. */
  | { readonly kind: "look"; readonly theme: PageTheme; readonly paged: boolean }
  /** Show this page, counted from zero, where each stands by itself. */
  | { readonly kind: "turn"; readonly page: number }
  /**
   * The cursor stands on this source line, at this height of the editor (0 top, 1 bottom). With `follow` the line
   * is brought into sight.
   */
  | { readonly kind: "cursor"; readonly line: number; readonly height: number; readonly follow: boolean };

/** The colours of the reader's page. */
export type PageTheme = "system" | "light" | "dark";

/** A key that the frame does not use itself, for the window's shortcuts. */
export interface FrameKey {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly shiftKey: boolean;
  readonly altKey: boolean;
}

/** From the frame to the window. */
export type FromFrame =
  /** The frame listens from now on, and is empty. */
  | { readonly kind: "hello" }
  /** The person scrolled: this source line is at the reference point. */
  | { readonly kind: "scrolled"; readonly line: number }
  /** The person clicked on about this source line, between these words of the page. */
  | { readonly kind: "clicked"; readonly line: number; readonly words: PointedWords }
  /** The person clicked twice on the card of a source, which starts on this source line. */
  | { readonly kind: "opened"; readonly line: number }
  /** Which page stands here, counted from zero, of how many. */
  | { readonly kind: "pages"; readonly page: number; readonly pages: number }
  /** The person followed a link out of the article. */
  | { readonly kind: "link"; readonly url: string }
  | { readonly kind: "key"; readonly chord: FrameKey };

/**
 * Reads a message from the frame; `null` where it is none.
 *
 * The frame shows what an author wrote, so nothing that comes from it is taken on trust.
 */
export function readFromFrame(data: unknown): FromFrame | null {
  if (!isRecord(data)) return null;
  switch (data.kind) {
    case "hello":
      return { kind: "hello" };
    case "scrolled":
      return isLine(data.line) ? { kind: "scrolled", line: data.line } : null;
    case "clicked":
      return isLine(data.line) ? { kind: "clicked", line: data.line, words: readWords(data.words) } : null;
    case "opened":
      return isLine(data.line) ? { kind: "opened", line: data.line } : null;
    case "pages":
      return isCount(data.page) && isCount(data.pages)
        ? { kind: "pages", page: data.page, pages: Math.max(1, data.pages) }
        : null;
    case "link":
      return typeof data.url === "string" ? { kind: "link", url: data.url } : null;
    case "key":
      return isRecord(data.chord) ? { kind: "key", chord: readKey(data.chord) } : null;
    default:
      return null;
  }
}

/** A frame that says too much is not listened to the end. */
const longestWords = 64;

function readWords(words: unknown): PointedWords {
  const side = (text: unknown) => (typeof text === "string" ? text.slice(0, longestWords) : "");
  return isRecord(words)
    ? { before: side(words.before), after: side(words.after) }
    : { before: "", after: "" };
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}

function isLine(value: unknown): value is number {
  return typeof value === "number" && Number.isFinite(value) && value >= 0;
}

function isCount(value: unknown): value is number {
  return isLine(value) && Number.isInteger(value);
}

function readKey(chord: Record<string, unknown>): FrameKey {
  return {
    key: typeof chord.key === "string" ? chord.key : "",
    ctrlKey: chord.ctrlKey === true,
    metaKey: chord.metaKey === true,
    shiftKey: chord.shiftKey === true,
    altKey: chord.altKey === true,
  };
}
