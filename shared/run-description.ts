// What people can write on a run: name, notes, tags, star. It does not change any measurement. Pure.
import { z } from 'zod';
import { oneLine } from './plan/one-line.ts';

export const LONGEST_NAME = 200;
export const LONGEST_NOTES = 10_000;
export const LONGEST_TAG = 40;
export const MOST_TAGS = 20;

/** A single word, so that a search for `tag:nightly` can match it; quotes and commas end a word there. */
const TAG = new RegExp(`^[^\\s,"]{1,${LONGEST_TAG}}$`);

const NAME_TEXT = `Write a name of 1 to ${LONGEST_NAME} characters.`;

export const runDescriptionFields = {
  name: z.string().overwrite(oneLine).min(1, NAME_TEXT).max(LONGEST_NAME, NAME_TEXT),
  /** Several lines of plain text. */
  notes: z.string().max(LONGEST_NOTES),
  tags: z
    .array(z.string().regex(TAG))
    .max(MOST_TAGS)
    .refine((tags) => new Set(tags.map(keyOf)).size === tags.length),
  starred: z.boolean(),
} as const;

export interface RunDescription {
  readonly name: string;
  readonly notes: string;
  readonly tags: readonly string[];
  readonly starred: boolean;
}

/** The given tags and those in `text`, without duplicates that differ only in case, up to the limit of a run. */
export function withTags(tags: readonly string[], text: string): string[] {
  const words = text.split(/[\s,"]+/).map((word) => word.replace(/^#+/, '').slice(0, LONGEST_TAG));
  const known = new Map(tags.map((tag) => [keyOf(tag), tag]));
  for (const word of words) if (word !== '' && !known.has(keyOf(word))) known.set(keyOf(word), word);
  return [...known.values()].slice(0, MOST_TAGS);
}

function keyOf(tag: string): string {
  return tag.toLowerCase();
}
