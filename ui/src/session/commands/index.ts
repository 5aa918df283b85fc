/**
 * Everything that the window can be asked for, each thing once: keys, menus, the palette and the list of shortcuts all
 * read this table. A command is added in the file of its group, and its name to `words.commands`.
 */
import type { Shell } from "../shell.svelte";
import { chapterCommands } from "./chapter";
import type { Command } from "./command";
import { editCommands } from "./edit";
import { fileCommands } from "./file";
import { formatCommands } from "./format";
import { goCommands } from "./go";
import { helpCommands } from "./help";
import { insertCommands } from "./insert";
import { isPressed, keysLabel, type KeyPress } from "./keys";
import { previewCommands } from "./preview";
import { speakerCommands } from "./speaker";
import { pictureCommands } from "./picture";
import { tableCommands } from "./table";
import { viewCommands } from "./view";
import { writingCommands } from "./writing";

const table = {
  ...fileCommands,
  ...editCommands,
  ...speakerCommands,
  ...insertCommands,
  ...pictureCommands,
  ...tableCommands,
  ...formatCommands,
  ...chapterCommands,
  ...goCommands,
  ...viewCommands,
  ...previewCommands,
  ...writingCommands,
  ...helpCommands,
};

/** The name of a command. */
export type CommandName = keyof typeof table;

export const commands: Readonly<Record<CommandName, Command>> = table;

/** All names, in the order in which they are listed. */
export const commandNames = Object.keys(table) as CommandName[];

/** Whether there is a command of this name. */
export function isCommand(name: string): name is CommandName {
  return Object.hasOwn(table, name);
}

/** Whether a command can be asked for now. */
export function isAvailable(shell: Shell, name: CommandName): boolean {
  return commands[name].available?.(shell) ?? true;
}

/** Does what is asked for, where that can be done now. */
export function run(shell: Shell, name: CommandName): void {
  if (isAvailable(shell, name)) commands[name].run(shell);
}

/** Where keys are heard: anywhere, or only where the keyboard is. */
type Place = "window" | "editor" | "preview";

/** The command that a key press asks for, anywhere in the window or in one place alone; `null` for none. */
export function commandOf(press: KeyPress, mac: boolean, place: Place = "window"): CommandName | null {
  const asks = (command: Command) =>
    placeOf(command) === place && command.chords?.some((chord) => isPressed(chord, press, mac));
  return commandNames.find((name) => asks(commands[name])) ?? null;
}

function placeOf({ inEditor, inPreview }: Command): Place {
  if (inEditor) return "editor";
  return inPreview ? "preview" : "window";
}

/** Does what a key press asks for. Answers whether it asked for anything. */
export function pressed(shell: Shell, press: KeyPress): boolean {
  const name = commandOf(press, shell.mac);
  if (name) run(shell, name);
  return name !== null;
}

/** Does what a key press in the preview asks for, there or anywhere. */
export function pressedInPreview(shell: Shell, press: KeyPress): void {
  const name = commandOf(press, shell.mac, "preview");
  if (name) run(shell, name);
  else pressed(shell, press);
}

/** Does what a key press in the editor asks for, of what only the editor hears. Answers whether it asked for anything. */
export function pressedInEditor(shell: Shell, press: KeyPress): boolean {
  const name = commandOf(press, shell.mac, "editor");
  if (name) run(shell, name);
  return name !== null;
}

/** A command's first keys as they are written on this system; empty where it has none. */
export function chordLabel(name: CommandName, mac: boolean): string {
  return chordLabels(name, mac)[0] ?? "";
}

/** All keys of a command as they are written on this system; with and without Shift a sign is written the same. */
export function chordLabels(name: CommandName, mac: boolean): string[] {
  const chords = (commands[name] as Command).chords ?? [];
  return [
    ...new Set(chords.filter((chord) => !(mac && chord.notOnMac)).map((chord) => keysLabel(chord, mac))),
  ];
}
