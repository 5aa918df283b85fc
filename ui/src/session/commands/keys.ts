/** Combinations of keys: how they are told from one another, and how they are written. */

/** One combination of keys. */
export interface Chord {
  /** As in `KeyboardEvent.key`, lower case. */
  readonly key: string;
  /** Ctrl, or Cmd on a Mac. */
  readonly mod?: boolean;
  readonly shift?: boolean;
  readonly alt?: boolean;
  /** A Mac keeps this one for itself. */
  readonly notOnMac?: true;
}

/** The parts of a keyboard event that a chord is read from. */
export interface KeyPress {
  readonly key: string;
  /** The place of the key on the keyboard, where it is known. */
  readonly code?: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly shiftKey: boolean;
  readonly altKey: boolean;
}

/** Whether a key press is this combination. */
export function isPressed(chord: Chord, press: KeyPress, mac: boolean): boolean {
  if (mac && chord.notOnMac) return false;
  const [mod, other] = mac ? [press.metaKey, press.ctrlKey] : [press.ctrlKey, press.metaKey];
  if (other || mod !== (chord.mod ?? false)) return false;
  if (press.altKey !== (chord.alt ?? false) || press.shiftKey !== (chord.shift ?? false)) return false;
  return press.key.toLowerCase() === chord.key || (mac && chord.alt === true && press.code === codeOf(chord));
}

const codes: Readonly<Record<string, string>> = {
  "[": "BracketLeft",
  "]": "BracketRight",
  ";": "Semicolon",
  ",": "Comma",
};

/** Where a key is on the keyboard. With Option, a Mac types another sign with it. */
function codeOf({ key }: Chord): string {
  return codes[key] ?? (/^\d$/.test(key) ? `Digit${key}` : `Key${key.toUpperCase()}`);
}

const names: Readonly<Record<string, string>> = {
  arrowup: "↑",
  arrowdown: "↓",
  arrowleft: "←",
  arrowright: "→",
  " ": "Space",
  pageup: "PageUp",
  pagedown: "PageDown",
};

/** Keys as they are written on this system: `Ctrl+Shift+E`, or `⇧⌘E` on a Mac. */
export function keysLabel({ key, mod, shift, alt }: Chord, mac: boolean): string {
  const name = names[key] ?? key.charAt(0).toUpperCase() + key.slice(1);
  // Where `?` is on the keyboard, and with which keys it is typed, differs; its own sign says enough.
  const shifted = shift && !/^[!-/:-@[-`{-~]$/.test(key);
  if (mac) return `${alt ? "⌥" : ""}${shifted ? "⇧" : ""}${mod ? "⌘" : ""}${name}`;
  return `${mod ? "Ctrl+" : ""}${alt ? "Alt+" : ""}${shifted ? "Shift+" : ""}${name}`;
}
