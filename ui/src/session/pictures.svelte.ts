import { asFailure, type Host } from "../host/host";
import type { Failure, StoredImage } from "../host/wire";

/** An image that is to be put into the text: what it is called, and how it is stored once the person wants it. */
export interface OfferedPicture {
  readonly name: string;
  /** An address that shows it, where there is one. */
  readonly shows: string | null;
  readonly store: () => Promise<StoredImage>;
}

/** What the person said of an image. */
export interface Caption {
  readonly alt: string;
  readonly credit: string;
  readonly figure: boolean;
}

/** What pictures need of the window. */
export interface PictureDesk {
  /** The article that is open. */
  slug(): string | null;
  /** The heading that the cursor stands under. */
  heading(): string;
  insert(picture: Caption & { readonly path: string }): void;
  failed(failure: Failure): void;
}

/** As Rust has it: what is larger is not even read. */
export const largest = 32 * 1024 * 1024;

/** Names that programs give to what has none. */
const nameless = /^(?:image|img|clipboard|paste|unknown|untitled|無題|画像)?[\s_-]*\d*$/i;

/** What a file may be called: `otherwise`, where its own name says nothing. */
export function tellingName(file: string, otherwise: string): string {
  return nameless.test(file.replace(/\.\w{1,4}$/, "")) ? otherwise || file : file;
}

/** Asks for an image in the system's dialog; `null` where the person cancels. */
export async function chosenFile(
  host: Pick<Host, "chooseImage" | "chosenImage">,
  title: string,
): Promise<File | null> {
  const name = await host.chooseImage(title);
  if (name === null) return null;
  // Of all pictures, a drawing alone is not known by its bytes.
  const type = /\.svg$/i.test(name) ? "image/svg+xml" : "";
  return new File([await host.chosenImage()], name, { type });
}

/** The bytes of a file that is to be stored. */
export async function bytesOf(file: File): Promise<Uint8Array> {
  if (file.size > largest) throw tooLarge(file.name);
  return new Uint8Array(await file.arrayBuffer());
}

/** Images on their way into the text, one after another. Nothing is stored before the person says what it shows. */
export class Pictures {
  waiting = $state.raw<readonly OfferedPicture[]>([]);
  storing = $state(false);

  constructor(
    private readonly host: Host,
    private readonly desk: PictureDesk,
  ) {}

  /** Takes files that were pasted or dropped. */
  offer(files: readonly File[]): void {
    const slug = this.desk.slug();
    if (slug === null) return;
    this.waiting = [...this.waiting, ...files.map((file) => this.ofFile(slug, file))];
  }

  /** Asks for a file in the system's dialog. */
  async choose(title: string): Promise<void> {
    const slug = this.desk.slug();
    if (slug === null) return;
    try {
      const name = await this.host.chooseImage(title);
      if (name === null) return;
      const store = () => this.host.storeChosenImage(slug);
      this.waiting = [...this.waiting, { name, shows: null, store }];
    } catch (reason) {
      this.desk.failed(asFailure(reason));
    }
  }

  /** Stores the first that waits and puts it into the text. */
  async accept(caption: Caption): Promise<void> {
    const [picture] = this.waiting;
    if (!picture || this.storing) return;
    this.storing = true;
    try {
      const { path } = await picture.store();
      this.desk.insert({ ...caption, path });
    } catch (reason) {
      this.desk.failed(asFailure(reason));
    } finally {
      this.storing = false;
      this.dismiss();
    }
  }

  /** Leaves the first that waits out. */
  dismiss(): void {
    const shows = this.waiting[0]?.shows;
    if (shows) URL.revokeObjectURL(shows);
    this.waiting = this.waiting.slice(1);
  }

  private ofFile(slug: string, file: File): OfferedPicture {
    const name = tellingName(file.name, this.desk.heading());
    const store = async () => {
      if (file.size > largest) throw tooLarge(file.name);
      return this.host.storeImage(slug, name, new Uint8Array(await file.arrayBuffer()));
    };
    return { name, shows: URL.createObjectURL(file), store };
  }
}

/** Rejections are failures here, which are no errors of the program. */
export function tooLarge(detail: string): Error {
  const failure: Failure = { code: "imageTooLarge", detail };
  return failure as unknown as Error;
}
