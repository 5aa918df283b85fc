import type { ArticleFailure, ReplaceAnswer, ShownArticle } from "../../host/wire";
import type { Article } from "../article.svelte";
import type { Workspace } from "../workspace.svelte";

/** What was changed, the article that the window shows included. */
export interface Replaced {
  readonly places: number;
  readonly articles: number;
  /** Places that held something else by then, and were left alone. */
  readonly skipped: number;
  readonly failures: readonly ArticleFailure[];
}

type Ask = (shown: ShownArticle | null) => Promise<ReplaceAnswer>;

/**
 * Changes articles: Rust those that are not shown, the editor the one that is, as one step for undo. Answers `null` where
 * nothing was done, because what was to be done is out of date. Rejects with a failure.
 */
export async function changedEverywhere(workspace: Workspace, ask: Ask): Promise<Replaced | null> {
  await workspace.panes.editor.calm();
  const { article } = workspace;
  if (!article || article.readOnly) return done(workspace, await ask(null), () => 0);
  const asked = await article.inStep((version) => ask({ slug: article.slug, version }));
  if (!asked) return null;
  const { answer, text } = asked;
  return done(workspace, answer, (changes) => changedHere(workspace, article, article.fitted(changes, text)));
}

type Changes = Extract<ReplaceAnswer, { kind: "replaced" }>["changes"];

function done(
  workspace: Workspace,
  answer: ReplaceAnswer,
  change: (changes: Changes) => number,
): Replaced | null {
  if (answer.kind !== "replaced") return null;
  const { changes, places, articles, skipped, failures, unsaved } = answer;
  workspace.leftUnsaved(unsaved);
  const here = change(changes);
  return {
    places: places + here,
    articles: articles + (here > 0 ? 1 : 0),
    skipped: skipped + changes.length - here,
    failures,
  };
}

/** Answers how many places were changed. */
function changedHere({ article: shown, panes }: Workspace, article: Article, changes: Changes): number {
  if (changes.length === 0 || shown !== article) return 0;
  return panes.editor.change(changes, { stay: true }) ? changes.length : 0;
}
