// Generated from src-tauri/app/src/wire.rs; do not edit.
// KIKU_UPDATE_WIRE=1 cargo test -p kiku-desktop wire

/**
 * A sentence in both languages of the interface.
 */
export type Bilingual = { 
/**
 * English.
 */
en: string, 
/**
 * Japanese.
 */
ja: string, };

/**
 * The open publication, as the binder shows it.
 */
export type PublicationView = { 
/**
 * The folder.
 */
path: string, 
/**
 * The site's name.
 */
title: string, 
/**
 * BCP 47 tag.
 */
language: string, 
/**
 * The articles, by slug.
 */
articles: Array<ArticleEntry>, 
/**
 * What is wrong in `publication.toml` and the bibliographies.
 */
problems: Array<Problem>, 
/**
 * Who writes it, where that is another program: then everything can only be read here.
 */
holder: Holder | null, };

/**
 * Another program that writes the publication.
 */
export type Holder = { 
/**
 * `Kiku`, or a command.
 */
program: string, 
/**
 * The computer that it runs on; empty where that has no name.
 */
host: string, 
/**
 * The system's number of the process.
 */
pid: number, };

/**
 * One article in the binder.
 */
export type ArticleEntry = { 
/**
 * The folder's name, which is the article's name in every call.
 */
slug: string, 
/**
 * The title, or the slug where there is none.
 */
title: string, 
/**
 * `draft`, `review`, `approved`, `published`, or what the author wrote.
 */
status: string, 
/**
 * When it was last changed or published, as `2026-02-28`; empty where it does not say.
 */
date: string, 
/**
 * How many errors it has.
 */
errors: number, 
/**
 * How many warnings it has.
 */
warnings: number, };

/**
 * A publication that was opened before.
 */
export type RecentPublication = { 
/**
 * The folder.
 */
path: string, 
/**
 * Its title when it was last open.
 */
title: string, };

/**
 * A publication to be made.
 */
export type NewPublication = { 
/**
 * The folder that the publication's own is made in.
 */
place: string, 
/**
 * Its title, which names the folder too.
 */
title: string, 
/**
 * What it is written in.
 */
language: InterfaceLanguage, };

/**
 * An article that is to be made.
 */
export type NewArticle = { 
/**
 * Its title.
 */
title: string, 
/**
 * The name of its folder.
 */
slug: string, 
/**
 * What it starts with.
 */
template: ArticleTemplate, };

/**
 * What an article starts with.
 */
export type ArticleTemplate = "empty" | "explainer" | "questions";

/**
 * What followed an article's folder to another name.
 */
export type FollowedLinks = { 
/**
 * How many links and images lead elsewhere now.
 */
links: number, 
/**
 * How many articles they stand in.
 */
articles: number, };

/**
 * What became of a file that was to say something else.
 */
export type RewriteAnswer = { "kind": "changed" } | { "kind": "refused", 
/**
 * Why not.
 */
reason: Bilingual, };

/**
 * An article, opened for writing.
 */
export type OpenedArticle = { 
/**
 * Which.
 */
slug: string, 
/**
 * The whole text, `\n` line ends.
 */
text: string, 
/**
 * Whether `text` differs from the file (unsaved work that was kept while another article was shown).
 */
dirty: boolean, 
/**
 * Why the text cannot be edited, where it cannot (not UTF-8).
 */
readOnly: Failure | null, 
/**
 * What `convert_article` would make UTF-8 of, as in `Shift_JIS`; nothing where there is nothing to convert.
 */
encoding: string | null, 
/**
 * The first preview: a patch of an empty page.
 */
update: Update, 
/**
 * Where the preview frame loads its document from.
 */
previewUrl: string, };

/**
 * One replacement. Several in one list all count in the text before the first of them, ascending and not
 * overlapping, as CodeMirror's change sets do.
 */
export type Change = { 
/**
 * First UTF-16 unit replaced.
 */
from: number, 
/**
 * One past the last UTF-16 unit replaced.
 */
to: number, 
/**
 * What stands there afterwards.
 */
insert: string, };

/**
 * What the writer did since version `base`.
 */
export type Edit = { 
/**
 * Which article.
 */
slug: string, 
/**
 * The version the changes count in.
 */
base: number, 
/**
 * What changed.
 */
changes: Array<Change>, };

/**
 * The answer to an [`Edit`].
 */
export type EditAnswer = { "kind": "applied", 
/**
 * What changed.
 */
update: Update, } | { "kind": "resend" };

/**
 * A change that is asked for.
 */
export type RevisionRequest = { 
/**
 * Which article.
 */
slug: string, 
/**
 * The version that rows and places count in.
 */
version: number, 
/**
 * What is to be done.
 */
revision: Revision, };

/**
 * What can be done to a text. Rows are indices into the outline.
 */
export type Revision = { "kind": "moveRow", 
/**
 * What moves.
 */
row: number, 
/**
 * Where to.
 */
before: number, } | { "kind": "stepRow", 
/**
 * What moves.
 */
row: number, 
/**
 * Whether it goes towards the end.
 */
down: boolean, } | { "kind": "renameRow", 
/**
 * Which.
 */
row: number, 
/**
 * The words, with markup.
 */
title: string, } | { "kind": "removeRow", 
/**
 * Which.
 */
row: number, } | { "kind": "duplicateRow", 
/**
 * Which.
 */
row: number, } | { "kind": "mergeNext", 
/**
 * Which.
 */
row: number, } | { "kind": "addChapter", 
/**
 * Which.
 */
row: number, 
/**
 * The new heading.
 */
title: string, } | { "kind": "addPageBreak", 
/**
 * Which.
 */
row: number, } | { "kind": "splitChapter", 
/**
 * Where.
 */
at: number, 
/**
 * The new heading.
 */
title: string, } | { "kind": "setField", 
/**
 * Its name.
 */
name: string, 
/**
 * Its value.
 */
to: string, } | { "kind": "putSource", 
/**
 * What is to be written; of a source that stands elsewhere, its key.
 */
form: SourceForm, 
/**
 * The key of the entry in whose place it comes.
 */
replaces: string | null, 
/**
 * Whether it is written here at all.
 */
writes: boolean, 
/**
 * What becomes of the text.
 */
block: SourceBlock, 
/**
 * Where, in UTF-16 units.
 */
at: number, } | { "kind": "followFolder", 
/**
 * The name that it had.
 */
from: string, 
/**
 * The name that it has.
 */
to: string, } | { "kind": "renameSpeaker", 
/**
 * The id that stands there.
 */
from: string, 
/**
 * The id that comes.
 */
to: string, };

/**
 * The answer to a [`RevisionRequest`]. Nothing was changed yet: the editor makes the changes.
 */
export type ReviseAnswer = { "kind": "changes", 
/**
 * All count in the text of the version that was asked about.
 */
changes: Array<Change>, 
/**
 * What is selected afterwards; nothing where the cursor stays.
 */
select: Selected | null, } | { "kind": "outOfStep" } | { "kind": "refused", 
/**
 * Why.
 */
reason: Bilingual, };

/**
 * What becomes of the text when a source comes.
 */
export type SourceBlock = "nothing" | "card" | "citation" | "described";

/**
 * A selection in UTF-16 code units of the text after a change; empty for a cursor.
 */
export type Selected = { 
/**
 * Where it starts.
 */
from: number, 
/**
 * Where it ends.
 */
to: number, };

/**
 * What follows from one version of a text.
 */
export type Update = { 
/**
 * The version this speaks of.
 */
version: number, 
/**
 * Counts the updates of an opened article from 0. Answers and notices travel on different roads and may overtake
 * each other; patches are right only in this order.
 */
sequence: number, 
/**
 * Whether the text of this version differs from the file's.
 */
dirty: boolean, 
/**
 * What changed in the page since the update before this one in `sequence`.
 */
patch: Patch, 
/**
 * Everything wrong in this article; `null` where that is what it was in the update before.
 */
problems: Array<Problem> | null, 
/**
 * What changed in the binder below the article.
 */
outline: OutlinePatch, 
/**
 * The lengths.
 */
counts: Counts, 
/**
 * The title, or the slug where there is none.
 */
title: string, };

/**
 * How the list of the page's blocks changes: some go, then some come in the order of `insert`, then some are replaced
 * where they stand, then some stand for another number of source lines. No block is named twice.
 */
export type Patch = { 
/**
 * The ids of the blocks that go.
 */
remove: Array<number>, 
/**
 * The blocks that come, in page order.
 */
insert: Array<Insertion>, 
/**
 * The blocks that have other HTML.
 */
replace: Array<PreviewBlock>, 
/**
 * The blocks that stand for another number of lines, with the same HTML.
 */
lines: Array<BlockLines>, };

/**
 * A block that comes.
 */
export type Insertion = { 
/**
 * The id of the block that it stands behind; 0 at the start of the page.
 */
after: number, 
/**
 * What comes.
 */
block: PreviewBlock, 
/**
 * Whether a page starts with it: the title again, which readers see only where a page stands by itself.
 */
startsPage: boolean, };

/**
 * A block that stands for another number of source lines.
 */
export type BlockLines = { 
/**
 * Which.
 */
id: number, 
/**
 * As in [`PreviewBlock`].
 */
lines: number, };

/**
 * One top-level block of the page.
 */
export type PreviewBlock = { 
/**
 * Tells it from every other block for as long as the article is open; never 0.
 */
id: number, 
/**
 * Its HTML, sanitised; any number of elements.
 */
html: string, 
/**
 * How many source lines stand from this block's first line to the next block's; 0 for blocks without source. The
 * first block, the header, starts on line 0.
 */
lines: number, };

/**
 * A place in a text, both counted from zero (Language Server Protocol, "Position").
 */
export type Position = { 
/**
 * The line.
 */
line: number, 
/**
 * UTF-16 code units from the start of the line.
 */
character: number, };

/**
 * A repair of a [`Problem`] that can be applied as it is.
 */
export type Fix = { 
/**
 * What it does, as a button says it.
 */
label: Bilingual, 
/**
 * The replacements, in order, not overlapping, all in the problem's own file.
 */
edits: Array<FixEdit>, };

/**
 * One replacement of a [`Fix`].
 */
export type FixEdit = { 
/**
 * Where what is replaced starts.
 */
start: Position, 
/**
 * Where it ends.
 */
end: Position, 
/**
 * What stands there afterwards.
 */
text: string, };

/**
 * Something wrong in a text.
 */
export type Problem = { 
/**
 * The file, relative to the publication.
 */
file: string, 
/**
 * A stable name.
 */
code: string, 
/**
 * `error` or `warning`.
 */
severity: Severity, 
/**
 * What is wrong.
 */
message: Bilingual, 
/**
 * What to do.
 */
hint: Bilingual | null, 
/**
 * Where it starts.
 */
start: Position, 
/**
 * Where it ends.
 */
end: Position, 
/**
 * A repair, where there is one.
 */
fix: Fix | null, };

/**
 * How much a problem matters.
 */
export type Severity = "error" | "warning";

/**
 * A splice of the binder below an article: from `start`, `remove` items give way to `insert`.
 */
export type OutlinePatch = { 
/**
 * Index of the first item that changes.
 */
start: number, 
/**
 * How many of the old items go.
 */
remove: number, 
/**
 * What stands there instead.
 */
insert: Array<OutlineItem>, };

/**
 * One line of the binder below an article.
 */
export type OutlineItem = { 
/**
 * What it is.
 */
kind: OutlineKind, 
/**
 * The heading or the teaser; empty for the introduction.
 */
title: string, 
/**
 * How many lines below the item before it the item stands; for the first, below the first line of the file.
 */
distance: number, 
/**
 * 0 for introduction, chapters and page breaks; 1 for `###`, and so on.
 */
depth: number, 
/**
 * Characters without white space up to the next item.
 */
characters: number, };

/**
 * The kinds of [`OutlineItem`].
 */
export type OutlineKind = "introduction" | "chapter" | "section" | "pageBreak";

/**
 * How long an article is.
 */
export type Counts = { 
/**
 * Characters without white space.
 */
characters: number, 
/**
 * Words of languages that part them with spaces.
 */
words: number, 
/**
 * Reading time in minutes.
 */
minutes: number, };

/**
 * An image that stands beside an article's text now.
 */
export type StoredImage = { 
/**
 * Its path as the text names it.
 */
path: string, 
/**
 * Width in CSS pixels, where the file says it.
 */
width: number | null, 
/**
 * Height in CSS pixels, where the file says it.
 */
height: number | null, 
/**
 * The very same image was there already.
 */
known: boolean, };

/**
 * How a save ended, where it did not fail.
 */
export type SaveAnswer = { "kind": "saved", 
/**
 * Which version.
 */
version: number, } | { "kind": "conflict", 
/**
 * What the file holds now; nothing where it was deleted.
 */
disk: string | null, };

/**
 * Which of two texts stays.
 */
export type Keep = "mine" | "disk";

/**
 * A text that was written and not saved, beside what its file holds.
 */
export type Draft = { 
/**
 * Names it in every call.
 */
id: string, 
/**
 * The article.
 */
slug: string, 
/**
 * The article's title, or the slug where there is none.
 */
title: string, 
/**
 * The text, as far as it could be read.
 */
text: string, 
/**
 * What the file holds now; nothing where it is gone.
 */
disk: string | null, 
/**
 * When the last of it was written, in milliseconds since 1970.
 */
written: number, 
/**
 * Whether the file is another one than when the writing began.
 */
fileChanged: boolean, 
/**
 * Whether a part of it could not be read.
 */
damaged: boolean, };

/**
 * What is kept of an article.
 */
export type ArticleHistory = { 
/**
 * The latest first.
 */
versions: Array<Version>, 
/**
 * Whether a part of the list could not be read.
 */
damaged: boolean, };

/**
 * What an article was at some time.
 */
export type Version = { 
/**
 * Which.
 */
id: VersionId, 
/**
 * When, in milliseconds since 1970.
 */
at: number, 
/**
 * How it came to be kept.
 */
origin: VersionOrigin, 
/**
 * What the writer calls it, or what they wrote about the commit; empty for nothing.
 */
name: string, 
/**
 * Who made the commit; empty for what Kiku kept.
 */
author: string, 
/**
 * How many characters came since the version before it in Kiku's history, where that is known. Commits are counted one by
 * one, when somebody looks.
 */
added: number | null, 
/**
 * How many went.
 */
removed: number | null, };

/**
 * Names a version of an article in every call.
 */
export type VersionId = { "kind": "current" } | { "kind": "snapshot", 
/**
 * Its number among those of the article.
 */
number: number, } | { "kind": "commit", 
/**
 * Names the text there.
 */
blob: string, };

/**
 * How a version came to be kept.
 */
export type VersionOrigin = "saved" | "found" | "kept" | "aside" | "committed";

/**
 * Two versions as readers see them, on one page.
 */
export type ComparedPages = { 
/**
 * Where a frame loads the page from.
 */
url: string, 
/**
 * How many places differ; the first has the id `change-1`.
 */
changes: number, };

/**
 * How much differs between two texts, in characters without white space.
 */
export type Difference = { 
/**
 * How much came.
 */
added: number, 
/**
 * How much went.
 */
removed: number, };

/**
 * The kinds of bundle.
 */
export type ExportFormat = "site" | "zip" | "epub" | "page" | "markdown" | "json";

/**
 * Which articles go along.
 */
export type ExportedArticles = { "kind": "published" } | { "kind": "all" } | { "kind": "one", 
/**
 * Its folder.
 */
slug: string, };

/**
 * What is to be written, and where.
 */
export type ExportRequest = { 
/**
 * The kind of bundle.
 */
format: ExportFormat, 
/**
 * Which articles.
 */
articles: ExportedArticles, 
/**
 * The folder or file to write.
 */
out: string, };

/**
 * Something that readers of a bundle would stumble over.
 */
export type ExportFinding = { 
/**
 * The file of the bundle.
 */
file: string, 
/**
 * What is wrong.
 */
message: Bilingual, 
/**
 * The article that the file was made of, where it was one.
 */
slug: string | null, 
/**
 * The line of the article's text that names what is wrong, counted from zero.
 */
line: number | null, };

/**
 * What an export does, one after another; not every format needs all of it.
 */
export type ExportWork = "articles" | "files" | "looking";

/**
 * How an export ended.
 */
export type ExportAnswer = { "kind": "done", 
/**
 * The folder or file.
 */
path: string, 
/**
 * Pages; none where the format has no pages that could be looked at.
 */
pages: number, 
/**
 * All files.
 */
files: number, 
/**
 * All bytes.
 */
bytes: number, 
/**
 * What readers would stumble over, the first hundred.
 */
findings: Array<ExportFinding>, 
/**
 * What the format cannot say, or this computer could not draw.
 */
losses: Array<Bilingual>, } | { "kind": "cancelled" };

/**
 * The personas and sources that an article can name.
 */
export type Resources = { 
/**
 * In the order of the settings.
 */
personas: Array<PersonaEntry>, 
/**
 * By key.
 */
sources: Array<SourceEntry>, 
/**
 * The article's own first.
 */
images: Array<ImageEntry>, };

/**
 * Someone who comments.
 */
export type PersonaEntry = { 
/**
 * What `by` says.
 */
id: string, 
/**
 * What readers see.
 */
name: string, 
/**
 * The address of a picture, where there is one.
 */
avatar: string | null, 
/**
 * Whether the balloon stands on the right where the block does not say.
 */
onRight: boolean, };

/**
 * A source, as a list shows it.
 */
export type SourceEntry = { 
/**
 * What `ref` and `@key` say.
 */
key: string, 
/**
 * The title; empty where it has none.
 */
title: string, 
/**
 * The newspaper, journal, publisher or host; empty where none is known.
 */
site: string, 
/**
 * The authors' names.
 */
authors: Array<string>, 
/**
 * ISO 8601, as exact as it is known; empty where it is not.
 */
issued: string, 
/**
 * The file that it stands in, relative to the publication.
 */
file: string, };

/**
 * An image of the publication.
 */
export type ImageEntry = { 
/**
 * Its address for the article's text.
 */
address: string, 
/**
 * Where it can be looked at.
 */
picture: string, };

/**
 * What Rust tells the interface unasked, on the event `kiku`.
 */
export type Notice = { "kind": "publication", 
/**
 * As it is now.
 */
publication: PublicationView, } | { "kind": "reloaded", 
/**
 * Which article.
 */
slug: string, 
/**
 * The version the changes count in.
 */
base: number, 
/**
 * What changed.
 */
changes: Array<Change>, 
/**
 * The article was not clean: its text now has what is unsaved and what somebody else wrote.
 */
merged: boolean, 
/**
 * What follows from it.
 */
update: Update, } | { "kind": "moved", 
/**
 * The name that it had.
 */
from: string, 
/**
 * The name that it has.
 */
to: string, 
/**
 * Where the preview frame loads its document from now on.
 */
previewUrl: string, } | { "kind": "updated", 
/**
 * Which article.
 */
slug: string, 
/**
 * What follows from it.
 */
update: Update, 
/**
 * Whether the frame's document itself is stale (title, menu, labels): load it again.
 */
reloadFrame: boolean, } | { "kind": "conflict", 
/**
 * Which article.
 */
slug: string, 
/**
 * What the file holds now; nothing where it was deleted.
 */
disk: string | null, } | { "kind": "exportProgress", 
/**
 * What it does.
 */
work: ExportWork, 
/**
 * How many articles or files that was done with.
 */
done: number, 
/**
 * How many there are.
 */
total: number, } | { "kind": "closeRequested", 
/**
 * The slugs with unsaved work.
 */
unsaved: Array<string>, } | { "kind": "unprotected", 
/**
 * Why.
 */
failure: Failure, } | { "kind": "noHistory", 
/**
 * Why.
 */
failure: Failure, } | { "kind": "previewWindowClosed" };

/**
 * All sources and personas, with the places where articles name them.
 */
export type Library = { 
/**
 * The publication's by key, then those of each article.
 */
sources: Array<LibrarySource>, 
/**
 * In the order of `publication.toml`.
 */
personas: Array<LibraryPersona>, 
/**
 * The day that it is, in ISO 8601.
 */
today: string, };

/**
 * A source as the list shows it. What is not known is empty.
 */
export type LibrarySource = { 
/**
 * The key; empty for a block that describes its source itself.
 */
key: string, 
/**
 * A type of CSL.
 */
kind: string, 
/**
 * Its title.
 */
title: string, 
/**
 * The newspaper, journal, publisher or host.
 */
site: string, 
/**
 * The authors' names.
 */
authors: Array<string>, 
/**
 * ISO 8601, as exact as it is known.
 */
published: string, 
/**
 * A web address.
 */
url: string, 
/**
 * The address of a picture.
 */
image: string | null, 
/**
 * The file that it stands in.
 */
file: string, 
/**
 * The article that it belongs to; `null` where all share it.
 */
slug: string | null, 
/**
 * The line in the file, counted from zero.
 */
line: number, 
/**
 * Where articles name it.
 */
uses: Array<Place>, 
/**
 * The other sources of the list that have the same address or DOI.
 */
twins: Array<number>, };

/**
 * Someone who comments.
 */
export type LibraryPersona = { 
/**
 * What a form shows.
 */
fields: PersonaForm, 
/**
 * The address of the picture.
 */
picture: string | null, 
/**
 * Where articles let them speak.
 */
uses: Array<Place>, };

/**
 * A line of an article.
 */
export type Place = { 
/**
 * The article.
 */
slug: string, 
/**
 * Counted from zero.
 */
line: number, };

/**
 * What a form shows of a source. What is not known is empty.
 */
export type SourceForm = { 
/**
 * The key that texts name it by.
 */
id: string, 
/**
 * A type of CSL.
 */
kind: string, 
/**
 * Its title.
 */
title: string, 
/**
 * The newspaper, journal, book or site that it stands in.
 */
site: string, 
/**
 * `Doe, Ann`, `菊池 花`, or an institution's name.
 */
authors: Array<string>, 
/**
 * ISO 8601, as exact as it is known.
 */
published: string, 
/**
 * When the writer looked at it, in ISO 8601.
 */
accessed: string, 
/**
 * A web address.
 */
url: string, 
/**
 * A picture: its path in the publication.
 */
image: string, 
/**
 * What the picture shows.
 */
imageAlt: string, 
/**
 * Where the picture is from.
 */
imageCredit: string, 
/**
 * All that is known of it, which goes back as it came.
 */
rest: string, };

/**
 * What a form shows of a persona. What is not known is empty.
 */
export type PersonaForm = { 
/**
 * What `by=` says.
 */
id: string, 
/**
 * What readers see.
 */
name: string, 
/**
 * A picture: its path in the publication.
 */
avatar: string, 
/**
 * Whether the balloon stands where lines end.
 */
onRight: boolean, 
/**
 * How they speak, for writers.
 */
voice: string, };

/**
 * A change of who speaks.
 */
export type PersonaRequest = { "kind": "add", 
/**
 * Who.
 */
form: PersonaForm, } | { "kind": "change", 
/**
 * The id before.
 */
id: string, 
/**
 * Who it is now.
 */
form: PersonaForm, } | { "kind": "remove", 
/**
 * Who it was.
 */
id: string, };

/**
 * The answer to a [`PersonaRequest`].
 */
export type PersonaAnswer = { "kind": "changed" } | { "kind": "refused", 
/**
 * Why.
 */
reason: Bilingual, };

/**
 * What the form of the publication's settings shows.
 */
export type PublicationForm = { 
/**
 * What the file says; empty where it says nothing.
 */
values: { [key in PublicationSetting]?: string }, 
/**
 * What is wrong with that.
 */
problems: Array<PublicationProblem>, 
/**
 * Why nothing can be changed here.
 */
refused: Bilingual | null, 
/**
 * The address of the logo.
 */
logo: string | null, 
/**
 * The looks that one can choose, the first without a theme.
 */
themes: Array<ThemeSample>, 
/**
 * The bundled citation styles.
 */
styles: Array<CitationStyle>, 
/**
 * The citation styles, stylesheets and pieces of HTML among the publication's files.
 */
files: Array<string>, };

/**
 * A setting of `publication.toml` that is one value.
 */
export type PublicationSetting = "title" | "description" | "language" | "baseUrl" | "theme" | "logo" | "css" | "header" | "footer" | "citationStyle" | "writing" | "chaptersPerPage" | "socialCards";

/**
 * What pages look like in a theme.
 */
export type ThemeSample = { 
/**
 * What `theme` says; empty for none.
 */
name: string, 
/**
 * The address of a page in it.
 */
url: string, };

/**
 * A bundled citation style.
 */
export type CitationStyle = { 
/**
 * What `citation_style` says.
 */
name: string, 
/**
 * What people call it.
 */
title: string, };

/**
 * What is wrong with a setting.
 */
export type PublicationProblem = { 
/**
 * Which.
 */
setting: PublicationSetting, 
/**
 * How much it matters.
 */
severity: Severity, 
/**
 * What is wrong. What to do about it is the form's to say: a hint speaks to who writes the file.
 */
message: Bilingual, };

/**
 * A setting is to say something else.
 */
export type PublicationChange = { 
/**
 * Which.
 */
setting: PublicationSetting, 
/**
 * What the file said when the person began.
 */
from: string, 
/**
 * What it is to say; empty for nothing.
 */
to: string, };

/**
 * The answer to changes of the settings.
 */
export type PublicationAnswer = { "kind": "changed" } | { "kind": "moved" } | { "kind": "refused", 
/**
 * Why.
 */
reason: Bilingual, };

/**
 * Which source a form is asked for.
 */
export type SourceQuery = { "kind": "pasted", 
/**
 * BibTeX, CSL or an address.
 */
text: string, } | { "kind": "listed", 
/**
 * The file.
 */
file: string, 
/**
 * The key.
 */
key: string, } | { "kind": "atLine", 
/**
 * Counted from zero.
 */
line: number, 
/**
 * UTF-16 units from the start of the line.
 */
character: number, };

/**
 * The answer to a [`SourceQuery`].
 */
export type FoundSource = { 
/**
 * What the form shows.
 */
form: SourceForm, 
/**
 * The file that it stands in; empty for what was pasted.
 */
file: string, 
/**
 * How many more sources a pasted text holds.
 */
more: number, 
/**
 * Whether a block describes it, without a key.
 */
described: boolean, };

/**
 * What is looked for in all articles.
 */
export type FindQuery = { 
/**
 * The words, or the regular expression; never empty.
 */
words: string, 
/**
 * Capitals are not small letters.
 */
matchCase: boolean, 
/**
 * Not within longer words.
 */
wholeWord: boolean, 
/**
 * The words are a regular expression.
 */
regex: boolean, 
/**
 * Any width, and hiragana as katakana.
 */
anyForm: boolean, 
/**
 * What each match would become, where that is to be shown.
 */
replacement: string | null, };

/**
 * What was found.
 */
export type FindAnswer = { "kind": "found", 
/**
 * Names this search when something is to be replaced.
 */
search: number, 
/**
 * The articles with matches, by slug.
 */
articles: Array<FoundArticle>, 
/**
 * All matches, shown or not.
 */
matches: number, 
/**
 * There are more matches than are counted.
 */
more: boolean, } | { "kind": "refused", 
/**
 * Why.
 */
reason: Bilingual, } | { "kind": "superseded" };

/**
 * The matches in one article.
 */
export type FoundArticle = { 
/**
 * Which.
 */
slug: string, 
/**
 * How many matches it has.
 */
matches: number, 
/**
 * The first of them.
 */
shown: Array<FoundMatch>, };

/**
 * One match, with the words around it.
 */
export type FoundMatch = { 
/**
 * Where it starts.
 */
start: Position, 
/**
 * Where it ends.
 */
end: Position, 
/**
 * The end of what stands before it on its line.
 */
before: string, 
/**
 * What was found; shortened where it is long.
 */
words: string, 
/**
 * The start of what stands behind it.
 */
after: string, 
/**
 * What would stand there instead, where that was asked.
 */
replacement: string | null, };

/**
 * Something is to take the place of what was found.
 */
export type ReplaceRequest = { 
/**
 * The search whose matches these are.
 */
search: number, 
/**
 * What comes in their place; of a regular expression, with `$1` for its groups.
 */
with: string, 
/**
 * What stays.
 */
except: Array<ReplaceException>, 
/**
 * The article that the window shows, which changes it itself.
 */
shown: ShownArticle | null, };

/**
 * Matches of an article that stay as they are.
 */
export type ReplaceException = { 
/**
 * Which article.
 */
slug: string, 
/**
 * Indices of its matches; nothing where all of them stay.
 */
matches: Array<number> | null, };

/**
 * The article that the window shows.
 */
export type ShownArticle = { 
/**
 * Which.
 */
slug: string, 
/**
 * The version that its editor holds.
 */
version: number, };

/**
 * What became of a replacement, or of taking one back.
 */
export type ReplaceAnswer = { "kind": "replaced", 
/**
 * What the window is to do to the article that it shows.
 */
changes: Array<Change>, 
/**
 * The other articles that were changed.
 */
articles: number, 
/**
 * How many places were changed in them.
 */
places: number, 
/**
 * How many places, in all articles, hold something else by now, and were left alone.
 */
skipped: number, 
/**
 * The articles that could not be written.
 */
failures: Array<ArticleFailure>, 
/**
 * The articles that have unsaved work now.
 */
unsaved: Array<string>, } | { "kind": "outOfStep" } | { "kind": "gone" };

/**
 * An article that could not be written.
 */
export type ArticleFailure = { 
/**
 * Which.
 */
slug: string, 
/**
 * Why.
 */
failure: Failure, };

/**
 * Everything that a person can set for the app as a whole. What a file does not say is as usual; what it says and
 * this version does not know is left out.
 */
export type Settings = { 
/**
 * `ja` or `en`; the system's language where nothing is chosen.
 */
language: InterfaceLanguage | null, 
/**
 * Light or dark.
 */
theme: Theme, 
/**
 * How the preview shows the reader's page.
 */
preview: PreviewLook, 
/**
 * When texts are saved by themselves.
 */
autosave: Autosave, 
/**
 * What of the text stays bright while one writes.
 */
focus: Focus, 
/**
 * Whether the line that one writes stays in the middle.
 */
typewriter: boolean, 
/**
 * How the text looks while one writes it.
 */
editor: EditorLook, 
/**
 * Whether words are left unchecked.
 */
spellingOff: boolean, };

/**
 * The settings at the start of the window.
 */
export type LoadedSettings = { 
/**
 * What holds.
 */
settings: Settings, 
/**
 * Why it is as usual, where the file could not be understood; `detail` says where its copy is.
 */
damaged: Failure | null, };

/**
 * A language that the interface speaks.
 */
export type InterfaceLanguage = "ja" | "en";

/**
 * Light or dark.
 */
export type Theme = "system" | "light" | "dark";

/**
 * How the preview shows the reader's page.
 */
export type PreviewLook = { 
/**
 * How wide the page is.
 */
width: PreviewWidth, 
/**
 * Light or dark, whatever the window is.
 */
theme: PreviewTheme, 
/**
 * How large it is drawn.
 */
zoom: Zoom, 
/**
 * Whether each page stands by itself, as readers get it, or all stand one after another.
 */
paged: boolean, };

/**
 * The screen that the reader's page is shown for.
 */
export type PreviewWidth = "pane" | "phone" | "tablet" | "desktop";

/**
 * The colours of the reader's page.
 */
export type PreviewTheme = "window" | "light" | "dark";

/**
 * A size in percent, from half to double.
 */
export type Zoom = number;

/**
 * When texts are saved by themselves.
 */
export type Autosave = "off" | "pause" | "blur";

/**
 * What stays bright while one writes.
 */
export type Focus = "off" | "sentence" | "paragraph";

/**
 * How the text looks while one writes it.
 */
export type EditorLook = { 
/**
 * The letters.
 */
font: EditorFont, 
/**
 * Their size in CSS pixels.
 */
size: number, 
/**
 * The height of a line in hundredths of the size.
 */
lineHeight: number, 
/**
 * The width of the text in full-width letters.
 */
measure: number, };

/**
 * A family of letters for the editor.
 */
export type EditorFont = "gothic" | "mincho" | "mono" | "system";

/**
 * What the machine refused, with a stable code. The interface has the sentences.
 */
export type Failure = { 
/**
 * What kind.
 */
code: FailureCode, 
/**
 * The path or the system's own words, for the details line.
 */
detail: string, };

/**
 * The kinds of [`Failure`].
 */
export type FailureCode = "notFound" | "notAPublication" | "permission" | "notUtf8" | "diskFull" | "foreignFiles" | "noArticle" | "outOfStep" | "unsavedWork" | "tooLarge" | "unsafeTarget" | "busy" | "damaged" | "notAnImage" | "imageTooLarge" | "refused" | "locked" | "internal" | "exists" | "badName" | "io";
