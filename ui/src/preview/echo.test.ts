import { expect, it } from "vitest";

import { EchoMute } from "./echo";

it("the program's own scrolling is told from the person's", () => {
  const echo = new EchoMute();
  expect(echo.isEcho(100, 0)).toBe(false);
  echo.expect(400, 1000);
  expect(echo.isEcho(400.6, 5000)).toBe(true);
  expect(echo.isEcho(420, 5000)).toBe(false);
});

it("adjustments right after it are echoes too", () => {
  const echo = new EchoMute();
  echo.expect(400, 1000);
  expect(echo.isEcho(437, 1050)).toBe(true);
  expect(echo.isEcho(437, 1200)).toBe(false);
});
