import { SvelteMap, SvelteSet } from "svelte/reactivity";

import type { Article } from "./article.svelte";
import { Places, type Place } from "./places";

/** What a file in conflict holds; `null` where it was deleted. */
interface Conflict {
  readonly disk: string | null;
}

/** What is known of the articles of a publication that are not shown: what they hold back, and where one was in them. */
export class LeftArticles {
  private readonly unsaved = new SvelteSet<string>();
  private readonly conflicts = new SvelteMap<string, Conflict>();
  private places: Places | null = null;

  /** Another publication, in the folder `path`, is open. */
  begin(path: string): void {
    this.unsaved.clear();
    this.conflicts.clear();
    this.places = new Places(path, localStorage);
  }

  /** Another article is shown in place of this one. */
  leave({ slug, dirty, conflict }: Article): void {
    if (dirty) this.unsaved.add(slug);
    else this.unsaved.delete(slug);
    if (conflict) this.conflicts.set(slug, conflict);
  }

  /** The article is shown. Answers the conflict that it is in. */
  arrive(slug: string): Conflict | null {
    const conflict = this.conflicts.get(slug) ?? null;
    this.forget(slug);
    return conflict;
  }

  /** The file of an article that is not shown changed under unsaved work. */
  conflictFound(slug: string, conflict: Conflict): void {
    this.conflicts.set(slug, conflict);
  }

  /** An article was changed while it was not shown, and not saved. */
  changed(slug: string): void {
    this.unsaved.add(slug);
  }

  /** Nothing of an article waits any more. */
  forget(slug: string): void {
    this.unsaved.delete(slug);
    this.conflicts.delete(slug);
  }

  /** An article has another name. */
  renamed(from: string, to: string): void {
    if (this.unsaved.delete(from)) this.unsaved.add(to);
    const conflict = this.conflicts.get(from);
    this.conflicts.delete(from);
    if (conflict) this.conflicts.set(to, conflict);
    this.places?.rename(from, to);
  }

  /** The articles that would lose something if they were closed now. */
  get withUnsaved(): readonly string[] {
    return [...this.unsaved];
  }

  isUnsaved(slug: string): boolean {
    return this.unsaved.has(slug);
  }

  /** Where one was in an article. */
  placeIn(slug: string): Place {
    return this.places?.of(slug) ?? {};
  }

  /** Remembers something of an article; what is not named stays. */
  remember(slug: string, part: Place): void {
    this.places?.remember(slug, part);
  }
}
