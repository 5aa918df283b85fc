import type { Component } from "svelte";

/** Something that a {@link Picker} offers. */
export interface Choice {
  /** Told apart from all others by this. */
  readonly id: string;
  readonly label: string;
  /** Other names that it is found by: readings, names in another language. */
  readonly aliases?: readonly string[];
  /** What stands above it and its neighbours as long as nothing is sought. */
  readonly section?: string;
  /** A quiet word beside the label. */
  readonly note?: string;
  /** Its keys, as this system writes them. */
  readonly keys?: string;
  /** For what can be on or off. */
  readonly checked?: boolean | undefined;
  readonly icon?: Component<{ size?: number }>;
  readonly run: () => void;
}
