// An address of another program that a person gave: how to ask there, and what of it may be written down. A password in it is sent
// as a header, and is in no message, no note of a run and no log.

export interface OutsideAddress {
  readonly url: string;
  /** With the name and password of the address, if it has any. */
  readonly headers: Readonly<Record<string, string>>;
  /** What must not be shown, even if the server repeats it. */
  readonly secrets: readonly string[];
  /** Without name, password and query. */
  readonly shown: string;
}

/** @throws TypeError if it is no address */
export function outsideAddress(given: string): OutsideAddress {
  const url = new URL(given);
  const { username, password } = url;
  url.username = '';
  url.password = '';
  const shown = `${url.origin}${url.pathname}`;
  if (username === '' && password === '') return { url: url.href, headers: {}, secrets: [], shown };
  const credentials = Buffer.from(`${decoded(username)}:${decoded(password)}`).toString('base64');
  const secrets = [decoded(password), credentials].filter((secret) => secret !== '');
  return { url: url.href, headers: { authorization: `Basic ${credentials}` }, secrets, shown };
}

/** A percent sign that begins no escape means itself. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
