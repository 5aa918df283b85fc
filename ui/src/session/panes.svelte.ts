import type { ChangeSet } from "@codemirror/state";

import type { CursorPlace } from "../editor/cursor";
import type { NamedResources } from "../editor/completion/resources";
import type { SourceDialog } from "../editor/blocks/source-dialog";
import { Editor, type EditorDrawing, type EditorWords } from "../editor/editor";
import type { EditorPlace } from "../editor/place";
import { PreviewChannel } from "../preview/channel";
import type { FrameKey } from "../preview/messages";
import type { Words } from "../words/ja";
import type { Article, PlacedProblem } from "./article.svelte";
import type { KeyPress } from "./commands/keys";

/** What the person does in the panes that the panes do not settle between themselves. */
export interface PaneEvents {
  changed(changes: ChangeSet): void;
  composing(on: boolean): void;
  link(url: string): void;
  /** The card of a source is to be changed, or a new one made. */
  readonly sources: SourceDialog;
  key(chord: FrameKey): void;
  /** A key was pressed in the editor. Answers whether it asked for anything. */
  editorKey(press: KeyPress): boolean;
  /** The selection is another one. */
  selected(length: number, text: () => string): void;
  /** Image files were pasted or dropped. */
  images(files: readonly File[]): void;
  /** The repair of a problem is asked for. */
  repair(problem: PlacedProblem): void;
  /** What the open article can name. */
  resources(): Promise<NamedResources>;
}

/** What the editor says in the person's language. */
export function editorWords({ editor, blocks }: Words): EditorWords {
  return { ...editor, blocks };
}

/** The editor and the preview, and how they follow each other. */
export class Panes {
  readonly editor: Editor<PlacedProblem>;
  readonly preview: PreviewChannel;
  cursor = $state.raw<CursorPlace>({ line: 0, column: 0 });
  /** Whether the preview frame shows the page, or is still loading. */
  previewReady = $state(false);
  /** Which page the preview shows, counted from zero, of how many. */
  pages = $state.raw({ page: 0, pages: 1 });

  constructor(events: PaneEvents, draw: EditorDrawing<PlacedProblem>, words: EditorWords) {
    this.editor = new Editor<PlacedProblem>(
      {
        changed: (changes) => {
          events.changed(changes);
        },
        composing: (on) => {
          events.composing(on);
        },
        cursor: (place, height) => {
          this.cursorMoved(place, height);
        },
        scrolled: (line) => {
          this.preview.scrollTo(line);
        },
        key: (press) => events.editorKey(press),
        selected: (length, text) => {
          events.selected(length, text);
        },
        images: (files) => {
          events.images(files);
        },
        repair: (problem) => {
          events.repair(problem);
        },
        resources: () => events.resources(),
        sources: events.sources,
      },
      draw,
      words,
    );
    this.preview = new PreviewChannel({
      ready: () => {
        this.previewArrived();
      },
      scrolled: (line) => {
        this.editor.scrollTo(line);
      },
      pages: (page, pages) => {
        this.pages = { page, pages };
      },
      clicked: (line, words) => {
        this.editor.pointAt(line, words);
      },
      opened: (line) => {
        events.sources.edit(line);
      },
      link: (url) => {
        events.link(url);
      },
      key: (chord) => {
        events.key(chord);
      },
    });
  }

  /** Shows an article of a publication in this language in both panes. */
  show(article: Article, publicationLanguage: string, place: Partial<EditorPlace>): void {
    this.cursor = { line: 0, column: 0 };
    this.previewReady = false;
    this.preview.open(article.previewUrl);
    const language = article.language ?? publicationLanguage;
    this.editor.show(article.slug, article.text, { readOnly: article.readOnly !== null, language }, place);
  }

  /** Shows nothing. */
  clear(): void {
    this.editor.clear();
    this.preview.empty();
  }

  /** Loads the frame's document again. */
  reloadPreview(): void {
    this.previewReady = false;
    this.preview.reload();
  }

  /** Lines the preview up with the editor, after it was out of sight or loaded again. */
  align(): void {
    this.preview.cursor(this.cursor.line, 0.5, false);
    this.preview.scrollTo(this.editor.referenceLine());
  }

  private cursorMoved(place: CursorPlace, height: number): void {
    this.cursor = place;
    this.preview.cursor(place.line, height, true);
  }

  private previewArrived(): void {
    this.previewReady = true;
    this.align();
  }
}
