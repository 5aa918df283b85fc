import type { PointedWords } from "../text/pointed";
import { BlockList, type BlockPatch } from "./blocks";
import { readFromFrame, type FrameKey, type PageTheme, type ToFrame } from "./messages";

/** What the person does in the preview. */
export interface PreviewEvents {
  /** The frame shows the page. */
  ready(): void;
  scrolled(line: number): void;
  clicked(line: number, words: PointedWords): void;
  /** The card of a source was clicked twice. */
  opened(line: number): void;
  /** This page stands there, counted from zero, of so many. */
  pages(page: number, pages: number): void;
  link(url: string): void;
  key(chord: FrameKey): void;
}

/** The frame, as one who speaks to it sees it. */
export interface Frame {
  load(url: string): void;
  post(message: ToFrame): void;
}

/** A frame in this window, whose words go to `hear`. */
export function frameIn(
  element: HTMLIFrameElement,
  hear: (data: unknown) => void,
): { frame: Frame; release: () => void } {
  const listener = (event: MessageEvent<unknown>) => {
    // The origin of a sandboxed frame is "null": only the window that speaks tells who it is.
    if (event.source === element.contentWindow) hear(event.data);
  };
  window.addEventListener("message", listener);
  const frame = {
    load: (url: string) => {
      element.src = url;
    },
    post: (message: ToFrame) => {
      element.contentWindow?.postMessage(message, "*");
    },
  };
  return {
    frame,
    release: () => {
      window.removeEventListener("message", listener);
    },
  };
}

/**
 * The window's end of the preview: keeps the whole list of blocks, so that a frame can be loaded again at any time,
 * and passes on patches in order.
 */
export class PreviewChannel {
  private blocks = new BlockList();
  private url = "";
  private look: Extract<ToFrame, { kind: "look" }> = { kind: "look", theme: "system", paged: false };
  private frame: Frame | null = null;
  private ready = false;

  constructor(private readonly events: PreviewEvents) {}

  /** Uses this frame of the window from now on; the answer lets go of it. */
  attach(element: HTMLIFrameElement): () => void {
    const { frame, release } = frameIn(element, (data) => {
      this.receive(data);
    });
    const leave = this.use(frame);
    return () => {
      release();
      leave();
    };
  }

  /** Uses a frame, wherever it is; the answer lets go of it. What the frame says is for {@link receive}. */
  use(frame: Frame): () => void {
    this.frame = frame;
    this.reload();
    return () => {
      if (this.frame !== frame) return;
      this.frame = null;
      this.ready = false;
    };
  }

  /** Shows another page, empty at first. */
  open(url: string): void {
    this.blocks = new BlockList();
    this.url = url;
    this.reload();
  }

  /** Loads the frame's document again; what it showed follows. */
  reload(): void {
    this.ready = false;
    if (this.url) this.frame?.load(this.url);
  }

  /** Starts again from an empty list, in the same document. */
  empty(): void {
    this.patch(this.blocks.nothing());
  }

  /** Changes the page. */
  patch(patch: BlockPatch): void {
    if (isNothing(patch)) return;
    this.blocks.apply(patch);
    this.send({ kind: "patch", patch });
  }

  /** Brings a source line to the reference point. */
  scrollTo(line: number): void {
    this.send({ kind: "scroll", line });
  }

  /** Marks the block that the cursor stands in. */
  cursor(line: number, height: number, follow: boolean): void {
    this.send({ kind: "cursor", line, height, follow });
  }

  /** Shows the page in these colours, and each page by itself or all one after another. */
  setLook(theme: PageTheme, paged: boolean): void {
    this.look = { kind: "look", theme, paged };
    this.send(this.look);
  }

  /** Shows this page, counted from zero, where each stands by itself. */
  turnTo(page: number): void {
    this.send({ kind: "turn", page });
  }

  private send(message: ToFrame): void {
    if (this.ready) this.frame?.post(message);
  }

  /** Takes what the frame says, which is not to be trusted. */
  receive(data: unknown): void {
    const message = readFromFrame(data);
    if (!message) return;
    if (message.kind === "hello") this.greet();
    else if (this.ready) this.report(message);
  }

  /** A document was loaded and is empty. */
  private greet(): void {
    this.ready = true;
    this.send(this.look);
    this.send({ kind: "patch", patch: this.blocks.whole() });
    this.events.ready();
  }

  private report(message: Exclude<ReturnType<typeof readFromFrame>, null>): void {
    if (message.kind === "scrolled") this.events.scrolled(message.line);
    if (message.kind === "clicked") this.events.clicked(message.line, message.words);
    if (message.kind === "opened") this.events.opened(message.line);
    if (message.kind === "pages") this.events.pages(message.page, message.pages);
    if (message.kind === "link") this.events.link(message.url);
    if (message.kind === "key") this.events.key(message.chord);
  }
}

function isNothing({ remove, insert, replace, lines }: BlockPatch): boolean {
  return remove.length + insert.length + replace.length + lines.length === 0;
}
