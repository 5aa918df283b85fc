import { BlockList, type BlockPatch } from "./blocks";
import { readFromFrame, type FrameKey, type ToFrame } from "./messages";

/** What the person does in the preview. */
export interface PreviewEvents {
  /** The frame shows the page. */
  ready(): void;
  scrolled(line: number): void;
  clicked(line: number): void;
  link(url: string): void;
  key(chord: FrameKey): void;
}

/**
 * The window's end of the preview: keeps the whole list of blocks, so that a frame can be loaded again at any time,
 * and passes on patches in order.
 */
export class PreviewChannel {
  private blocks = new BlockList();
  private url = "";
  private frame: HTMLIFrameElement | null = null;
  private ready = false;

  constructor(private readonly events: PreviewEvents) {}

  /** Uses this frame from now on; the answer lets go of it. */
  attach(frame: HTMLIFrameElement): () => void {
    const listener = (event: MessageEvent<unknown>) => {
      // The origin of a sandboxed frame is "null": only the window that speaks tells who it is.
      if (event.source === frame.contentWindow) this.receive(event.data);
    };
    window.addEventListener("message", listener);
    this.frame = frame;
    this.reload();
    return () => {
      window.removeEventListener("message", listener);
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
    if (this.frame && this.url) this.frame.src = this.url;
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

  private send(message: ToFrame): void {
    if (this.ready) this.frame?.contentWindow?.postMessage(message, "*");
  }

  private receive(data: unknown): void {
    const message = readFromFrame(data);
    if (!message) return;
    if (message.kind === "hello") this.greet();
    else if (this.ready) this.report(message);
  }

  /** A document was loaded and is empty. */
  private greet(): void {
    this.ready = true;
    this.send({ kind: "patch", patch: this.blocks.whole() });
    this.events.ready();
  }

  private report(message: Exclude<ReturnType<typeof readFromFrame>, null>): void {
    if (message.kind === "scrolled") this.events.scrolled(message.line);
    if (message.kind === "clicked") this.events.clicked(message.line);
    if (message.kind === "link") this.events.link(message.url);
    if (message.kind === "key") this.events.key(message.chord);
  }
}

function isNothing({ remove, insert, replace, lines }: BlockPatch): boolean {
  return remove.length + insert.length + replace.length + lines.length === 0;
}
