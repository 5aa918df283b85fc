import { expect, it } from "vitest";

import { marked, shown } from "./marked.fixture";
import { headingAbove, withPicture } from "./picture";

const picture = { path: "images/市場.png", alt: "朝の市場", credit: "", figure: false };

it.each([
  ["‸", picture, "![朝の市場](images/市場.png)‸"],
  ["文‸章", picture, "文\n\n![朝の市場](images/市場.png)‸\n\n章"],
  ["‸", { ...picture, figure: true }, ':::figure{src=images/市場.png alt="朝の市場"}\n‸\n:::'],
  [
    "‸",
    { ...picture, alt: 'a "b"', credit: "https://example.org/" },
    ':::figure{src=images/市場.png alt="a ”b”" credit="https://example.org/"}\n\n:::‸',
  ],
  ["‸", { ...picture, alt: "[a]" }, "![\\[a\\]](images/市場.png)‸"],
])("at %s, %j makes %s", (words, given, expected) => {
  const state = marked(words);
  expect(shown(state.update(withPicture(state, given)).state)).toBe(expected);
});

it("an image without a name of its own is called after its heading", () => {
  expect(headingAbove(marked("## 市場の{朝|あさ}\n\n文\n\n‸"))).toBe("市場の朝");
  expect(headingAbove(marked("文‸"))).toBe("");
});
