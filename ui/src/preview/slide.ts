/**
 * The reference point of scroll synchronisation: it slides through the window as one scrolls.
 *
 * At the top of a text it is the window's upper edge, at the end the lower edge. So both panes reach their start and
 * their end together, however different their heights are.
 */

/** Something that scrolls. */
export interface Scrolled {
  /** Pixels scrolled past. */
  readonly top: number;
  /** Height of the window in pixels. */
  readonly window: number;
  /** Height of the content in pixels. */
  readonly content: number;
}

/** The place in the content, in pixels from its top, that the reference point stands on. */
export function referenceY({ top, window, content }: Scrolled): number {
  const range = content - window;
  return range > 0 ? (top * content) / range : 0;
}

/** The pixels to scroll past so that the reference point stands on `y`. */
export function topForReference(y: number, window: number, content: number): number {
  const range = Math.max(0, content - window);
  return content > 0 ? Math.min(range, Math.max(0, (y * range) / content)) : 0;
}
