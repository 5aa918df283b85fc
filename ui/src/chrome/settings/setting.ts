/** What stands in the settings dialog, whatever it looks like. */

export interface Section {
  readonly title: string;
  readonly settings: readonly Setting[];
}

export type Setting = ChoiceSetting | SwitchSetting | SizeSetting;

interface Described {
  /** Tells it apart, also in tests. */
  readonly id: string;
  readonly label: string;
  /** What the label leaves open. */
  readonly hint?: string;
}

/** One of a few. */
export interface ChoiceSetting extends Described {
  readonly kind: "choice";
  readonly value: string;
  readonly options: readonly { readonly value: string; readonly label: string; readonly lang?: string }[];
  readonly change: (value: string) => void;
}

/** On or off. */
export interface SwitchSetting extends Described {
  readonly kind: "switch";
  readonly on: boolean;
  readonly change: (on: boolean) => void;
}

/** A number between two bounds. */
export interface SizeSetting extends Described {
  readonly kind: "size";
  readonly value: number;
  readonly least: number;
  readonly most: number;
  readonly step: number;
  /** The number as one says it. */
  readonly say: (value: number) => string;
  readonly change: (value: number) => void;
}

/** A choice among the values of a setting, named by the catalogue. */
export function choice<Value extends string>(
  described: Described,
  value: Value,
  names: Readonly<Record<Value, string>>,
  change: (value: Value) => void,
): ChoiceSetting {
  const values = Object.keys(names) as Value[];
  return {
    ...described,
    kind: "choice",
    value,
    options: values.map((option) => ({ value: option, label: names[option] })),
    change: (chosen) => {
      const known = values.find((option) => option === chosen);
      if (known !== undefined) change(known);
    },
  };
}
