/**
 * What the main window and the preview's own window say to each other. Both are pages of Kiku, of one origin, so a
 * `BroadcastChannel` joins them; the frame within has no origin, and can neither hear nor speak here.
 */
import type { PreviewLook, Theme } from "../host/wire";
import type { ToFrame } from "../preview/messages";

const channelName = "kiku-preview";

/** What the preview's own window shows around the frame. */
export interface PreviewState {
  /** As in the settings: `null` is the system's. */
  readonly language: "ja" | "en" | null;
  readonly theme: Theme;
  readonly look: PreviewLook;
  readonly title: string;
  readonly mac: boolean;
  /** Which page is shown, counted from zero, of how many. */
  readonly pages: { readonly page: number; readonly pages: number };
  /** Whether there is an article, and whether the frame shows it. */
  readonly wanted: boolean;
  readonly ready: boolean;
}

/** From the main window. */
export type ToWindow =
  /** Say that you are there. */
  | { readonly kind: "hello" }
  | { readonly kind: "state"; readonly state: PreviewState }
  | { readonly kind: "load"; readonly url: string }
  | { readonly kind: "post"; readonly message: ToFrame };

/** To the main window. */
export type FromWindow =
  /** The window listens from now on, and knows nothing. */
  | { readonly kind: "opened" }
  /** What its frame said: not to be trusted. */
  | { readonly kind: "frame"; readonly data: unknown }
  /** A command, by its name. */
  | { readonly kind: "command"; readonly name: string }
  /** A key that the window does not use itself. */
  | { readonly kind: "key"; readonly key: string; readonly held: HeldKeys };

/** The modifiers of a key. */
export interface HeldKeys {
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly shiftKey: boolean;
  readonly altKey: boolean;
}

/** One end of the line between the two windows. */
export class WindowChannel<Sent, Heard> {
  private readonly channel = new BroadcastChannel(channelName);

  constructor(hear: (message: Heard) => void) {
    this.channel.addEventListener("message", ({ data }: MessageEvent<Heard>) => {
      hear(data);
    });
  }

  send(message: Sent): void {
    this.channel.postMessage(message);
  }
}
