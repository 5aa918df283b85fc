// Holds exports to what others say a good page or book is. usage: node validate.mjs <folder of exports> <epubcheck.jar>
// Every finding is printed; the last line is the count, in the form that cargo prints.
import { execFile } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { promisify } from "node:util";

import { HtmlValidate } from "html-validate";
import { chromium } from "playwright-core";

import { audit } from "./lighthouse.mjs";

const [folder, epubcheck] = process.argv.slice(2);
const require = createRequire(import.meta.url);
const run = promisify(execFile);
const files = readdirSync(folder, { recursive: true, encoding: "utf8" }).map((path) => join(folder, path)).sort();
const pages = files.filter((path) => path.endsWith(".html"));
const books = files.filter((path) => path.endsWith(".epub"));
let passed = 0;
let failed = 0;

function report(what, findings) {
  findings.forEach((finding) => console.log(`  ${finding}`));
  if (findings.length === 0) passed += 1;
  else failed += 1;
  console.log(`test ${what} ... ${findings.length === 0 ? "ok" : "FAILED"}`);
}

/** What a program prints, however it ends. */
async function output(program, words) {
  const answer = await run(program, words, { maxBuffer: 1 << 26 }).catch((error) => error);
  if (answer.stdout === undefined) throw answer;
  return answer.stdout + answer.stderr;
}

/** The Nu HTML Checker. It does not know `text-box` of CSS Inline 3 yet. */
async function nu() {
  const jar = join(require.resolve("vnu-jar/package.json"), "../build/dist/vnu.jar");
  const text = await output("java", ["-Xss2m", "-jar", jar, "--errors-only", "--filterpattern", ".*“text-box”.*", ...pages]);
  report(`nu html checker, ${pages.length} pages`, text.split("\n").filter((line) => line.trim() !== ""));
}

async function lint() {
  const rules = {
    // Both spellings mean the same, and the sanitiser has one of them.
    "attribute-boolean-style": "off",
    "no-trailing-whitespace": "off",
  };
  const validator = new HtmlValidate({ root: true, extends: ["html-validate:recommended"], rules });
  const findings = [];
  for (const page of pages) {
    const { results } = await validator.validateString(readFileSync(page, "utf8"), page);
    for (const { messages } of results)
      findings.push(...messages.map(({ line, message, ruleId }) => `${page}:${line} ${message} (${ruleId})`));
  }
  report(`html-validate, ${pages.length} pages`, findings);
}

/** axe-core in a browser. The page's own policy allows no script but its own, so it is lifted for the one that looks. */
async function axe(scheme) {
  const browser = await chromium.launch({ executablePath: "/usr/bin/chromium", args: ["--no-sandbox"] });
  const context = await browser.newContext({ colorScheme: scheme, bypassCSP: true });
  const findings = [];
  const page = await context.newPage();
  for (const path of pages) {
    await page.goto(pathToFileURL(path).href);
    await page.addScriptTag({ path: require.resolve("axe-core/axe.min.js") });
    const { violations } = await page.evaluate(() => globalThis.axe.run(document, { resultTypes: ["violations"], preload: false }));
    for (const { id, help, nodes } of violations) findings.push(`${path} ${id}: ${help}: ${nodes[0].html}`);
  }
  await browser.close();
  report(`axe, ${scheme}, ${pages.length} pages`, findings);
}

/** Under its own policy, from a disk: nothing that a page needs is refused, and nothing is asked of anybody. */
async function policy() {
  const browser = await chromium.launch({ executablePath: "/usr/bin/chromium", args: ["--no-sandbox"] });
  const page = await browser.newPage();
  const findings = [];
  page.on("console", (message) => message.type() === "error" && findings.push(`${page.url()} ${message.text()}`));
  page.on("pageerror", (error) => findings.push(`${page.url()} ${error.message}`));
  page.on("request", (request) => /^https?:/.test(request.url()) && findings.push(`${page.url()} asks for ${request.url()}`));
  for (const path of pages) await page.goto(pathToFileURL(path).href);
  const search = pages.find((path) => path.includes("articles") && path.endsWith("search/index.html"));
  await page.goto(`${pathToFileURL(search).href}?q=${encodeURIComponent("市場の朝")}`);
  await page.waitForSelector(".search-results li", { timeout: 5000 }).catch(() => findings.push("the search finds no 市場の朝"));
  await browser.close();
  report(`content security policy and search, ${pages.length} pages`, findings);
}

/** Lighthouse on the front page, an article, a list and the search of each site. */
async function lighthouse() {
  const port = 9222 + (process.pid % 10_000);
  const args = ["--no-sandbox", `--remote-debugging-port=${port}`];
  const browser = await chromium.launch({ executablePath: "/usr/bin/chromium", args });
  for (const [site, article] of [["articles-site", "market-morning/"], ["stress-site", "every-block/"]]) {
    const paths = ["", article, "archive/", "search/"];
    report(`lighthouse ${site}, ${paths.length} pages`, await audit(join(folder, site), paths, port));
  }
  await browser.close();
}

async function epub(book) {
  const text = await output("java", ["-jar", epubcheck, book]);
  report(`epubcheck ${book}`, text.split("\n").filter((line) => /^(FATAL|ERROR|WARNING|USAGE)/.test(line)));
}

await nu();
await lint();
await policy();
await axe("light");
await axe("dark");
for (const book of books) await epub(book);
await lighthouse();
console.log(`test result: ${failed === 0 ? "ok" : "FAILED"}. ${passed} passed; ${failed} failed; 0 ignored; 0 measured; 0 filtered out`);
process.exitCode = failed === 0 ? 0 : 1;
