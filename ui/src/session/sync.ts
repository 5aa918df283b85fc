/**
 * Keeps the editor's text and Rust's in step: a pure state machine that is told what happened and answers what to do.
 *
 * One request is on its way at a time; what is typed meanwhile is composed and follows. Everything that Rust says about
 * the text carries a sequence number and is taken in that order, whichever road it came. A change from outside that
 * crosses local changes on their way is mapped over them, and then the whole text is sent, because Rust has not seen
 * them.
 */
import { ChangeSet, type Text } from "@codemirror/state";

import type { Change, EditAnswer, Notice, Update } from "../host/wire";
import { difference } from "../text/difference";

/** A notice that speaks of one article's text. */
export type TextNotice = Extract<Notice, { kind: "reloaded" | "updated" }>;

/** Something that Rust said, in its place in the order. */
export type Arrival =
  /** The answer to what was sent: the changes are part of Rust's text. */
  | { readonly kind: "accepted"; readonly update: Update }
  | Omit<Extract<TextNotice, { kind: "reloaded" }>, "slug" | "merged">
  | { readonly kind: "updated"; readonly update: Update };

/** What goes to Rust. */
export type Request =
  | { readonly kind: "edit"; readonly base: number; readonly changes: Change[] }
  | { readonly kind: "text"; readonly text: string };

/** What the caller has to do, in order. */
export type Effect =
  | { readonly kind: "send"; readonly request: Request }
  /** Put a change from outside into the editor. */
  | { readonly kind: "apply"; readonly changes: ChangeSet }
  /** Show what follows from a version; `fresh` says that it starts from nothing. */
  | { readonly kind: "show"; readonly update: Update; readonly fresh: boolean }
  /** Something is missing that should be here in a moment: call {@link waited} with this number then. */
  | { readonly kind: "wait"; readonly next: number }
  /** Open the article again and call {@link reopened}. */
  | { readonly kind: "reopen" };

/** Where the conversation with Rust stands. */
export interface SyncState {
  /** The version that Rust holds, as far as it has been heard. */
  readonly version: number;
  /** The sequence number of what Rust says next. */
  readonly next: number;
  /** The text of `version`. */
  readonly base: Text;
  /** Changes to `base` that were sent and not answered. */
  readonly flight: ChangeSet | null;
  /** Changes after `flight` that were not sent. */
  readonly pending: ChangeSet | null;
  /** Rust's text is not what an edit could count in: send everything next. */
  readonly needsText: boolean;
  /** Rust refused something because of a change from outside that is still on its way here. */
  readonly awaitingReload: boolean;
  /** Whether opening the article again is needed or under way. */
  readonly reopen: "no" | "wanted" | "running";
  /** Whether an input method is composing: no change from outside may reach the editor. */
  readonly composing: boolean;
  /** What came and has to wait for its turn, in order. */
  readonly held: readonly Arrival[];
}

/** A new state and what to do about it. */
export interface Step {
  readonly state: SyncState;
  readonly effects: readonly Effect[];
}

/** The state after an article was opened; `update` is what Rust said of it. */
export function opened(update: Update, text: Text): SyncState {
  return {
    version: update.version,
    next: update.sequence + 1,
    base: text,
    flight: null,
    pending: null,
    needsText: false,
    awaitingReload: false,
    reopen: "no",
    composing: false,
    held: [],
  };
}

/** The writer changed the text. */
export function edited(state: SyncState, changes: ChangeSet): Step {
  return settle({ ...state, pending: state.pending?.compose(changes) ?? changes });
}

/** Rust answered an edit. */
export function answered(state: SyncState, answer: EditAnswer): Step {
  if (answer.kind === "applied") return arrived(state, { kind: "accepted", update: answer.update });
  const returned = takeBack(state);
  return returned.needsText ? settle(returned) : refused(returned);
}

/**
 * Rust refused something because its text is another version. The change from outside that made it so comes on another
 * road and may be late: sending the text without it would undo that change.
 */
export function refused(state: SyncState): Step {
  return settle({ ...state, awaitingReload: true }, [{ kind: "wait", next: state.next }]);
}

/** Rust said something. */
export function arrived(state: SyncState, arrival: Arrival): Step {
  if (arrival.update.sequence < state.next) return { state, effects: [] };
  const held = [...state.held, arrival].sort((a, b) => a.update.sequence - b.update.sequence);
  const early: readonly Effect[] =
    arrival.update.sequence > state.next ? [{ kind: "wait", next: state.next }] : [];
  return settle({ ...state, held }, early);
}

/** A request failed. The changes are kept and go out, as a whole, with the next one. */
export function failed(state: SyncState): Step {
  const reopen = state.reopen === "running" ? "wanted" : state.reopen;
  return { state: { ...takeBack(state), needsText: true, reopen }, effects: [] };
}

/** Sends again what failed to be sent. */
export function retried(state: SyncState): Step {
  return settle(state);
}

/** Something was missed: only opening the article again can tell where things stand. */
export function distrusted(state: SyncState): Step {
  return settle({ ...state, reopen: "wanted", held: [] });
}

/** An input method started or ended composing. */
export function composing(state: SyncState, on: boolean): Step {
  return settle({ ...state, composing: on });
}

/** What was missing when `next` was expected should have come by now. */
export function waited(state: SyncState, next: number): Step {
  if (state.next !== next) return { state, effects: [] };
  if (state.composing) return { state, effects: [{ kind: "wait", next }] };
  if (state.held.length > 0) return distrusted(state);
  if (!state.awaitingReload) return { state, effects: [] };
  return settle({ ...state, awaitingReload: false, needsText: true });
}

/** The article was opened again: `text` and `update` are the truth of Rust's side. */
export function reopened(state: SyncState, text: Text, update: Update): Step {
  const local = localText(state);
  const fresh: SyncState = { ...opened(update, text), composing: state.composing };
  const show: Effect = { kind: "show", update, fresh: true };
  if (hasUnacknowledged(state))
    return settle({ ...fresh, pending: difference(text, local), needsText: true }, [show]);
  const changes = difference(local, text);
  return settle(fresh, changes.empty ? [show] : [{ kind: "apply", changes }, show]);
}

/** The text in the editor. */
export function localText(state: SyncState): Text {
  return unacknowledged(state)?.apply(state.base) ?? state.base;
}

/** Whether Rust holds exactly the editor's text. */
export function isSettled(state: SyncState): boolean {
  const quiet = state.flight === null && state.pending === null && state.held.length === 0;
  return quiet && !state.needsText && !state.awaitingReload && state.reopen === "no";
}

/** Whether there are local changes that Rust has not confirmed. */
export function hasUnacknowledged(state: SyncState): boolean {
  return state.flight !== null || state.pending !== null;
}

/** The local changes to `base`, sent or not. */
export function unacknowledged(state: SyncState): ChangeSet | null {
  if (!state.flight) return state.pending;
  return state.pending ? state.flight.compose(state.pending) : state.flight;
}

/** A change set as it goes over the wire. */
export function toWire(changes: ChangeSet): Change[] {
  const list: Change[] = [];
  changes.iterChanges((from, to, _fromB, _toB, insert) => list.push({ from, to, insert: insert.toString() }));
  return list;
}

/** Does whatever can be done now: takes what has its turn, opens again if that is wanted, sends. */
function settle(state: SyncState, effects: readonly Effect[] = []): Step {
  let step: Step = { state, effects };
  for (let first = state.held[0]; first && hasItsTurn(step.state, first); first = step.state.held[0]) {
    const rest = { ...step.state, held: step.state.held.slice(1), next: first.update.sequence + 1 };
    step = take(rest, first, step.effects);
  }
  return flush(step);
}

function hasItsTurn(state: SyncState, arrival: Arrival): boolean {
  if (state.reopen !== "no" || arrival.update.sequence > state.next) return false;
  return arrival.kind !== "reloaded" || !state.composing;
}

function take(state: SyncState, arrival: Arrival, effects: readonly Effect[]): Step {
  if (arrival.kind === "reloaded") return reload(state, arrival, effects);
  const next = arrival.kind === "accepted" ? accept(state, arrival.update) : state;
  return { state: next, effects: [...effects, { kind: "show", update: arrival.update, fresh: false }] };
}

function accept(state: SyncState, update: Update): SyncState {
  const base = state.flight?.apply(state.base) ?? state.base;
  return { ...state, version: update.version, base, flight: null };
}

/** Maps a change from outside over the local ones, and the local ones over it. */
function reload(
  state: SyncState,
  arrival: Extract<Arrival, { kind: "reloaded" }>,
  effects: readonly Effect[],
): Step {
  if (arrival.base !== state.version) return { state: { ...state, reopen: "wanted", held: [] }, effects };
  const outside = ChangeSet.of(arrival.changes, state.base.length);
  const flight = state.flight?.map(outside) ?? null;
  const afterFlight = state.flight ? outside.map(state.flight, true) : outside;
  const pending = state.pending?.map(afterFlight) ?? null;
  const changes = state.pending ? afterFlight.map(state.pending, true) : afterFlight;
  const next: SyncState = {
    ...state,
    version: arrival.update.version,
    base: outside.apply(state.base),
    flight,
    pending,
    needsText: state.needsText || flight !== null || pending !== null,
    awaitingReload: false,
  };
  const show: Effect = { kind: "show", update: arrival.update, fresh: false };
  return { state: next, effects: [...effects, { kind: "apply", changes }, show] };
}

function flush({ state, effects }: Step): Step {
  if (state.flight || state.reopen === "running") return { state, effects };
  if (state.reopen === "wanted") {
    if (state.composing) return { state, effects };
    return { state: { ...state, reopen: "running" }, effects: [...effects, { kind: "reopen" }] };
  }
  if (state.awaitingReload || (!state.pending && !state.needsText)) return { state, effects };
  const flight = state.pending ?? ChangeSet.empty(state.base.length);
  const request: Request = state.needsText
    ? { kind: "text", text: localText(state).toString() }
    : { kind: "edit", base: state.version, changes: toWire(flight) };
  const sent = { ...state, flight, pending: null, needsText: false };
  return { state: sent, effects: [...effects, { kind: "send", request }] };
}

/** Puts what was on its way back in front of what waits. */
function takeBack(state: SyncState): SyncState {
  return { ...state, flight: null, pending: unacknowledged(state) };
}
