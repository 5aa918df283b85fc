import { expect, it } from "vitest";

import { after } from "../marked.fixture";
import { changeSpeaker, flipSide } from "./speaker";

const personas = ["a", "b", "c"].map((id) => ({ id, name: id, avatar: null, onRight: id === "b" }));
const next = changeSpeaker(personas, 1);
const previous = changeSpeaker(personas, -1);
const flip = flipSide(personas);

const block = (opening: string) => `${opening}\nwo‸rds\n:::`;

it.each([
  ["the next", next, ":::commentary{by=a}", ":::commentary{by=b}"],
  ["the first after the last", next, ":::commentary{by=c side=left}", ":::commentary{by=a side=left}"],
  ["the last before the first", previous, ':::commentary{by="a"}', ":::commentary{by=c}"],
  ["somebody for nobody", next, ":::commentary", ":::commentary{by=a}"],
  ["somebody for a stranger", previous, ":::commentary{by=x}", ":::commentary{by=c}"],
  ["the other side", flip, ":::commentary{by=a}", ":::commentary{by=a side=right}"],
  ["back again", flip, ":::commentary{by=a side=right}", ":::commentary{by=a}"],
  ["the other side of one on the right", flip, ":::commentary{by=b}", ":::commentary{by=b side=left}"],
  ["nothing elsewhere", next, ":::note", ":::note"],
])("%s", (_name, command, before, expected) => {
  expect(after(command, block(before))).toBe(block(expected));
});

it("a block within a commentary is part of it", () => {
  const inside = "::::commentary{by=a}\n:::note\n‸\n:::\n::::";
  expect(after(next, inside)).toBe(inside.replace("by=a", "by=b"));
});
