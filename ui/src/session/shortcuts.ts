/** The keys of the whole window. What only the editor does with keys is the editor's own. */

/** What a key or a menu entry can ask for. */
export type Command =
  | "save"
  | "open"
  | "export"
  | "binder"
  | "editor"
  | "preview"
  | "find"
  | "nextProblem"
  | "previousProblem"
  | "repair"
  | "shortcuts";

/** One combination of keys. */
export interface Chord {
  /** As in `KeyboardEvent.key`, lower case. */
  readonly key: string;
  /** Ctrl, or Cmd on a Mac. */
  readonly mod: boolean;
  readonly shift?: boolean;
}

/** Each command's keys; the first is the one that is shown. */
const chords: Record<Command, readonly [Chord, ...Chord[]]> = {
  save: [{ key: "s", mod: true }],
  open: [{ key: "o", mod: true }],
  export: [
    { key: "e", mod: true },
    { key: "e", mod: true, shift: true },
  ],
  find: [{ key: "f", mod: true }],
  binder: [{ key: "1", mod: true }],
  editor: [{ key: "2", mod: true }],
  preview: [{ key: "3", mod: true }],
  nextProblem: [{ key: "f8", mod: false }],
  previousProblem: [{ key: "f8", mod: false, shift: true }],
  repair: [{ key: ".", mod: true }],
  shortcuts: [{ key: "f1", mod: false }],
};

/** The commands in the order in which they are listed. */
export const commands = Object.keys(chords) as Command[];

/** The parts of a keyboard event that a chord is read from. */
export interface KeyPress {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly shiftKey: boolean;
  readonly altKey: boolean;
}

/** The command that a key press asks for; `null` for none. */
export function commandOf(press: KeyPress, mac: boolean): Command | null {
  if (press.altKey || (mac ? press.ctrlKey : press.metaKey)) return null;
  const mod = mac ? press.metaKey : press.ctrlKey;
  const key = press.key.toLowerCase();
  const matches = (chord: Chord) =>
    chord.key === key && chord.mod === mod && (chord.shift ?? false) === press.shiftKey;
  return commands.find((command) => chords[command].some(matches)) ?? null;
}

/** A command's keys as they are written on this system. */
export function chordLabel(command: Command, mac: boolean): string {
  const { key, mod, shift } = chords[command][0];
  return keysLabel({ key, mod, shift: shift ?? false }, mac);
}

/** Keys as they are written on this system: `Ctrl+Shift+E`, or `⇧⌘E` on a Mac. */
export function keysLabel(chord: Chord, mac: boolean): string {
  const key =
    chord.key.length > 1 ? chord.key.charAt(0).toUpperCase() + chord.key.slice(1) : chord.key.toUpperCase();
  if (mac) return `${chord.shift ? "⇧" : ""}${chord.mod ? "⌘" : ""}${key}`;
  return `${chord.mod ? "Ctrl+" : ""}${chord.shift ? "Shift+" : ""}${key}`;
}
