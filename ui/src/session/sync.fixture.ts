/** The other side of the conversation, for tests: Rust's session, a disk, and two roads that deliver in any order. */
import { ChangeSet, Text } from "@codemirror/state";

import type { Update } from "../host/wire";
import type { Dice } from "../text/dice.fixture";
import {
  answered,
  arrived,
  composing,
  edited,
  isSettled,
  localText,
  opened,
  waited,
  type Arrival,
  type Request,
  type Step,
  type SyncState,
} from "./sync";

/** An editor and Rust, both changing one text. Only insertions, so that each character can be accounted for. */
export class Conversation {
  everTyped = "はじめ";
  private rust = Text.of([this.everTyped]);
  private version = 0;
  private sequence = 0;
  private clean = true;
  private editor = Text.of([this.everTyped]);
  private state: SyncState = opened(this.update(), this.editor);
  private composes = false;
  private requests: Request[] = [];
  private answers: ((state: SyncState) => Step)[] = [];
  private notices: Arrival[] = [];
  private waits: number[] = [];
  private letter = 0x4e00;

  constructor(private readonly dice: Dice) {}

  get editorText(): string {
    return this.editor.toString();
  }

  get rustText(): string {
    return this.rust.toString();
  }

  /** Lets a number of things happen. */
  happen(times: number): void {
    const events = [
      () => {
        this.type();
      },
      () => {
        this.type();
      },
      () => {
        this.changeOutside();
      },
      () => {
        this.composeOrEnd();
      },
      () => {
        this.save();
      },
      () => {
        this.deliver();
      },
      () => {
        this.deliver();
      },
      () => {
        this.deliver();
      },
    ];
    for (let i = 0; i < times; i++) events[this.dice.below(events.length)]?.();
  }

  /** Delivers everything until both sides have nothing to say. */
  comeToRest(): void {
    if (this.composes) this.composeOrEnd();
    for (let i = 0; i < 1000 && !this.isQuiet(); i++) this.deliver();
    while (this.waits.length > 0) this.take(waited(this.state, this.waits.shift() ?? -1));
    if (!this.isQuiet() || !isSettled(this.state)) throw new Error("no rest");
  }

  private isQuiet(): boolean {
    return this.requests.length + this.answers.length + this.notices.length === 0;
  }

  private type(): void {
    const changes = this.insertion(this.editor);
    this.editor = changes.apply(this.editor);
    this.take(edited(this.state, changes));
  }

  private changeOutside(): void {
    if (!this.clean) return;
    const changes = this.insertion(this.rust);
    const base = this.version++;
    this.rust = changes.apply(this.rust);
    const wire = ChangeSet.fromJSON(changes.toJSON());
    const list: { from: number; to: number; insert: string }[] = [];
    wire.iterChanges((from, to, _a, _b, insert) => list.push({ from, to, insert: insert.toString() }));
    this.notices.push({ kind: "reloaded", base, changes: list, update: this.update() });
  }

  private composeOrEnd(): void {
    this.composes = !this.composes;
    this.take(composing(this.state, this.composes));
  }

  /** Rust's side of a save: only what it holds is written. */
  private save(): void {
    if (isSettled(this.state)) this.clean = true;
  }

  /** One message arrives: a request at Rust's, an answer or a notice here. */
  private deliver(): void {
    const roads = [this.requests, this.answers, this.notices].filter((road) => road.length > 0);
    const road = roads[this.dice.below(Math.max(1, roads.length))];
    if (road === this.requests) this.receive(this.requests.shift() as Request);
    if (road === this.answers) this.take((this.answers.shift() as (state: SyncState) => Step)(this.state));
    if (road === this.notices) this.take(arrived(this.state, this.notices.shift() as Arrival));
  }

  private receive(request: Request): void {
    if (request.kind === "edit" && request.base !== this.version) {
      this.answers.push((state) => answered(state, { kind: "resend" }));
      return;
    }
    this.rust =
      request.kind === "text"
        ? Text.of(request.text.split("\n"))
        : ChangeSet.of(request.changes, this.rust.length).apply(this.rust);
    this.version++;
    this.clean = false;
    const update = this.update();
    this.answers.push((state) => arrived(state, { kind: "accepted", update }));
  }

  private take({ state, effects }: Step): void {
    this.state = state;
    for (const effect of effects) {
      if (effect.kind === "send") this.requests.push(effect.request);
      if (effect.kind === "wait") this.waits.push(effect.next);
      if (effect.kind === "reopen") throw new Error("lost count");
      if (effect.kind !== "apply") continue;
      if (this.composes) throw new Error("the composition was disturbed");
      this.editor = effect.changes.apply(this.editor);
    }
    if (!localText(state).eq(this.editor)) throw new Error("the state does not know the editor's text");
  }

  /** A character that was never used before, somewhere. */
  private insertion(text: Text): ChangeSet {
    const insert = String.fromCharCode(this.letter++);
    this.everTyped += insert;
    return ChangeSet.of({ from: this.dice.below(text.length + 1), insert }, text.length);
  }

  private update(): Update {
    const counts = { characters: 0, words: 0, minutes: 0 };
    const patch = { remove: [], insert: [], replace: [], lines: [] };
    const outline = { start: 0, remove: 0, insert: [] };
    const stamp = { version: this.version, sequence: this.sequence++, dirty: !this.clean };
    return { ...stamp, patch, problems: null, outline, counts, title: "" };
  }
}
