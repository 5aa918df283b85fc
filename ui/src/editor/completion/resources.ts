/** Someone who comments. */
export interface NamedPersona {
  readonly id: string;
  readonly name: string;
  /** The address of a picture. */
  readonly avatar: string | null;
  readonly onRight: boolean;
}

/** A source that can be cited. */
export interface NamedSource {
  readonly key: string;
  readonly title: string;
  readonly site: string;
  readonly authors: readonly string[];
  readonly issued: string;
}

/** An image that can be shown. */
export interface NamedImage {
  /** As the article's text writes it. */
  readonly address: string;
  /** Where it can be looked at. */
  readonly picture: string;
}

/** What the article can name. */
export interface NamedResources {
  readonly personas: readonly NamedPersona[];
  readonly sources: readonly NamedSource[];
  readonly images: readonly NamedImage[];
}
