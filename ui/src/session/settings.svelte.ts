import { asFailure, type Host } from "../host/host";
import type { Failure, PreviewLook, Settings } from "../host/wire";
import { speech } from "../words/speech.svelte";
import { wear } from "./editor-look";
import { usualLook } from "./preview-look";
import type { Attempt } from "./announcements.svelte";

/** What holds until the file is read, and where it says nothing. */
export const usual: Settings = {
  language: null,
  theme: "system",
  autosave: "off",
  focus: "off",
  typewriter: false,
  editor: { font: "gothic", size: 15, lineHeight: 170, measure: 42 },
  spellingOff: false,
  preview: usualLook,
};

/** The person's settings: what the window goes by, and what Rust keeps in one plain file. */
export class SettingsStore {
  values = $state.raw<Settings>(usual);

  constructor(
    private readonly host: Host,
    private readonly failed: (attempt: Attempt, failure: Failure) => void,
  ) {}

  /** Reads the file. Without it everything is as usual. */
  async load(): Promise<void> {
    try {
      const { settings, damaged } = await this.host.settings();
      this.take(settings);
      if (damaged) this.failed("readSettings", damaged);
    } catch (reason) {
      this.failed("readSettings", asFailure(reason));
    }
  }

  /** Changes some settings, at once and in the file. */
  change(part: Partial<Settings>): void {
    this.take({ ...this.values, ...part });
    this.host.changeSettings(this.values).catch((reason: unknown) => {
      this.failed("settings", asFailure(reason));
    });
  }

  /** Changes how the preview shows the reader's page. */
  changePreview(part: Partial<PreviewLook>): void {
    this.change({ preview: { ...this.values.preview, ...part } });
  }

  /** Makes everything as usual again. */
  reset(): void {
    this.change(usual);
  }

  /** Shows the folder that the file is in. */
  async showFile(): Promise<void> {
    try {
      await this.host.showSettings();
    } catch (reason) {
      this.failed("show", asFailure(reason));
    }
  }

  private take(values: Settings): void {
    this.values = values;
    speech.choose(values.language);
    document.documentElement.dataset.theme = values.theme;
    wear(values.editor, document.documentElement);
  }
}
