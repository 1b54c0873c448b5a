// How likely a short value in a response and the same value in a request mean the same thing. Pure.
import type { Produced } from './found-value.ts';
import type { Leaf } from './leaf.ts';
import { isIdentifying } from './likely-value.ts';
import type { Recording } from './recording.ts';

/** 0 means that they may be equal by chance; a higher number is more certain. */
export function affinity(produced: Produced, leaf: Leaf, recording: Recording): number {
  const { value, word } = produced;
  const { place, field, before } = leaf;
  if (/^if-(?:match|range|none-match)$/i.test(field)) return /etag|version/i.test(word) ? 4 : 0;
  const isNumber = /^\d+$/.test(value);
  if (!isNumber && !/\d/.test(value) && value.length < 3) return 0;
  const owner = ownerOf(produced, recording);
  if (place === 'path') {
    if (!isIdentifying(word)) return plain(word) === `${singular(plain(before))}name` ? 2 : 0;
    if (owner !== '' && owner === singular(plain(before))) return 4;
    if (`${singular(plain(before))}${plain(tail(word))}` === plain(word) && before !== '') return 4;
    if (isNumber) return value.length >= 4 ? 1 : 0;
    return /\d/.test(value) || /^(?:slug|handle|uuid|guid)$/i.test(word) ? 1 : 0;
  }
  const [wanted, given] = [plain(field), plain(word)];
  if (wanted === '' || /^(?:page|limit|offset|size|count|per_?page|version|v|quantity|qty|sort|order|_)$/i.test(field)) return 0;
  // A token counts whatever its value is; other fields of the same name must contain an identifier.
  if (wanted === given) return isIdentifying(word) ? (isBare(word) && isNumber && value.length < 4 ? 0 : 3) : 0;
  if (isBare(word) && wanted === `${owner}${given}`) return 4;
  if (isBare(word) && owner !== '' && wanted === owner) return 3;
  if (isBare(field) && given === `${owner}${wanted}`) return 1;
  if (isIdentifying(word) && isIdentifying(field) && /csrf|xsrf|token|nonce|ticket/i.test(word + field))
    return value.length >= 3 ? 2 : 0;
  if (isIdentifying(word) && isIdentifying(field) && wanted.endsWith(given) && owner !== '' && wanted.includes(owner)) return 3;
  return 0;
}

function isBare(word: string): boolean {
  return /^(?:id|uuid|guid|key|slug|code|no|number|pk|ref)$/i.test(word);
}

/** Returns "id" for "cartId". */
function tail(word: string): string {
  return /(?:id|uuid|guid|key|slug|code|no|number|ref)$/i.exec(word)?.[0] ?? '';
}

/** The thing that the value identifies: the enclosing member, or the last word of the URL that returned it. */
export function ownerOf({ owner, step, extract, word }: Produced, recording: Recording): string {
  if (
    owner !== '' &&
    !/^(?:data|result|results|items?|response|payload|content|rows?|edges|nodes?|body|list|records?|_?embedded|links|value)$/i.test(
      owner,
    )
  )
    return singular(plain(owner));
  if (extract.css !== undefined && extract.attr?.startsWith('data-') === true) return singular(plain(word.replace(/-?id$/i, '')));
  const path =
    recording
      .urlOf(step)
      .replace(/^[a-z]+:\/\/[^/?#]*/i, '')
      .split('?')[0] ?? '';
  const last = path.split('/').findLast((segment) => /^[A-Za-z][A-Za-z_-]+$/.test(segment)) ?? '';
  return singular(plain(last));
}

export function singular(word: string): string {
  return word
    .replace(/ies$/, 'y')
    .replace(/(?<=(?:s|x|ch|sh))es$/, '')
    .replace(/(?<=[^s])s$/, '');
}

function plain(text: string): string {
  return text.toLowerCase().replaceAll(/[^a-z0-9]/g, '');
}
