import type { Host } from "../host/host";
import type { NewPublication, PublicationView } from "../host/wire";
import { speech } from "../words/speech.svelte";

/** Opens what is made, after unsaved work was dealt with. */
type Open = (make: (discard: boolean) => Promise<PublicationView | null>) => Promise<void>;

/** What one begins with: a new publication, or a copy of the sample. */
export class Beginning {
  constructor(
    private readonly host: Host,
    private readonly open: Open,
  ) {}

  /** The folder in which publications are made unless the person chooses another one; empty where there is none. */
  usualPlace(): Promise<string> {
    return this.host.usualPlace().catch(() => "");
  }

  /** Asks for a folder; nothing where the person cancels. */
  choosePlace(): Promise<string | null> {
    return this.host.chooseFolder(speech.words.start.place);
  }

  /** Makes a publication and opens it. */
  create(publication: NewPublication): Promise<void> {
    return this.open((discard) => this.host.createPublication(publication, discard));
  }

  /** Asks where the sample should go, makes a copy there and opens it. */
  sample(): Promise<void> {
    return this.open(async (discard) => {
      const place = await this.host.chooseFolder(speech.words.start.samplePlace);
      return place === null ? null : this.host.createSample(place, speech.words.start.sampleFolder, discard);
    });
  }
}
