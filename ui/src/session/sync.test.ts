import { ChangeSet, Text } from "@codemirror/state";
import { describe, expect, it } from "vitest";

import type { Update } from "../host/wire";
import { Dice } from "../text/dice.fixture";
import { Conversation } from "./sync.fixture";
import {
  answered,
  arrived,
  composing,
  edited,
  failed,
  isSettled,
  localText,
  opened,
  reopened,
  retried,
  waited,
  type Effect,
  type Step,
  type SyncState,
} from "./sync";

const text = (words: string) => Text.of(words.split("\n"));

function update(version: number, sequence: number): Update {
  const counts = { characters: 0, words: 0, minutes: 0 };
  const patch = { remove: [], insert: [], replace: [], lines: [] };
  const outline = { start: 0, remove: 0, insert: [] };
  return { version, sequence, dirty: true, patch, problems: null, outline, counts, title: "" };
}

function insert(state: SyncState, at: number, words: string): Step {
  return edited(state, ChangeSet.of({ from: at, insert: words }, localText(state).length));
}

function kinds(effects: readonly Effect[]): string[] {
  return effects.map((effect) => effect.kind);
}

const start = opened(update(0, 0), text("abc"));

describe("edits", () => {
  it("go out at once and count in the version they were made to", () => {
    const { effects } = insert(start, 3, "d");
    expect(effects).toEqual([
      { kind: "send", request: { kind: "edit", base: 0, changes: [{ from: 3, to: 3, insert: "d" }] } },
    ]);
  });

  it("made while one is on its way are composed and follow it", () => {
    const first = insert(start, 3, "d").state;
    const third = insert(insert(first, 4, "e").state, 5, "\nf");
    expect(third.effects).toEqual([]);
    const { effects, state } = answered(third.state, { kind: "applied", update: update(1, 1) });
    expect(kinds(effects)).toEqual(["show", "send"]);
    expect(effects[1]).toMatchObject({ request: { base: 1, changes: [{ from: 4, to: 4, insert: "e\nf" }] } });
    expect(isSettled(state)).toBe(false);
    expect(isSettled(answered(state, { kind: "applied", update: update(2, 2) }).state)).toBe(true);
  });

  it("that failed go out as a whole text with the next one", () => {
    const broken = failed(insert(start, 3, "d").state);
    expect(broken.effects).toEqual([]);
    expect(retried(broken.state).effects).toEqual([
      { kind: "send", request: { kind: "text", text: "abcd" } },
    ]);
  });
});

describe("a change from outside", () => {
  const reloaded = {
    kind: "reloaded" as const,
    base: 0,
    changes: [{ from: 0, to: 1, insert: "X" }],
    update: update(1, 1),
  };

  it("reaches a quiet editor as it is", () => {
    const { state, effects } = arrived(start, reloaded);
    expect(kinds(effects)).toEqual(["apply", "show"]);
    expect(localText(state).toString()).toBe("Xbc");
    expect(isSettled(state)).toBe(true);
  });

  it("is mapped over what is on its way, and the refused edit goes out as a whole text", () => {
    const typed = insert(insert(start, 3, "d").state, 4, "e").state;
    const crossed = arrived(typed, reloaded);
    expect(localText(crossed.state).toString()).toBe("Xbcde");
    const { effects } = answered(crossed.state, { kind: "resend" });
    expect(effects).toEqual([{ kind: "send", request: { kind: "text", text: "Xbcde" } }]);
  });

  it("is waited for when the refusal overtakes it", () => {
    const refused = answered(insert(start, 3, "d").state, { kind: "resend" });
    expect(refused.effects).toEqual([{ kind: "wait", next: 1 }]);
    const { effects } = arrived(refused.state, reloaded);
    expect(effects.at(-1)).toEqual({ kind: "send", request: { kind: "text", text: "Xbcd" } });
  });

  it("that never comes does not hold the text back for ever", () => {
    const refused = answered(insert(start, 3, "d").state, { kind: "resend" }).state;
    expect(waited(refused, 1).effects).toEqual([{ kind: "send", request: { kind: "text", text: "abcd" } }]);
  });

  it("does not reach the editor while an input method composes", () => {
    const held = arrived(composing(start, true).state, reloaded);
    expect(held.effects).toEqual([]);
    expect(localText(held.state).toString()).toBe("abc");
    const released = composing(insert(held.state, 3, "か").state, false);
    expect(kinds(released.effects)).toContain("apply");
    expect(localText(released.state).toString()).toBe("Xbcか");
  });
});

describe("order", () => {
  const early = { kind: "updated" as const, update: update(1, 2) };

  it("is the sequence's, whichever road was faster", () => {
    const overtaken = arrived(insert(start, 3, "d").state, early);
    expect(kinds(overtaken.effects)).toEqual(["wait"]);
    const { effects } = answered(overtaken.state, { kind: "applied", update: update(1, 1) });
    const shown = effects.filter((effect) => effect.kind === "show").map((effect) => effect.update.sequence);
    expect(shown).toEqual([1, 2]);
  });

  it("that cannot be restored makes the article open again", () => {
    const stuck = arrived(start, early).state;
    const { state, effects } = waited(stuck, 1);
    expect(kinds(effects)).toEqual(["reopen"]);
    const again = reopened(state, text("abcX"), update(4, 0));
    expect(kinds(again.effects)).toEqual(["apply", "show"]);
    expect(localText(again.state).toString()).toBe("abcX");
  });

  it("lets old news pass", () => {
    expect(arrived(start, { kind: "updated", update: update(0, 0) }).effects).toEqual([]);
  });
});

describe("many conversations with edits, reloads, compositions and messages that overtake each other", () => {
  it.each(Array.from({ length: 200 }, (_, seed) => seed))(
    "number %i ends with the same text on both sides",
    (seed) => {
      const conversation = new Conversation(new Dice(seed));
      conversation.happen(60);
      conversation.comeToRest();
      expect(conversation.editorText).toBe(conversation.rustText);
      // Every character that was typed, here or outside, stands there exactly once.
      expect([...conversation.editorText].sort()).toEqual([...conversation.everTyped].sort());
    },
  );
});
