// @vitest-environment happy-dom
import { expect, it } from "vitest";

import { escaped } from "./escape";
import { markdownOf } from "./markdown";

it.each([
  ["<p>a <b>b</b> <i>c</i></p>", "a **b** *c*"],
  ["<h1>T</h1><h2>U</h2><p>v</p>", "## T\n\n### U\n\nv"],
  ["<h2>T</h2><p>v</p>", "## T\n\nv"],
  ["<ul><li>a</li><li>b<ul><li>c</li></ul></li></ul>", "- a\n- b\n  - c"],
  ["<ol start=3><li>a</li><li>b</li></ol>", "3. a\n4. b"],
  ['<a href="https://example.org/">a</a>', "[a](https://example.org/)"],
  ['<a href="https://example.org/">https://example.org/</a>', "https://example.org/"],
  ["<blockquote><p>a</p></blockquote>", "> a"],
  ["<pre><code>a\n  b</code></pre>", "```\na\n  b\n```"],
  ["<p><del>a</del></p><p>b</p>", "~~a~~\n\nb"],
  ["<ruby>鮮度<rp>(</rp><rt>せんど</rt><rp>)</rp></ruby>が<b>鍵</b>", "{鮮度|せんど}が**鍵**"],
  ["<p>a<br>b</p><p>c</p>", "a\\\nb\n\nc"],
  [
    "<table><tr><th>名</th><th>n</th></tr><tr><td>あ</td><td>1</td></tr></table>",
    "| 名   | n   |\n| --- | --- |\n| あ   | 1   |",
  ],
])("%s becomes %s", (html, expected) => {
  expect(markdownOf(html)).toBe(expected);
});

it("what says no more than its words is pasted as plain text", () => {
  expect(markdownOf("<meta charset=utf-8><span style='color: red'>a</span>")).toBeNull();
  expect(markdownOf("<div>a</div><div>b</div>")).toBeNull();
});

it("Google Docs' wrapper is not bold, its styles are emphasis and its lists are nested", () => {
  const html = `<meta charset="utf-8"><b style="font-weight:normal;" id="docs-internal-guid-1">
    <p dir="ltr"><span style="font-weight:400;">市場の</span><span style="font-weight:700;">朝</span><span
      style="font-style:italic;font-weight:400">です</span></p>
    <ul><li dir="ltr" aria-level="1"><p role="presentation"><span style="font-weight:400">一</span></p></li>
    <ul><li><p role="presentation"><span>二</span></p></li></ul></ul></b>`;
  expect(markdownOf(html)).toBe("市場の**朝***です*\n\n- 一\n  - 二");
});

it("Word's items become lists and its own marks go", () => {
  const word = (level: number, marker: string, text: string) =>
    `<p class=MsoListParagraph style='mso-list:l0 level${String(level)} lfo1'><![if !supportLists]><span
      lang=EN-US><span style='mso-list:Ignore'>${marker}<span style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp;
      </span></span></span><![endif]><span>${text}<o:p></o:p></span></p>`;
  const html = `<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><style>p.MsoNormal {margin:0}</style>
    <!--[if gte mso 9]><xml><w:WordDocument></w:WordDocument></xml><![endif]--></head><body>
    <!--StartFragment--><h1>題<o:p></o:p></h1><p class=MsoNormal>文<b>強</b><o:p></o:p></p>
    ${word(1, "·", "一")}${word(2, "o", "二")}${word(1, "·", "三")}<p class=MsoNormal>&nbsp;</p>
    ${word(1, "1.", "甲")}${word(1, "2.", "乙")}<!--EndFragment--></body></html>`;
  expect(markdownOf(html)).toBe("## 題\n\n文**強**\n\n- 一\n  - 二\n- 三\n\n1. 甲\n2. 乙");
});

it.each([
  ["<p><img src=x onerror=alert(1) alt='a'> <b>b</b></p>", "a **b**"],
  ["<p><script>alert(1)</script><b>b</b></p>", "**b**"],
  ["<a href='javascript:alert(1)'>a</a><b>b</b>", "a**b**"],
  ["<p>&lt;script&gt;x&lt;/script&gt; <b>b</b></p>", "\\<script>x\\</script> **b**"],
  ["<p><svg onload=alert(1)><a xlink:href='javascript:x'>x</a></svg><b>b</b></p>", "**b**"],
])("%s brings nothing that could run", (html, expected) => {
  expect(markdownOf(html)).toBe(expected);
});

it.each([
  ["a*b `c` \\", "a\\*b \\`c\\` \\\\"],
  ["snake_case and _so_", "snake_case and \\_so\\_"],
  ["1. a\n- b\n# c\n> d", "1\\. a\n\\- b\n\\# c\n\\> d"],
  ["[1] and [a](b) [@k]", "[1] and \\[a](b) \\[@k]"],
  [":::note", "\\:::note"],
  ["{a|b} {c}", "\\{a|b} {c}"],
  ["&amp; & <b> 1 < 2", "\\&amp; & \\<b> 1 < 2"],
  ["2026年3月-4月、10~20円", "2026年3月-4月、10~20円"],
])("the words %j are written as %j", (words, expected) => {
  expect(escaped(words)).toBe(expected);
});
