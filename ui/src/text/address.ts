/** An address, taken apart for people who want to know where it leads. */
export interface AddressParts {
  /** What stands before the host: the scheme, and a name in disguise if there is one. */
  readonly before: string;
  /** Who answers: letters outside of ASCII in their `xn--` form, so that none can pass for another. */
  readonly host: string;
  readonly after: string;
  /** Whether the host has letters outside of ASCII, which may look like others. */
  readonly hasOtherLetters: boolean;
  /** Whether something stands before the host that looks like one, as in `https://example.org@example.net/`. */
  readonly hasUserName: boolean;
}

/** Takes a web or mail address apart. What is none has no host. */
export function addressParts(address: string): AddressParts {
  const url = URL.canParse(address) ? new URL(address) : null;
  if (url?.protocol === "mailto:") return mailParts(url.href);
  if (!url?.hostname) return parts(address, "", "", false);
  // The parts as the browser understands them, not as they were written.
  const user =
    url.username || url.password ? `${url.href.slice(url.protocol.length + 2).split("@")[0] ?? ""}@` : "";
  const before = `${url.protocol}//${user}`;
  return parts(before, url.hostname, url.href.slice(before.length + url.hostname.length), user !== "");
}

function mailParts(address: string): AddressParts {
  const [receiver = "", ...query] = address.split("?");
  const at = receiver.lastIndexOf("@") + 1;
  const host = at > 0 ? receiver.slice(at) : "";
  return parts(
    receiver.slice(0, receiver.length - host.length),
    host,
    query.map((part) => `?${part}`).join(""),
    false,
  );
}

function parts(before: string, host: string, after: string, hasUserName: boolean): AddressParts {
  return { before, host, after, hasUserName, hasOtherLetters: /(^|\.)xn--/.test(host) };
}
