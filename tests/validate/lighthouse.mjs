// Lighthouse, on pages that a server of our own serves. Its last version that runs on Node 20 is pinned in package.json.
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { extname, join, normalize } from "node:path";

import lighthouse from "lighthouse";

/** The fewest points of each category. The last one measures time, and a busy machine has its way with it. */
const POINTS = { accessibility: 1, "best-practices": 1, seo: 1, performance: 0.95 };
/** How many runs a page has at most: where the first is too slow, the median counts. */
const RUNS = 3;
const TYPES = {
  ".css": "text/css; charset=utf-8",
  ".html": "text/html; charset=utf-8",
  ".jpg": "image/jpeg",
  ".js": "text/javascript; charset=utf-8",
  ".png": "image/png",
  ".svg": "image/svg+xml",
  ".txt": "text/plain; charset=utf-8",
  ".webp": "image/webp",
  ".xml": "application/xml",
};

/** Serves a folder as any web server does, and tells where. */
async function serve(folder) {
  const server = createServer(async (request, response) => {
    const asked = decodeURIComponent(new URL(request.url, "http://localhost").pathname);
    const path = normalize(asked.endsWith("/") ? `${asked}index.html` : asked);
    try {
      const bytes = await readFile(join(folder, path));
      response.writeHead(200, { "content-type": TYPES[extname(path).toLowerCase()] ?? "application/octet-stream" });
      response.end(bytes);
    } catch {
      response.writeHead(404, { "content-type": TYPES[".html"] });
      response.end(await readFile(join(folder, "404.html")));
    }
  });
  await new Promise((listening) => server.listen(0, "127.0.0.1", listening));
  return { server, address: `http://127.0.0.1:${server.address().port}/` };
}

/** What costs points in a category, in Lighthouse's words. */
function reasons(result, category) {
  const refs = result.categories[category].auditRefs.filter(({ weight }) => weight > 0);
  const audits = refs.map(({ id }) => result.audits[id]).filter(({ score }) => score !== null && score < 0.9);
  return audits.map(({ id, title, explanation, details }) => {
    const where = (details?.items ?? []).slice(0, 3).map((item) => item.node?.snippet ?? item.href ?? item.url ?? "");
    return [id, title, explanation ?? "", ...where].filter((words) => words !== "").join("; ");
  });
}

function below(result) {
  return Object.keys(POINTS).filter((category) => result.categories[category].score < POINTS[category]);
}

/** The run that counts: the first where nothing is amiss or more than time, otherwise the one of median speed. */
async function judged(address, port) {
  const runs = [];
  while (runs.length < RUNS) {
    const { lhr } = await lighthouse(address, { port, output: "json", logLevel: "error" });
    runs.push(lhr);
    if (below(lhr).every((category) => category !== "performance")) break;
  }
  if (runs.length < RUNS) return runs.at(-1);
  const speed = (run) => run.categories.performance.score;
  return runs.sort((one, other) => speed(one) - speed(other))[(RUNS - 1) / 2];
}

/** Findings on the pages of a site, given by their paths. */
export async function audit(folder, paths, port) {
  const { server, address } = await serve(folder);
  const findings = [];
  for (const path of paths) {
    const result = await judged(address + path, port);
    for (const category of below(result)) {
      const points = Math.round(result.categories[category].score * 100);
      findings.push(`/${path} ${category} ${points} of 100: ${reasons(result, category).join(" | ")}`);
    }
  }
  server.close();
  return findings;
}
