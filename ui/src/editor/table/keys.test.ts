import { expect, it } from "vitest";

import { after } from "../marked.fixture";
import { insertTable, moveToCell, newRow } from "./keys";
import { displayWidth } from "./table";

const lines = (...all: string[]) => all.join("\n");

it("Tab aligns by the width that is seen and selects the next cell", () => {
  expect(after(moveToCell(1), lines("|市場|n‸|", "|--|-:|", "|a|1000|"))).toBe(
    lines("| 市場 |    n |", "| ---- | ---: |", "| ‹a›    | 1000 |"),
  );
});

it("Shift+Tab goes back, and stays in the first cell", () => {
  const table = lines("| a   | b   |", "| --- | --- |", "| c‸   | d   |");
  expect(after(moveToCell(-1), table)).toBe(lines("| a   | ‹b›   |", "| --- | --- |", "| c   | d   |"));
  expect(after(moveToCell(-1), lines("| a‸ | b |", "| - | - |"))).toBe(lines("| a‸ | b |", "| - | - |"));
});

it("behind the last cell a row begins", () => {
  expect(after(moveToCell(1), lines("|a|b|", "|-|-|", "|c|d‸|"))).toBe(
    lines("| a   | b   |", "| --- | --- |", "| c   | d   |", "| ‸    |     |"),
  );
});

it("Enter begins a row, and in an empty last one ends the table", () => {
  const begun = after(newRow, lines("|a|b|", "|-|-|", "|c|d‸|", "", "文"));
  expect(begun).toBe(lines("| a   | b   |", "| --- | --- |", "| c   | d   |", "| ‸    |     |", "", "文"));
  expect(after(newRow, begun)).toBe(lines("| a   | b   |", "| --- | --- |", "| c   | d   |", "‸", "", "文"));
});

it("alignments, quote marks and escaped pipes stay", () => {
  expect(after(moveToCell(1), lines("> |a‸|b\\|c|", "> |:-:|:-|"))).toBe(
    lines("> |  a  | ‹b\\|c› |", "> | :-: | :--- |"),
  );
});

it("outside a table the keys are left alone", () => {
  expect(after(moveToCell(1), "a | b‸")).toBe("a | b‸");
  expect(after(newRow, "文‸")).toBe("文‸");
});

it("a new table stands on lines of its own", () => {
  expect(after(insertTable, "文‸章")).toBe(
    lines(
      "文",
      "",
      "| ‸    |     |     |",
      "| --- | --- | --- |",
      "|     |     |     |",
      "|     |     |     |",
      "",
      "章",
    ),
  );
});

it("full-width letters take two columns, marks that combine none", () => {
  expect(["市場", "ab", "が", "か\u3099", "ｱ", "Ａ"].map(displayWidth)).toEqual([4, 2, 2, 2, 1, 2]);
});
