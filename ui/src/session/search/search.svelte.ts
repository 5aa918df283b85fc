import { SvelteSet } from "svelte/reactivity";

import { asFailure, type Host } from "../../host/host";
import type { ArticleFailure, Bilingual, FindAnswer, ReplaceAnswer, ShownArticle } from "../../host/wire";
import { escaped } from "../../text/expression";
import { speech } from "../../words/speech.svelte";
import type { Workspace } from "../workspace.svelte";
import { changedEverywhere, type Replaced } from "./everywhere";
import { queryOf, remember, remembered, sameSearch, type SearchFields } from "./fields";
import { chosen, exceptions, grouped, type Group, type Place } from "./results";

/** How long the fields rest before something is looked for, in milliseconds. */
const typingRest = 120;

/** How long the text rests before the list follows it, in milliseconds. */
const textRest = 400;

/** The same as an answer of Rust, ready to be shown. */
interface Found {
  readonly search: number;
  readonly groups: readonly Group[];
  readonly matches: number;
  readonly more: boolean;
}

const nothing: Found = { search: 0, groups: [], matches: 0, more: false };

/** Finding words in all articles, and putting others in their place. */
export class PublicationSearch {
  fields = $state.raw<SearchFields>(remembered(localStorage));
  found = $state.raw<Found>(nothing);
  /** What is wrong with a regular expression. */
  mistake = $state.raw<Bilingual | null>(null);
  /** Whether what is shown answers what the fields say. */
  upToDate = $state(true);
  /** The key of the place that one went to last. */
  current = $state<string | null>(null);
  /** How many articles the last replacement changed, while it can be taken back. */
  replacedIn = $state(0);
  /** Something is being replaced, or taken back. */
  busy = $state(false);
  /** The field is to take the keyboard. */
  summoned = $state(false);
  /** What is not to be replaced: keys of places, and slugs of articles. */
  readonly leftOut = new SvelteSet<string>();
  /** The articles whose places are not shown, by slug. */
  readonly folded = new SvelteSet<string>();

  readonly chosen = $derived(chosen(this.found.groups, this.leftOut));

  private watchers = 0;
  /** Whether a text has changed since one looked. */
  private stale = false;
  private turn = 0;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private publication: string | undefined;

  constructor(
    private readonly host: Pick<Host, "findWords" | "replaceFound" | "takeReplacementBack">,
    private readonly workspace: Workspace,
  ) {
    workspace.followText(() => {
      this.textChanged();
    });
  }

  /** Keeps up with the texts for as long as somebody looks. Answers how to stop. */
  watch(): () => void {
    this.watchers++;
    this.lookSoon(0);
    return () => {
      this.watchers--;
    };
  }

  /** Begins to look for words, where some are given; what was looked for before stays otherwise. */
  begin(words: string, replacing: boolean): void {
    const sought = this.fields.regex ? escaped(words) : words;
    this.change({
      ...(words ? { words: sought } : {}),
      replacing: replacing || this.fields.replacing,
    });
    this.summoned = true;
  }

  /** Fills in fields. */
  change(part: Partial<SearchFields>): void {
    const fields = { ...this.fields, ...part };
    if (!sameSearch(fields, this.fields)) {
      this.leftOut.clear();
      this.current = null;
      this.upToDate = false;
    }
    this.fields = fields;
    remember(localStorage, fields);
    this.lookSoon(typingRest);
  }

  /** Has a place or an article replaced, or no longer. */
  toggle(key: string): void {
    if (!this.leftOut.delete(key)) this.leftOut.add(key);
  }

  /** Shows or hides the places of an article. */
  fold(slug: string, folded: boolean): void {
    if (folded) this.folded.add(slug);
    else this.folded.delete(slug);
  }

  /** Looks at once, as the fields say. */
  async look(): Promise<void> {
    clearTimeout(this.timer);
    const turn = ++this.turn;
    this.stale = false;
    this.forgetOtherPublications();
    const query = queryOf(this.fields);
    if (query.words === "" || !this.workspace.publication) {
      this.show(nothing, null);
      return;
    }
    try {
      await this.workspace.article?.settled();
      const answer = turn === this.turn ? await this.host.findWords(query) : null;
      if (answer && turn === this.turn) this.hear(answer);
    } catch {
      // There is no publication any more, or the window says itself why the text cannot be handed over.
      if (turn === this.turn) this.show(nothing, null);
    }
  }

  /** Replaces all that was found and not left out, in one step that can be taken back. */
  async replaceAll(): Promise<void> {
    if (this.busy || !this.upToDate || this.chosen.matches === 0) return;
    const { search, groups } = this.found;
    const request = { search, with: this.fields.replacement, except: exceptions(groups, this.leftOut) };
    const done = await this.carryOut((shown) => this.host.replaceFound({ ...request, shown }));
    if (!done) return;
    this.replacedIn = done.articles;
    const { search: words } = speech.words;
    const text = words.replaced(done.places, done.articles) + this.addition(done);
    this.workspace.announcements.done(text, { label: words.undo, run: () => void this.takeBack() });
  }

  /** Takes the last replacement back, in all articles. */
  async takeBack(): Promise<void> {
    if (this.busy || this.replacedIn === 0) return;
    const done = await this.carryOut((shown) => this.host.takeReplacementBack(shown));
    this.replacedIn = 0;
    // The button is gone, and the keyboard with it.
    if (document.activeElement === document.body) this.summoned = true;
    if (done) this.workspace.announcements.done(speech.words.search.undone + this.addition(done));
  }

  private async carryOut(
    ask: (shown: ShownArticle | null) => Promise<ReplaceAnswer>,
  ): Promise<Replaced | null> {
    this.busy = true;
    try {
      const done = await changedEverywhere(this.workspace, ask);
      if (done) this.tellFailures(done);
      else this.workspace.announcements.done(speech.words.search.outOfDate);
      return done;
    } catch (reason) {
      this.workspace.announcements.failed("replace", asFailure(reason));
      return null;
    } finally {
      this.busy = false;
      void this.look();
    }
  }

  private tellFailures({ failures }: { failures: readonly ArticleFailure[] }): void {
    const [first] = failures;
    if (!first) return;
    const detail = failures.map(({ slug }) => this.workspace.titleOf(slug)).join(", ");
    this.workspace.announcements.failed("replace", { ...first.failure, detail });
  }

  private addition({ skipped }: Replaced): string {
    return skipped > 0 ? speech.words.search.skipped(skipped) : "";
  }

  private hear(answer: FindAnswer): void {
    if (answer.kind === "refused") this.show(nothing, answer.reason);
    else if (answer.kind === "found") {
      const { search, articles, matches, more } = answer;
      this.show({ search, groups: grouped(articles), matches, more }, null);
    }
  }

  private show(found: Found, mistake: Bilingual | null): void {
    this.found = found;
    this.mistake = mistake;
    this.upToDate = true;
  }

  /** A place as it stands in the texts now; `null` where it is gone. */
  async placeNow(place: Place): Promise<Place | null> {
    if (!this.stale) return place;
    await this.look();
    return this.placeOf(place.key);
  }

  /** The place that one went to last. */
  get currentPlace(): Place | null {
    return this.current === null ? null : this.placeOf(this.current);
  }

  private placeOf(key: string): Place | null {
    return this.found.groups.flatMap(({ places }) => places).find((one) => one.key === key) ?? null;
  }

  private textChanged(): void {
    this.stale = true;
    if (this.watchers > 0) this.lookSoon(textRest);
  }

  private lookSoon(rest: number): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.look(), rest);
  }

  /** What was replaced or left out elsewhere says nothing here. */
  private forgetOtherPublications(): void {
    const path = this.workspace.publication?.path;
    if (path === this.publication) return;
    this.publication = path;
    this.replacedIn = 0;
    this.leftOut.clear();
    this.folded.clear();
  }
}
