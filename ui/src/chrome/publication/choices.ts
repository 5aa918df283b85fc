/** What one can choose from where a setting names one of a few. */
import type { PublicationForm } from "../../host/wire";
import { languageName } from "../../words/format";
import { speech } from "../../words/speech.svelte";

export interface Option {
  readonly value: string;
  readonly label: string;
}

/** Options under a heading; without one they stand first. */
export interface Group {
  readonly label: string;
  readonly options: readonly Option[];
}

/** Languages that publications are written in; any other stays where a file says it. */
const usualLanguages = [
  "ja",
  "en",
  "zh-Hans",
  "zh-Hant",
  "ko",
  "fr",
  "de",
  "es",
  "it",
  "pt",
  "ru",
  "vi",
  "id",
  "th",
];

/** Styles that many are asked for. */
const usualStyles = ["apa", "mla", "chicago-author-date", "chicago-notes", "ieee", "ama", "nature", "sist02"];

export function languages(chosen: string): Group[] {
  const options = usualLanguages.map((value) => ({ value, label: languageName(value, speech.words.tag) }));
  const first = [{ value: "", label: speech.words.publication.unsaidLanguage }, ...options];
  return withChosen(chosen, [{ label: "", options: first }], (tag) => languageName(tag, speech.words.tag));
}

/** The files of the publication that end so. */
export function files(chosen: string, { files: all }: PublicationForm, ending: string): Group[] {
  const options = all.filter((path) => path.endsWith(ending)).map(fileOption);
  return withChosen(chosen, [
    { label: "", options: [{ value: "", label: speech.words.publication.none }, ...options] },
  ]);
}

/** Kiku's own style, those that are often used, those of the publication, and all others. */
export function citationStyles(chosen: string, { styles, files: all }: PublicationForm): Group[] {
  const words = speech.words.publication;
  const bundled = styles.map(({ name, title }) => ({ value: name, label: title }));
  const usual = usualStyles.flatMap((name) => bundled.filter(({ value }) => value === name));
  const own = all.filter((path) => path.endsWith(".csl")).map(fileOption);
  const others = bundled.filter((style) => !usual.includes(style));
  const groups = [
    { label: "", options: [{ value: "", label: words.houseStyle }] },
    { label: words.ownFiles, options: own },
    { label: words.usualStyles, options: usual },
    { label: words.otherStyles, options: others.sort((a, b) => a.label.localeCompare(b.label)) },
  ];
  return withChosen(
    chosen,
    groups.filter(({ options }) => options.length > 0),
  );
}

function fileOption(path: string): Option {
  return { value: path, label: path };
}

/** What a file says stays to be chosen, whatever it is. */
function withChosen(chosen: string, groups: Group[], name = (value: string) => value): Group[] {
  const known = groups.some(({ options }) => options.some(({ value }) => value === chosen));
  return known ? groups : [{ label: "", options: [{ value: chosen, label: name(chosen) }] }, ...groups];
}
