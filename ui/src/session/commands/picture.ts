import { speech } from "../../words/speech.svelte";
import { withText, type Command } from "./command";

/** Putting images into the text. */
export const pictureCommands = {
  image: {
    group: "insert",
    chords: [{ key: "i", mod: true, shift: true }],
    available: withText,
    run: ({ workspace }) => void workspace.pictures.choose(speech.words.image.choose),
  },
} satisfies Record<string, Command>;
