// Every payload in every place, exported and read by Chromium: as published, and with the pages' own policy lifted, so that the
// sanitiser alone has to hold. usage: node attacks.mjs <kiku> <empty folder>
import { execFileSync } from "node:child_process";
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

import { chromium } from "playwright-core";

const [kiku, folder] = process.argv.slice(2);
const beside = (name) => readFileSync(fileURLToPath(new URL(`../attacks/${name}`, import.meta.url)), "utf8");
const payloads = beside("payloads.txt").trimEnd().split("\n");
const template = beside("article.md");
let passed = 0;
let failed = 0;

/** One article a payload, which stands in all places. */
function write(publication) {
  mkdirSync(publication, { recursive: true });
  writeFileSync(join(publication, "publication.toml"), 'title = "Attacks"\nlanguage = "en"\n');
  payloads.forEach((payload, index) => {
    const quoted = `'${payload.replaceAll("'", "''")}'`;
    mkdirSync(join(publication, `a${index}`));
    // A function, because `$` means something in a text that replaces.
    const text = template.replaceAll("{q}", () => quoted).replaceAll("{}", () => payload);
    writeFileSync(join(publication, `a${index}`, "article.md"), text);
  });
}

/** Exports, and tells the pages; a book is unpacked. */
function pagesOf(publication, format) {
  const out = join(folder, format === "epub" ? "book.epub" : format);
  execFileSync(kiku, ["export", publication, "--drafts", "--format", format, "--out", out], { stdio: "ignore" });
  const pages = format === "epub" ? join(folder, "book") : out;
  if (format === "epub") execFileSync("python3", ["-m", "zipfile", "-e", out, pages]);
  const names = readdirSync(pages, { recursive: true, encoding: "utf8" }).sort();
  return names.filter((name) => /\.x?html$/.test(name)).map((name) => join(pages, name));
}

/** Runs in the page before anything else: whatever calls the canary, or opens a window or a dialog, is noted. */
function listen() {
  globalThis.tripped = [];
  const note = (name) => () => globalThis.tripped.push(name);
  for (const name of ["canary", "alert", "confirm", "prompt", "open"]) globalThis[name] = note(name);
}

/** Runs in the page: does to every element what a reader could do to it, and tells what there is that should not be. */
function touch() {
  const kinds = ["mouseover", "focus", "error", "load", "toggle", "click"];
  const all = [...document.querySelectorAll("body *")];
  addEventListener("click", (event) => event.preventDefault(), true);
  for (const element of all)
    for (const kind of kinds) element.dispatchEvent(new MouseEvent(kind, { bubbles: true, cancelable: true }));
  const names = all.flatMap((element) => element.getAttributeNames());
  const links = all.flatMap((element) => ["href", "src", "action"].map((name) => element.getAttribute(name) ?? ""));
  return [
    ...globalThis.tripped,
    ...names.filter((name) => name.startsWith("on")),
    ...links.filter((link) => /^\W*(javascript|vbscript|file|smb|data:text):/i.test(link)),
  ];
}

async function look(format, pages, bypassCSP) {
  const browser = await chromium.launch({ executablePath: "/usr/bin/chromium", args: ["--no-sandbox"] });
  const context = await browser.newContext({ bypassCSP });
  await context.addInitScript(listen);
  const findings = [];
  const page = await context.newPage();
  page.on("request", (request) => {
    if (!/^(file|data):/.test(request.url())) findings.push(`${page.url()} asks for ${request.url()}`);
  });
  for (const path of pages) {
    const address = pathToFileURL(path).href;
    await page.goto(address);
    for (const found of await page.evaluate(touch)) findings.push(`${path}: ${found}`);
    if (page.url() !== address) findings.push(`${path} leads to ${page.url()}`);
  }
  await browser.close();
  findings.forEach((finding) => console.log(`  ${finding}`));
  if (findings.length === 0) passed += 1;
  else failed += 1;
  const how = bypassCSP ? "without its policy" : "as it is";
  console.log(`test attacks, ${format} ${how}, ${pages.length} pages ... ${findings.length === 0 ? "ok" : "FAILED"}`);
}

/** What looks has to find what runs. */
async function control() {
  const page = join(folder, "control.html");
  writeFileSync(page, `<body>${payloads.join("\n")}<p onclick="canary()">x</p><a href="javascript:canary()">x</a>`);
  const browser = await chromium.launch({ executablePath: "/usr/bin/chromium", args: ["--no-sandbox"] });
  const context = await browser.newContext();
  await context.addInitScript(listen);
  const opened = await context.newPage();
  await opened.goto(pathToFileURL(page).href, { waitUntil: "commit" });
  await opened.waitForFunction(() => globalThis.tripped.length > 0);
  const found = (await opened.evaluate(touch)).length > 2;
  await browser.close();
  if (found) passed += 1;
  else failed += 1;
  console.log(`test attacks, the payloads themselves run ... ${found ? "ok" : "FAILED"}`);
}

const publication = join(folder, "publication");
write(publication);
for (const format of ["site", "page", "epub"]) {
  const pages = pagesOf(publication, format);
  await look(format, pages, false);
  await look(format, pages, true);
}
await control();
console.log(`test result: ${failed === 0 ? "ok" : "FAILED"}. ${passed} passed; ${failed} failed; 0 ignored; 0 measured; 0 filtered out`);
process.exitCode = failed === 0 ? 0 : 1;
