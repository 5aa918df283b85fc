/** What is offered for what is asked. */
import {
  insertCompletionText,
  pickedCompletion,
  type Completion,
  type CompletionResult,
} from "@codemirror/autocomplete";
import type { EditorState } from "@codemirror/state";
import type { EditorView } from "@codemirror/view";

import { found, sought, type Sought } from "../../text/finding";
import { blockWords } from "../blocks/appearance";
import { insertInstead } from "../blocks/insert";
import { sourceDialog } from "../blocks/source-dialog";
import { blockKinds, blockNames, isBlockName, type BlockName } from "../blocks/kinds";
import type { Asked } from "./asked";
import type { NamedPersona, NamedResources, NamedSource } from "./resources";
import { searchWords } from "./search-words";

/** One thing that can be picked. */
export interface Offer extends Completion {
  /** The block whose icon stands before it. */
  readonly icon?: string;
  /** The address of an image to be looked at. */
  readonly picture?: string;
  /** Someone's picture, or the first letter of their name. */
  readonly face?: { readonly avatar: string | null; readonly name: string };
}

/** What is offered, in the order in which it is shown. */
export function offers(asked: Asked, state: EditorState, resources: NamedResources): Offer[] {
  switch (asked.kind) {
    case "slash":
      return blocks(state, asked.query, "slash");
    case "block":
      return blocks(state, asked.query, "block", asked.colons);
    case "attribute":
      return attributes(asked, state);
    case "value":
      return values(asked, state, resources);
    case "citation":
      return sources(asked.query, resources).map((offer) => ({ ...offer, apply: closeCitation }));
  }
}

/** Whether the offer needs to know what the article can name. */
export function needsResources(asked: Asked): boolean {
  return (
    asked.kind === "citation" || (asked.kind === "value" && ["by", "ref", "src", "image"].includes(asked.key))
  );
}

/** The result for the editor; `null` where nothing is left to be offered. */
export function resultOf(asked: Asked, lineStart: number, options: Offer[]): CompletionResult | null {
  return options.length > 0 ? { from: lineStart + asked.from, options, filter: false } : null;
}

/** Behind a slash, a source is asked for in its dialog; who writes colons writes the rest as well. */
function blocks(state: EditorState, query: string, asksFor: "slash" | "block", colons = 3): Offer[] {
  const words = state.facet(blockWords);
  const named = (name: BlockName) => words?.names[name] ?? name;
  const known = sought(blockNames, (name) => [name, named(name), ...searchWords[name].split(" ")]);
  return found(query, known)
    .filter((name) => colons > 2 || blockKinds[name].body === "none")
    .map((name) => ({
      label: named(name),
      detail: words?.hints[name] ?? "",
      type: blockKinds[name].body === "none" ? `::${name}` : `:::${name}`,
      icon: name,
      apply: (view: EditorView, completion: Completion, from: number, to: number) => {
        const dialog = name === "source" && asksFor === "slash" ? state.facet(sourceDialog) : null;
        if (dialog) {
          view.dispatch({ changes: { from, to }, annotations: pickedCompletion.of(completion) });
          dialog.begin(null);
          return;
        }
        const spec = insertInstead(view.state, name, from, to, colons);
        view.dispatch({
          ...spec,
          annotations: [pickedCompletion.of(completion), spec.annotations ?? []].flat(),
        });
      },
    }));
}

function attributes(
  { block, query, used }: Extract<Asked, { kind: "attribute" }>,
  state: EditorState,
): Offer[] {
  if (!isBlockName(block)) return [];
  const words = state.facet(blockWords)?.attributes ?? {};
  const free = blockKinds[block].attributes.filter((key) => !used.includes(key));
  return found(
    query,
    sought(free, (key) => [key, words[key] ?? ""]),
  ).map((key) => ({
    label: key,
    detail: words[key] ?? "",
    apply: (view: EditorView, completion: Completion, from: number, to: number) => {
      const quoted = !plain.has(key);
      const text = quoted ? `${key}=""` : `${key}=`;
      const spec = insertCompletionText(view.state, text, from, to);
      const cursor = from + key.length + (quoted ? 2 : 1);
      view.dispatch({ ...spec, selection: { anchor: cursor }, annotations: pickedCompletion.of(completion) });
    },
  }));
}

/** Attributes whose values hold no spaces. */
const plain = new Set(["by", "side", "ref", "src", "url", "image", "published", "accessed", "licence"]);

function values(
  { block, key, query }: Extract<Asked, { kind: "value" }>,
  state: EditorState,
  resources: NamedResources,
): Offer[] {
  if (key === "by" && block === "commentary") return personas(query, resources);
  if (key === "ref") return sources(query, resources).map((offer) => ({ ...offer, apply: writeKey }));
  if (key === "src" || key === "image") return images(query, resources);
  if (key !== "side") return [];
  const words = state.facet(blockWords)?.attributes ?? {};
  const sides = sought(["left", "right"], (side) => [side, words[side] ?? ""]);
  return found(query, sides).map((side) => ({ label: side, detail: words[side] ?? "" }));
}

function personas(query: string, { personas: all }: NamedResources): Offer[] {
  const known: Sought<NamedPersona>[] = sought(all, ({ id, name }) => [id, name]);
  return found(query, known).map(({ id, name, avatar }) => ({
    label: id,
    displayLabel: name,
    type: id,
    face: { avatar, name },
    apply: writeKey,
  }));
}

function images(query: string, { images: all }: NamedResources): Offer[] {
  return found(
    query,
    sought(all, ({ address }) => [address, nameOfFile(address)]),
  )
    .slice(0, mostImages)
    .map(({ address, picture }) => ({
      label: address,
      displayLabel: nameOfFile(address),
      detail: address.slice(0, address.lastIndexOf("/")),
      picture,
      apply: writeKey,
    }));
}

function nameOfFile(address: string): string {
  const name = address.slice(address.lastIndexOf("/") + 1);
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
}

/** How many images are offered at once: each is drawn. */
const mostImages = 40;

/** A key has no need of the quotes that a new block comes with. */
function writeKey(view: EditorView, completion: Completion, from: number, to: number): void {
  const { state } = view;
  const isQuoted = state.sliceDoc(from - 1, from) === '"' && state.sliceDoc(to, to + 1) === '"';
  const isPlain = /^[\p{L}\p{N}_.:/-]+$/u.test(completion.label);
  const around = isQuoted && isPlain ? 1 : 0;
  view.dispatch({
    ...insertCompletionText(state, completion.label, from - around, to + around),
    annotations: pickedCompletion.of(completion),
  });
}

/** How many sources are offered at once; one types on to find others. */
const mostSources = 100;

function sources(query: string, { sources: all }: NamedResources): Offer[] {
  const known: Sought<NamedSource>[] = sought(all, ({ key, title, site, authors }) => [
    key,
    title,
    site,
    ...authors,
  ]);
  return found(query, known)
    .slice(0, mostSources)
    .map(({ key, title, site, authors, issued }) => ({
      label: key,
      displayLabel: title || key,
      detail: [site || authors.join(", "), issued].filter(Boolean).join(" · "),
      type: key,
      icon: "source",
    }));
}

/** The bracket is closed where it is not yet, and the cursor stays in it: a page may follow, or another source. */
function closeCitation(view: EditorView, completion: Completion, from: number, to: number): void {
  const { state } = view;
  const rest = state.sliceDoc(to, state.doc.lineAt(to).to);
  const isOpen = !/^[^[]*\]/.test(rest);
  view.dispatch({
    changes: { from, to, insert: completion.label + (isOpen ? "]" : "") },
    selection: { anchor: from + completion.label.length },
    annotations: pickedCompletion.of(completion),
    userEvent: "input.complete",
  });
}
