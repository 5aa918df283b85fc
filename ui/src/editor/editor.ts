/** The editor as the window uses it: one view, and for each article the state that it was left in. */
import { defaultKeymap, history, historyKeymap, isolateHistory, redo, undo } from "@codemirror/commands";
import {
  Compartment,
  EditorSelection,
  EditorState,
  Prec,
  Text,
  type ChangeSet,
  type ChangeSpec,
  type Extension,
  type SelectionRange,
  type StateEffect,
} from "@codemirror/state";
import { EditorView, highlightActiveLine, keymap, placeholder, type Command } from "@codemirror/view";

import { difference } from "../text/difference";
import { placeOfWords, type PointedWords } from "../text/pointed";
import { blockWords, drawBlockIcon, type BlockWords, type DrawIcon } from "./blocks/appearance";
import { folding } from "./blocks/folding";
import { blockGutter } from "./blocks/gutter";
import { intoBlock } from "./blocks/into-block";
import { completion } from "./completion/completion";
import type { NamedResources } from "./completion/resources";
import { CompositionGate, compositionEvents } from "./composition";
import { cursorReports, type CursorPlace } from "./cursor";
import { directives } from "./directives";
import { focusing, type FocusKind } from "./focus";
import { rubyField } from "./format/ruby-field";
import { fileDrops } from "./files";
import { bodyStart, frontMatter } from "./front-matter";
import { highlighting } from "./highlight";
import { inlineMarks } from "./inline";
import { headingAbove, withPicture, type Picture } from "./picture";
import { indent, outdent } from "./list-indent";
import { articleLanguage } from "./markdown";
import { newLines } from "./new-line";
import { localChanges, outsideChange } from "./outside";
import { pastes } from "./paste/paste";
import { sourceDialog, type SourceDialog } from "./blocks/source-dialog";
import { sourceOffers } from "./paste/source-offer";
import { placeIn, returning, type EditorPlace } from "./place";
import {
  nextProblem,
  problems,
  problemsAtCursor,
  problemsDisturbed,
  setProblems,
  type DrawProblems,
  type EditorProblem,
} from "./problems";
import { EditorScroll, referenceLine } from "./scroll";
import { drawSearchIcon, type DrawSearchIcon } from "./search/appearance";
import { find, finding, selectedWords } from "./search/search";
import { tableKeys } from "./table/keys";
import { theme } from "./theme";
import { typewriter } from "./typewriter";
import { checkedSpelling } from "./spelling";
import { wordKeys } from "./words";

/** How far the cursor's line stays from the upper and the lower edge, in pixels: one sees where one writes on. */
const cursorMargin = 64;

/** What the writer does in the editor. `P` is the kind of problem that it shows. */
export interface EditorEvents<P> {
  changed(changes: ChangeSet): void;
  composing(on: boolean): void;
  cursor(place: CursorPlace, height: number): void;
  /** The person scrolled: this source line stands at the reference point. */
  scrolled(line: number): void;
  /** A key was pressed. Answers whether it asked for anything, so that the editor leaves it alone. */
  key(press: KeyboardEvent): boolean;
  /** Image files were pasted, or dropped where the cursor is now. */
  images(files: readonly File[]): void;
  /** The selection is another one, or has another text. */
  selected(length: number, text: () => string): void;
  /** The repair of a problem is asked for. */
  repair(problem: P): void;
  /** What the article can name. */
  resources(): Promise<NamedResources>;
  /** Sources are taken in, and changed, in a dialog. */
  readonly sources: SourceDialog;
}

/** How things look that the editor does not draw itself. */
export interface EditorDrawing<P extends EditorProblem> {
  readonly problems: DrawProblems<P>;
  readonly blockIcon: DrawIcon;
  readonly searchIcon: DrawSearchIcon;
}

/** What the editor says itself, in the person's language. */
export interface EditorWords {
  readonly name: string;
  readonly placeholder: string;
  readonly phrases: Readonly<Record<string, string>>;
  readonly blocks: BlockWords;
}

/** What follows a change that was asked for elsewhere. */
export interface AfterChange {
  /** What is selected, in the new text; without it, the cursor goes behind the first place that changes. */
  readonly select?: { readonly from: number; readonly to: number } | null;
  /** Cursor and window stay where they are, and the keyboard too. */
  readonly stay?: boolean;
  /** Whether the editor takes the keyboard. */
  readonly focus?: boolean;
}

/** What is to be known of an article beside its text. */
export interface ArticleTraits {
  readonly readOnly: boolean;
  /** A BCP 47 tag: it decides the shapes of Han characters and how lines break. */
  readonly language: string;
}

/** How the person likes to write. */
export interface WritingHabits {
  /** What stays bright; everything where it is off. */
  readonly focus: FocusKind | "off";
  /** Whether the line that one writes stays in the middle. */
  readonly typewriter: boolean;
  /** Whether the web view checks the spelling of languages with spaces. */
  readonly spelling: boolean;
}

const nothing: ArticleTraits = { readOnly: true, language: "" };

/** An article as the editor left it: text, undo history, selection and scroll position. */
interface LeftArticle {
  readonly state: EditorState;
  readonly scroll: StateEffect<unknown>;
}

/** `P` is the kind of problem that `draw` can draw. */
export class Editor<P extends EditorProblem> {
  private readonly view: EditorView;
  private readonly gate: CompositionGate;
  private readonly scroll: EditorScroll;
  private readonly words = new Compartment();
  private readonly traits = new Compartment();
  private readonly habits = new Compartment();
  private readonly left = new Map<string, LeftArticle>();
  private readonly extensions: Extension;
  private current: string | null = null;
  private shown: ArticleTraits = nothing;
  private practised: WritingHabits = { focus: "off", typewriter: false, spelling: true };

  constructor(
    events: EditorEvents<P>,
    draw: EditorDrawing<P>,
    private spoken: EditorWords,
  ) {
    this.gate = new CompositionGate((on) => {
      this.composingChanged(on, events);
    });
    this.scroll = new EditorScroll((line) => {
      events.scrolled(line);
    });
    this.extensions = [this.reports(events), this.features(draw, events)];
    this.view = new EditorView({ state: this.freshState(Text.empty, nothing) });
  }

  /** Puts the editor into the page. */
  attach(parent: HTMLElement): () => void {
    parent.append(this.view.dom);
    this.view.requestMeasure();
    return () => {
      this.view.dom.remove();
    };
  }

  /** Shows an article where it was left; `place` says where that was before the last start. */
  show(name: string, text: Text, traits: ArticleTraits, place: Partial<EditorPlace> = {}): void {
    this.leave();
    this.current = name;
    this.shown = traits;
    const known = this.left.get(name);
    this.view.setState(known ? caughtUp(known.state, text) : this.freshState(text, traits));
    this.view.dispatch({ effects: [this.speak(), ...this.adapt()] });
    if (known) {
      this.view.dispatch({ effects: known.scroll });
    } else if (place.head !== undefined) {
      this.goBack(place);
    } else {
      this.view.dispatch({ selection: { anchor: bodyStart(this.view.state) } });
      this.view.scrollDOM.scrollTop = 0;
    }
  }

  /** The article that was shown as `from` is known as `to`. */
  renamed(from: string, to: string): void {
    const known = this.left.get(from);
    this.left.delete(from);
    if (known) this.left.set(to, known);
    if (this.current === from) this.current = to;
  }

  /** Where one is in the article; `null` where none is shown. */
  place(): EditorPlace | null {
    return this.current === null ? null : placeIn(this.view.state, this.referenceLine());
  }

  /** Writes as the person likes to. */
  setHabits(habits: WritingHabits): void {
    this.practised = habits;
    this.gate.whenCalm("habits", () => {
      this.view.dispatch({ effects: this.adapt() });
    });
  }

  /** Measures again, after letters or lines took another size. */
  measure(): void {
    this.view.requestMeasure();
  }

  /** Forgets every article. */
  clear(): void {
    this.gate.endNow();
    this.left.clear();
    this.current = null;
    this.shown = nothing;
    this.view.setState(this.freshState(Text.empty, nothing));
  }

  /** Applies a change from the disk. Never while composing: the caller waits. */
  applyOutside(changes: ChangeSet, undoable: boolean): void {
    this.view.dispatch(outsideChange(changes, undoable));
  }

  /** Underlines problems; while composing, after it, and then those that there are by then. */
  setProblems(list: () => readonly P[]): void {
    this.gate.whenCalm("problems", () => {
      this.view.dispatch({ effects: setProblems.of(list()) });
    });
  }

  /** Whether the text under an underlined problem was changed since they were set. */
  problemsDisturbed(): boolean {
    return problemsDisturbed(this.view.state);
  }

  /** The problems at the cursor. */
  problemsAtCursor(): P[] {
    return problemsAtCursor(this.view.state);
  }

  /**
   * Makes a change that was asked for elsewhere, as one that is undone by itself, and shows where. Not while an input
   * method is composing. Answers whether it was made.
   */
  change(spec: ChangeSpec, { select, stay = false, focus = true }: AfterChange = {}): boolean {
    const { state } = this.view;
    if (this.gate.isComposing || state.readOnly) return false;
    const changes = state.changes(spec);
    const annotations = isolateHistory.of("full");
    if (stay) {
      this.view.dispatch({ changes, annotations });
      return true;
    }
    const selection = select ? EditorSelection.range(select.from, select.to) : behindFirst(changes);
    const effects = EditorView.scrollIntoView(selection, { yMargin: cursorMargin });
    this.view.dispatch({ changes, selection, effects, annotations });
    if (focus) this.view.focus();
    return true;
  }

  /** Resolves when no input method is composing. */
  calm(): Promise<void> {
    return new Promise((resolve) => {
      this.gate.whenCalm("calm", resolve);
    });
  }

  /** The selected words, where they are a few on one line. */
  get selectedWords(): string {
    return selectedWords(this.view.state);
  }

  /** Where the cursor stands, in UTF-16 units. */
  get head(): number {
    return this.view.state.selection.main.head;
  }

  /** Speaks another language. */
  setWords(words: EditorWords): void {
    this.spoken = words;
    this.gate.whenCalm("words", () => {
      this.view.dispatch({ effects: this.speak() });
    });
  }

  /** Puts the cursor at the start of a line, counted from zero, and the line near the top. */
  goToLine(line: number): void {
    const { doc } = this.view.state;
    this.select(doc.line(Math.min(doc.lines, Math.max(1, Math.floor(line) + 1))).from, "start");
    this.view.focus();
  }

  /** Puts the cursor where the page was pointed at, near a line; scrolls only if that is out of sight. */
  pointAt(line: number, words: PointedWords): void {
    this.select(placeOfWords(this.view.state.doc, line, words), "nearest");
  }

  /** Puts the cursor at a place in UTF-16 units. */
  goTo(position: number): void {
    this.select(Math.min(position, this.view.state.doc.length), "center");
    this.view.focus();
  }

  /** Selects what stands between two places in UTF-16 units, and shows it. */
  goToRange(from: number, to: number): void {
    const { length } = this.view.state.doc;
    const selection = EditorSelection.range(Math.min(from, length), Math.min(to, length));
    this.view.dispatch({ selection, effects: EditorView.scrollIntoView(selection, { y: "center" }) });
    this.view.focus();
  }

  /** Goes to the next problem, or the one before. Answers whether there is one. */
  goToProblem(direction: 1 | -1): boolean {
    const place = nextProblem(this.view.state, direction);
    if (place !== null) this.goTo(place);
    return place !== null;
  }

  /** Brings a source line to the reference point, as the other pane did. */
  scrollTo(line: number): void {
    this.scroll.scrollTo(this.view, line);
  }

  /** The source line at the reference point. */
  referenceLine(): number {
    return referenceLine(this.view);
  }

  find(): void {
    find(this.view);
  }

  /** Does what a key of the editor would do, and gives it the keyboard. Not while an input method is composing. */
  perform(command: Command): void {
    if (this.gate.isComposing) return;
    this.view.focus();
    command(this.view);
  }

  /** Puts an image at the cursor. */
  insertPicture(picture: Picture): void {
    this.perform(({ state, dispatch }) => {
      dispatch(state.update(withPicture(state, picture)));
      return true;
    });
  }

  /** Removes the line of the cursor, where it holds these words and nothing else. */
  removeLine(words: string): void {
    const { state } = this.view;
    const line = state.doc.lineAt(state.selection.main.head);
    if (!state.readOnly && line.text.trim() === words)
      this.view.dispatch({ changes: { from: line.from, to: line.to } });
  }

  /** The words of the heading that the cursor stands under. */
  headingAbove(): string {
    return headingAbove(this.view.state);
  }

  undo(): void {
    this.perform(undo);
  }

  redo(): void {
    this.perform(redo);
  }

  focus(): void {
    this.view.focus();
  }

  private select(position: number, y: "start" | "center" | "nearest"): void {
    const effects = EditorView.scrollIntoView(position, { y, yMargin: 32 });
    this.view.dispatch({ selection: EditorSelection.cursor(position), effects });
  }

  private leave(): void {
    this.gate.endNow();
    if (this.current === null) return;
    this.left.set(this.current, { state: this.view.state, scroll: this.view.scrollSnapshot() });
  }

  private composingChanged(on: boolean, events: EditorEvents<P>): void {
    events.composing(on);
    // Decorations that waited for the end of the composition are drawn with the next update; this is it.
    if (!on) this.view.dispatch({});
  }

  private freshState(text: Text, traits: ArticleTraits): EditorState {
    return EditorState.create({
      doc: text,
      extensions: [
        this.extensions,
        this.words.of(speaking(this.spoken)),
        this.traits.of(traitsOf(traits, this.practised)),
        this.habits.of(habitsOf(this.practised)),
      ],
    });
  }

  private adapt(): StateEffect<unknown>[] {
    return [
      this.traits.reconfigure(traitsOf(this.shown, this.practised)),
      this.habits.reconfigure(habitsOf(this.practised)),
    ];
  }

  /** The lines above must have their heights before one can scroll to a place. */
  private goBack(place: Partial<EditorPlace>): void {
    this.view.dispatch(returning(this.view.state, place));
    const { top } = place;
    if (top === undefined) return;
    this.scroll.scrollTo(this.view, top);
    this.view.requestMeasure({
      read: () => null,
      write: () => {
        this.scroll.scrollTo(this.view, top);
      },
    });
  }

  private speak(): StateEffect<unknown> {
    return this.words.reconfigure(speaking(this.spoken));
  }

  private reports(events: EditorEvents<P>): Extension {
    return [
      compositionEvents(this.gate),
      // Before CodeMirror's own keys. It does not ask while an input method composes.
      Prec.high(EditorView.domEventHandlers({ keydown: (event) => events.key(event) })),
      localChanges((changes) => {
        events.changed(changes);
      }),
      cursorReports((place, height) => {
        events.cursor(place, height);
      }),
      EditorView.updateListener.of(({ state, selectionSet, docChanged }) => {
        const { main } = state.selection;
        // What an input method marks while it converts is no selection of the person's.
        const length = this.gate.isComposing ? 0 : main.to - main.from;
        if (selectionSet || (docChanged && !main.empty))
          events.selected(length, () => state.sliceDoc(main.from, main.to));
      }),
      this.scroll.extension(),
    ];
  }

  private features(draw: EditorDrawing<P>, events: EditorEvents<P>): Extension {
    return [
      history(),
      drawBlockIcon.of(draw.blockIcon),
      drawSearchIcon.of(draw.searchIcon),
      completion({ resources: () => events.resources(), isComposing: () => this.gate.isComposing }),
      wordKeys(),
      tableKeys(),
      keymap.of([{ key: "Tab", run: indent, shift: outdent }]),
      finding(),
      keymap.of([{ key: "Enter", run: intoBlock }]),
      articleLanguage(),
      newLines(),
      keymap.of([...defaultKeymap, ...historyKeymap]),
      highlighting(),
      frontMatter(),
      directives(),
      folding(),
      blockGutter(),
      inlineMarks(),
      rubyField(),
      fileDrops((files) => {
        events.images(files);
      }),
      pastes(),
      sourceDialog.of(events.sources),
      sourceOffers(),
      problems(draw.problems, (problem) => {
        events.repair(problem);
      }),
      highlightActiveLine(),
      EditorView.lineWrapping,
      EditorView.cursorScrollMargin.of({ x: 0, y: cursorMargin }),
      theme(),
    ];
  }
}

/** The cursor behind the first place that changes. */
function behindFirst(changes: ChangeSet): SelectionRange {
  let place = -1;
  changes.iterChangedRanges((_fromA, _toA, _fromB, toB) => {
    if (place < 0) place = toB;
  });
  return EditorSelection.cursor(Math.max(0, place));
}

function speaking({ name, placeholder: hint, phrases, blocks }: EditorWords): Extension {
  return [
    blockWords.of(blocks),
    EditorState.phrases.of(phrases),
    EditorView.contentAttributes.of({
      "aria-label": name,
      autocorrect: "off",
      autocapitalize: "off",
    }),
    placeholder(hint),
  ];
}

/** Checkers know words by the spaces between them: in Japanese they would underline everything. */
function traitsOf({ readOnly, language }: ArticleTraits, { spelling }: WritingHabits): Extension {
  const spaced = !/^(?:ja|zh|ko|th)\b/i.test(language);
  const spellcheck = String(spelling && spaced && !readOnly);
  const spoken = EditorView.contentAttributes.of({ lang: language, spellcheck });
  if (!readOnly) return spellcheck === "true" ? [spoken, checkedSpelling()] : spoken;
  const reachable = EditorView.contentAttributes.of({ tabindex: "0", "aria-readonly": "true" });
  return [spoken, EditorState.readOnly.of(true), EditorView.editable.of(false), reachable];
}

function habitsOf({ focus, typewriter: centred }: WritingHabits): Extension {
  return [focus === "off" ? [] : focusing(focus), centred ? typewriter() : []];
}

/** The state that an article was left in, with what happened to its text since. The undo history goes on. */
function caughtUp(state: EditorState, text: Text): EditorState {
  const changes = difference(state.doc, text);
  return changes.empty ? state : state.update(outsideChange(changes, false)).state;
}
