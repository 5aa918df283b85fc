import { asFailure, type Host } from "../host/host";
import type { Failure } from "../host/wire";
import type { PreviewChannel } from "../preview/channel";
import { WindowChannel, type FromWindow, type PreviewState, type ToWindow } from "./window-channel";
import type { KeyPress } from "./commands/keys";

/** What the person does in the preview's own window. */
export interface PreviewWindowEvents {
  command(name: string): void;
  key(press: KeyPress): void;
  failed(failure: Failure): void;
}

const key = "kiku.previewWindow";

/**
 * The preview in a window of its own. It moves there: while that window is open, the main one has no frame, so that
 * each patch has one place to go to.
 */
export class PreviewWindow {
  isOpen = $state(false);
  private readonly channel: WindowChannel<ToWindow, FromWindow>;
  private state: PreviewState | null = null;
  private leave: (() => void) | null = null;

  constructor(
    private readonly host: Host,
    private readonly preview: PreviewChannel,
    private readonly events: PreviewWindowEvents,
  ) {
    this.channel = new WindowChannel((message) => {
      this.hear(message);
    });
  }

  /** Opens the window again, should it have been open when Kiku was closed. */
  restore(): void {
    if (localStorage.getItem(key) === "open") void this.open();
  }

  toggle(): void {
    if (this.isOpen) void this.attempt(() => this.host.closePreviewWindow());
    else void this.open();
  }

  /** Escape in the window closes it. Answers whether the key was that. */
  pressed({ key: pressed, ...held }: KeyPress): boolean {
    const escapes = this.isOpen && pressed === "Escape" && !Object.values(held).includes(true);
    if (escapes) this.toggle();
    return escapes;
  }

  /** The window is gone, whoever closed it. */
  closed(): void {
    this.isOpen = false;
    this.leave?.();
    this.leave = null;
    localStorage.removeItem(key);
  }

  /** What the window shows around the frame. */
  show(state: PreviewState): void {
    this.state = state;
    if (this.isOpen) this.channel.send({ kind: "state", state });
  }

  private async open(): Promise<void> {
    this.isOpen = true;
    localStorage.setItem(key, "open");
    const opened = await this.attempt(() => this.host.openPreviewWindow());
    if (!opened) this.closed();
    // One that was open already, as when this page was loaded again, has said so before.
    else this.channel.send({ kind: "hello" });
  }

  private async attempt(what: () => Promise<unknown>): Promise<boolean> {
    try {
      await what();
      return true;
    } catch (reason) {
      this.events.failed(asFailure(reason));
      return false;
    }
  }

  private hear(message: FromWindow): void {
    switch (message.kind) {
      case "opened":
        this.greet();
        break;
      case "frame":
        if (this.leave) this.preview.receive(message.data);
        break;
      case "command":
        this.events.command(message.name);
        break;
      case "key":
        this.events.key({ key: message.key, ...message.held });
        break;
    }
  }

  /** The window was loaded, and its frame is the preview from now on. */
  private greet(): void {
    if (!this.isOpen) return;
    if (this.state) this.channel.send({ kind: "state", state: this.state });
    this.leave?.();
    this.leave = this.preview.use({
      load: (url) => {
        this.channel.send({ kind: "load", url });
      },
      post: (message) => {
        this.channel.send({ kind: "post", message });
      },
    });
  }
}
