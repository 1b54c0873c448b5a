// The values of an XML document: the texts of its elements, under their names. Pure.
import type { ResponseValue } from './response-value.ts';
import { placeValue } from './text-values.ts';

const MOST_VALUES = 2000;

export function xmlValues(text: string): readonly ResponseValue[] {
  const found: ResponseValue[] = [];
  for (const match of text.matchAll(/<(?:[\w-]+:)?([\w.-]+)(?:\s[^<>]*)?>([^<>\s][^<>]{0,500})<\//g)) {
    if (found.length >= MOST_VALUES) break;
    const [whole, word = '', value = ''] = match;
    const head = whole.length - value.length - 2;
    const extract = placeValue(text, match.index + head, value, head);
    if (extract !== null) found.push({ value, extract, word, owner: '', rank: 2, isInList: extract.pick !== undefined });
  }
  return found;
}
