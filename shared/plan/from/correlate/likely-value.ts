// Whether a text looks like an id or a token that a server makes each time, rather than a constant word or number. Pure.
const UUID = /^[\da-f]{8}-(?:[\da-f]{4}-){3}[\da-f]{12}$/i;
const IDENTIFYING =
  /(?:^|[_.$:-]|(?<=[a-z]))(?:ids?|pk|token|csrf|xsrf|nonce|state|code|key|uuid|guid|slug|etag|cursor|session|sid|ticket|signature|sig|hash|ref|reference|verification\w*|viewstate\w*|eventvalidation|number|no|handle)$/i;

export function isUuid(text: string): boolean {
  return UUID.test(text);
}

/** Long and mixed enough not to be equal by chance. */
export function isDistinctive(text: string): boolean {
  if (UUID.test(text)) return true;
  if (text.length < 6 || /\s/.test(text)) return false;
  if (/^\d{4}-\d\d-\d\d/.test(text) || /^https?:\/\//i.test(text) || /^[\w.+-]+@[\w.-]+\.\w+$/.test(text)) return false;
  // Media types, versions, sizes and times are constants of a program.
  if (/^[\w.+-]+\/[\w.+-]+$/.test(text) && /^(?:application|text|image|audio|video|font|multipart)\//.test(text)) return false;
  if (
    /^v?\d+(?:\.\d+)+(?:-\w+)?$/i.test(text) ||
    /^(?:\d+(?:x\d+|px|r?em|m?s|min|[kmg]i?b|hrs?|pt)|[a-z]{3,}[-_]?\d{1,2})$/i.test(text)
  )
    return false;
  const hasDigit = /\d/.test(text);
  const hasLetter = /[a-z]/i.test(text);
  if (/^\d+$/.test(text)) return text.length >= 6;
  if (hasDigit && hasLetter) return true;
  // Letters only: with upper and lower case mixed as in no name, or longer than a word.
  if (/^[A-Za-z]+$/.test(text)) return text.length >= 16 && /[A-Z]{2}[a-z]|[a-z][A-Z][A-Z]|[a-z][A-Z][a-z][A-Z]/.test(text);
  return text.length >= 24 && !/^[a-z]+(?:[-_./][a-z]+)+$/i.test(text);
}

/** Looks random: nobody types it, and it is not a word of a program. */
export function looksRandom(text: string): boolean {
  if (UUID.test(text)) return true;
  if (/^[\da-f]{8,}$/i.test(text) && /\d/.test(text) && /[a-f]/i.test(text)) return true;
  return /^[\w+/=.~-]{16,}$/.test(text) && isDistinctive(text) && /\d/.test(text) && /[A-Z]/.test(text) && /[a-z]/.test(text);
}

/** Whether a field of this name contains an identifier. */
export function isIdentifying(name: string): boolean {
  return IDENTIFYING.test(name);
}
