// Whether a text looks like one that a server makes anew, such as an id or a token, rather than a word or a number of its own. Pure.
const UUID = /^[\da-f]{8}-(?:[\da-f]{4}-){3}[\da-f]{12}$/i;
const IDENTIFYING =
  /(?:^|[_.-]|(?<=[a-z]))(?:id|ids|token|csrf|xsrf|nonce|state|code|key|uuid|guid|slug|etag|cursor|session|sid|ticket|signature|sig|hash|ref|reference|verification\w*|viewstate\w*|eventvalidation|number|no)$/i;

/** Long and mixed enough that it cannot be equal by chance. */
export function isDistinctive(text: string): boolean {
  if (UUID.test(text)) return true;
  if (text.length < 6 || /\s/.test(text)) return false;
  if (/^\d{4}-\d\d-\d\d/.test(text) || /^https?:\/\//i.test(text) || /^[\w.+-]+@[\w-]+\.\w+$/.test(text)) return false;
  const hasDigit = /\d/.test(text);
  const hasLetter = /[a-z]/i.test(text);
  if (/^\d+$/.test(text)) return text.length >= 6;
  if (hasDigit && hasLetter) return true;
  // Letters only: an upper-case letter within, or longer than words are.
  return (/[a-z][A-Z]/.test(text) && text.length >= 12) || text.length >= 24;
}

/** Whether a field of this name holds something that identifies. */
export function isIdentifying(name: string): boolean {
  return IDENTIFYING.test(name);
}

export type ClientMade = 'guid' | 'timestamp' | null;

/** What a client makes by itself: `at`, in ms since 1970, is when the request was sent. */
export function clientMade(text: string, at: number): ClientMade {
  if (UUID.test(text)) return 'guid';
  if (!/^\d{10}(?:\d{3})?$/.test(text) || !Number.isFinite(at)) return null;
  const time = text.length === 10 ? Number(text) * 1000 : Number(text);
  return Math.abs(time - at) < 3_600_000 ? 'timestamp' : null;
}
