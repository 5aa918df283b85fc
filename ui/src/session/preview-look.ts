/** How the preview shows the reader's page: what there is to choose from, and what follows from a choice. */
import type { PreviewLook, PreviewWidth, Theme } from "../host/wire";
import type { PageTheme } from "../preview/messages";

/** What holds until something else is chosen. */
export const usualLook: PreviewLook = { width: "pane", theme: "window", zoom: 100, paged: false };

/** The screens that a page can be shown for, in CSS pixels. The height is what is left of it beside the browser's own. */
export const screens: Readonly<
  Record<Exclude<PreviewWidth, "pane">, { readonly width: number; readonly height: number }>
> = {
  phone: { width: 390, height: 760 },
  tablet: { width: 768, height: 1024 },
  desktop: { width: 1280, height: 800 },
};

/** The sizes that one goes through step by step, in percent. */
const zooms = [50, 67, 80, 90, 100, 110, 125, 150, 175, 200];

/** The next size up or down; the same at either end. */
export function zoomed(zoom: number, direction: 1 | -1): number {
  const next = direction > 0 ? zooms.find((size) => size > zoom) : zooms.findLast((size) => size < zoom);
  return next ?? zoom;
}

/** The colours of the page in a window of this theme. */
export function pageTheme(look: PreviewLook, window: Theme): PageTheme {
  return look.theme === "window" ? window : look.theme;
}

/** Where a frame stands in the room that it has, in pixels of the window. */
export interface StagedFrame {
  /** The frame's own size in CSS pixels, by which the page goes. */
  readonly width: number;
  readonly height: number;
  /** How large it is drawn. */
  readonly scale: number;
}

/** The room left around a screen on each side. */
export const screenMargin = 16;

/**
 * The frame of a look in a room of this size. A screen wider than the room is drawn smaller; the zoom counts from
 * there, so that at 100 % all of the screen's width is seen.
 */
export function staged(look: PreviewLook, room: { width: number; height: number }): StagedFrame {
  const zoom = look.zoom / 100;
  if (look.width === "pane")
    return { width: Math.round(room.width / zoom), height: Math.round(room.height / zoom), scale: zoom };
  const screen = screens[look.width];
  const free = { width: room.width - 2 * screenMargin, height: room.height - 2 * screenMargin };
  const scale = Math.max(0.1, Math.min(1, free.width / screen.width)) * zoom;
  const height =
    look.width === "desktop" ? free.height / scale : Math.min(screen.height, free.height / scale);
  return { width: screen.width, height: Math.max(1, Math.round(height)), scale };
}
