import { EditorSelection, type EditorState, type TransactionSpec } from "@codemirror/state";

/** How an image stands in the text. */
export interface Picture {
  /** From the article's folder. */
  readonly path: string;
  /** What it shows, for those who cannot see it. */
  readonly alt: string;
  /** An address or words; empty for none. */
  readonly credit: string;
  /** Whether it stands as a figure with a caption, or within the text. */
  readonly figure: boolean;
}

/** Puts an image at the cursor, on lines of its own; a figure's caption is written next. */
export function withPicture(state: EditorState, picture: Picture): TransactionSpec {
  const { from, to } = state.selection.main;
  const before = state.doc.lineAt(from).text.slice(0, from - state.doc.lineAt(from).from);
  const after = state.doc.lineAt(to).text.slice(to - state.doc.lineAt(to).from);
  const lead = before.trim() === "" ? "" : "\n\n";
  const tail = after.trim() === "" ? "" : "\n\n";
  const [head, rest] = written(picture);
  const insert = `${lead}${head}${rest}${tail}`;
  const cursor = from + lead.length + head.length + (picture.figure ? 0 : rest.length);
  return {
    changes: { from, to, insert },
    selection: EditorSelection.cursor(cursor),
    scrollIntoView: true,
    userEvent: "input.picture",
  };
}

/** The text, parted where one writes on. */
function written({ path, alt, credit, figure }: Picture): [string, string] {
  if (!figure && !credit) return [`![${alt.replace(/[[\]\\]/g, "\\$&")}](${path})`, ""];
  const attributes = [`src=${path}`, `alt=${quoted(alt)}`, ...(credit ? [`credit=${quoted(credit)}`] : [])];
  return [`:::figure{${attributes.join(" ")}}\n`, "\n:::"];
}

/** A value of an attribute. It knows no escapes, so a straight quotation mark becomes a curly one. */
function quoted(value: string): string {
  return `"${value.replaceAll('"', "”").replace(/\s+/g, " ").trim()}"`;
}

const heading = /^ {0,3}#{1,6}[ \t]+(.+?)[ \t#]*$/;

/** The words of the heading that a place stands under; empty above the first. */
export function headingAbove(state: EditorState): string {
  for (let line = state.doc.lineAt(state.selection.main.from); ; line = state.doc.line(line.number - 1)) {
    const words = heading.exec(line.text)?.[1];
    if (words !== undefined) return words.replace(/[{}*_`[\]]|\|[^}]*/g, "");
    if (line.number === 1) return "";
  }
}
