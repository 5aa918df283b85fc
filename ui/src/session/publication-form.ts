import type {
  PublicationChange,
  PublicationForm,
  PublicationProblem,
  PublicationSetting,
} from "../host/wire";

/** What the settings of a publication say; empty where they say nothing. */
export type PublicationValues = Readonly<Record<PublicationSetting, string>>;

const nothing: PublicationValues = {
  title: "",
  description: "",
  language: "",
  baseUrl: "",
  theme: "",
  logo: "",
  css: "",
  header: "",
  footer: "",
  citationStyle: "",
  writing: "",
  chaptersPerPage: "",
  socialCards: "",
};

const settings = Object.keys(nothing) as PublicationSetting[];

/** What the file says. */
export function valuesOf({ values }: PublicationForm): PublicationValues {
  return { ...nothing, ...values };
}

/** What was filled in otherwise than the file has it. */
export function changesBetween(file: PublicationValues, filled: PublicationValues): PublicationChange[] {
  const touched = settings.filter((setting) => filled[setting].trim() !== file[setting]);
  return touched.map((setting) => ({ setting, from: file[setting], to: filled[setting].trim() }));
}

/** What a form shows once the file has become another: that, and what the person filled in. */
export function caughtUp(
  before: PublicationValues,
  filled: PublicationValues,
  now: PublicationValues,
): PublicationValues {
  const own = changesBetween(before, filled).map(({ setting, to }) => [setting, to] as const);
  return { ...now, ...Object.fromEntries(own) };
}

/** The first setting that was changed into something that cannot be used; `null` where all can. */
export function hindrance(
  changes: readonly PublicationChange[],
  problems: readonly PublicationProblem[],
): PublicationSetting | null {
  const wrong = problems.filter(({ severity }) => severity === "error").map(({ setting }) => setting);
  return (
    settings.find((one) => wrong.includes(one) && changes.some(({ setting }) => setting === one)) ?? null
  );
}
