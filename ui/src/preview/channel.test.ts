// @vitest-environment happy-dom
import { expect, it, vi } from "vitest";

import type { Block } from "./blocks";
import { PreviewChannel } from "./channel";
import type { ToFrame } from "./messages";

const block = (id: number, html: string): Block => ({ id, html, lines: 1 });
const patch = { remove: [], insert: [], replace: [], lines: [] };
const events = {
  ...{ ready: vi.fn(), scrolled: vi.fn(), clicked: vi.fn(), opened: vi.fn(), pages: vi.fn() },
  ...{ link: vi.fn(), key: vi.fn() },
};

/** A channel to a frame that says what it is sent. */
function connected() {
  const channel = new PreviewChannel(events);
  const sent: ToFrame[] = [];
  const contentWindow = { postMessage: (message: ToFrame) => sent.push(message) };
  channel.attach({ contentWindow, src: "" } as unknown as HTMLIFrameElement);
  channel.open("preview://localhost/a/index.html");
  const say = (data: unknown) => {
    const event = new MessageEvent("message", { data });
    Object.defineProperty(event, "source", { value: contentWindow });
    window.dispatchEvent(event);
  };
  return { channel, sent, say };
}

it("a frame that was loaded again gets the whole page as it is by then", () => {
  const { channel, sent, say } = connected();
  const insert = [
    { after: 0, block: block(1, "a") },
    { after: 1, block: block(2, "b") },
  ];
  channel.patch({ ...patch, insert });
  expect(sent).toEqual([]);
  say({ kind: "hello" });
  channel.patch({ ...patch, remove: [1], replace: [block(2, "B")] });
  say({ kind: "hello" });
  const inserted = sent.flatMap((message) =>
    message.kind === "patch" ? [message.patch.insert.map(({ block: { html } }) => html)] : [],
  );
  expect(inserted).toEqual([["a", "b"], [], ["B"]]);
});

it("a patch of nothing is not sent", () => {
  const { channel, sent, say } = connected();
  say({ kind: "hello" });
  const before = sent.length;
  channel.patch(patch);
  expect(sent).toHaveLength(before);
});

it("a frame hears of its colours before it has anything to show in them", () => {
  const { channel, sent, say } = connected();
  channel.setLook("dark", true);
  say({ kind: "hello" });
  expect(sent.map(({ kind }) => kind)).toEqual(["look", "patch"]);
  expect(sent[0]).toEqual({ kind: "look", theme: "dark", paged: true });
});
