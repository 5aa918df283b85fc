// @vitest-environment happy-dom
import { expect, it } from "vitest";

import type { Host } from "../host/host";
import type { Failure, Settings } from "../host/wire";
import { speech } from "../words/speech.svelte";
import { SettingsStore, usual } from "./settings.svelte";

/** A host that keeps the settings, or refuses to. */
function storeOn(file: Settings, written: Settings[] | null, damaged: Failure | null = null) {
  const failures: string[] = [];
  const host = {
    settings: () => Promise.resolve({ settings: file, damaged }),
    changeSettings: (settings: Settings) => {
      if (!written)
        return Promise.reject({ code: "io", detail: "full" } satisfies Failure as unknown as Error);
      written.push(settings);
      return Promise.resolve(null);
    },
  } as unknown as Host;
  return {
    store: new SettingsStore(host, (attempt, { code }) => failures.push(`${attempt} ${code}`)),
    failures,
  };
}

it("the window goes by the file", async () => {
  const { store } = storeOn({ ...usual, language: "ja", theme: "dark" }, []);
  await store.load();
  expect(speech.language).toBe("ja");
  expect(document.documentElement.dataset.theme).toBe("dark");
});

it("a change shows at once and is written whole", async () => {
  const written: Settings[] = [];
  const { store } = storeOn({ ...usual, language: "ja", theme: "dark" }, written);
  await store.load();
  store.change({ language: "en" });
  expect(speech.language).toBe("en");
  expect(written).toEqual([{ ...usual, language: "en", theme: "dark" }]);
});

it("a change that cannot be written holds for now, and is told", async () => {
  const { store, failures } = storeOn({ ...usual, language: null, theme: "system" }, null);
  store.change({ theme: "light" });
  await Promise.resolve();
  await Promise.resolve();
  expect(store.values.theme).toBe("light");
  expect(failures).toEqual(["settings io"]);
});

it("a damaged file is told, and its settings can be chosen again", async () => {
  const written: Settings[] = [];
  const damaged: Failure = { code: "damaged", detail: "settings.kept-1.json" };
  const { store, failures } = storeOn(usual, written, damaged);
  await store.load();
  expect(failures).toEqual(["readSettings damaged"]);
  store.change({ theme: "dark" });
  store.reset();
  expect(written.map(({ theme }) => theme)).toEqual(["dark", "system"]);
  expect(document.documentElement.dataset.theme).toBe("system");
});

it("the text takes the size that is set, within what can be read", async () => {
  const editor = { ...usual.editor, font: "mincho" as const, size: 400, lineHeight: 200 };
  await storeOn({ ...usual, editor }, []).store.load();
  const { style } = document.documentElement;
  expect(style.getPropertyValue("--editor-size")).toBe("32px");
  expect(style.getPropertyValue("--editor-line")).toBe("2");
  expect(style.getPropertyValue("--editor-font")).toBe("var(--mincho)");
});
