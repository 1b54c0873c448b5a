// The schema for the extractions of a step, by name: "extract": { "token": { "json": "$.token" } }.
import { z } from 'zod';
import { parseJsonPath } from './json-path.ts';
import { SOURCES } from './extract-words.ts';
import { selectorFault } from './selector-fault.ts';
import { parsePattern } from './pattern.ts';
import { hasHoles, parseTemplate } from './template.ts';

const SOURCES_TEXT = 'Write one of "json", "header", "css", "regex", "between" or "cookie".';
/** The first four undo the encoding of a text within another one. */
const DECODINGS = ['url', 'html', 'json', 'base64', 'jwt'] as const;
export type Decoding = (typeof DECODINGS)[number];
const PICK_TEXT = 'Write "first", "last", "random" or "all-count".';

const jsonScalar = z.union([z.string(), z.number(), z.boolean(), z.null()], {
  error: 'Write a string, a number, true, false or null.',
});

const EXTRACT_TEXT = 'Write where the value is found, such as { "json": "$.token" }.';
const EXTRACTS_TEXT = 'Write an object of values by name, such as { "token": { "json": "$.token" } }.';

/** The same in every journey: it is looked up, not compared. */
export function fixedName(kind: 'header' | 'attribute' | 'cookie') {
  return z
    .string()
    .min(1, `Write the name of ${kind === 'attribute' ? 'an' : 'a'} ${kind}.`)
    .refine((name) => !hasHoles(name), `The name of ${kind === 'attribute' ? 'an' : 'a'} ${kind} has no {{names}} in it.`);
}

export const extractSchema = z
  .strictObject(
    {
      json: z.string().optional().meta({ description: 'A JSON path, such as $.token (RFC 9535).' }),
      header: fixedName('header').optional(),
      css: z.string().optional().meta({ description: 'A CSS selector; its text, or the attribute of "attr".' }),
      attr: fixedName('attribute').optional(),
      regex: z.string().optional().meta({ description: 'A regular expression; its first group, or the whole match.' }),
      group: z.int().min(0).max(99).optional(),
      between: z
        .tuple([z.string().min(1), z.string().min(1)], { error: 'Write the text before and the text after: ["left", "right"].' })
        .optional(),
      cookie: fixedName('cookie').optional(),
      decode: z
        .enum(DECODINGS, { error: 'Write "url", "html", "json", "base64" or "jwt".' })
        .optional()
        .meta({ description: 'How the value is decoded; "jwt" gives the claims of a token as JSON.' }),
      part: z.string().optional().meta({
        description: 'A regular expression for a part of the decoded value; its first group, or the whole match.',
      }),
      pick: z
        .enum(['first', 'last', 'random', 'all-count'], { error: PICK_TEXT })
        .default('first')
        .meta({ description: 'Which match, or how many there are.' }),
      default: jsonScalar.optional().meta({ description: 'The value if nothing is found; without it the request fails.' }),
    },
    { error: ({ code }) => (code === 'invalid_type' ? EXTRACT_TEXT : undefined) },
  )
  .superRefine((extract, context) => {
    const fault = extractFault(extract);
    if (fault !== null) context.addIssue({ code: 'custom', message: fault.message, path: fault.path });
  });

export type Extract = z.output<typeof extractSchema>;

export const NAME_TEXT = 'A name has letters, digits, dashes and underscores, and begins with a letter.';
const name = z.string().regex(/^[A-Za-z_][\w-]{0,99}$/, NAME_TEXT);
export const nameSchema = name;

export const extractsSchema = z
  .record(name, extractSchema, { error: ({ code }) => (code === 'invalid_type' ? EXTRACTS_TEXT : undefined) })
  .meta({ description: 'Values taken out of the response, by name.' });

interface PlacedFault {
  readonly message: string;
  readonly path: string[];
}

function extractFault(extract: Extract): PlacedFault | null {
  const sources = SOURCES.filter((source) => extract[source] !== undefined);
  if (sources.length === 0) return { message: SOURCES_TEXT, path: [] };
  if (sources.length > 1) return { message: `A value is taken from one place. Keep one of "${sources.join('", "')}".`, path: [] };
  if (extract.attr !== undefined && extract.css === undefined) return { message: '"attr" belongs to "css".', path: ['attr'] };
  if (extract.group !== undefined && extract.regex === undefined)
    return { message: '"group" belongs to "regex".', path: ['group'] };
  if (extract.part !== undefined && patternFault(extract.part) !== null) return placed('part', patternFault(extract.part));
  if (extract.json !== undefined) return placed('json', jsonPathFault(extract.json));
  if (extract.regex !== undefined) return placed('regex', patternFault(extract.regex, extract.group));
  if (extract.css !== undefined) return placed('css', selectorFault(withoutHoles(extract.css)));
  return null;
}

export function jsonPathFault(path: string): string | null {
  // A path with a hole in it is only known during the journey.
  if (hasHoles(path)) return null;
  const parsed = parseJsonPath(path);
  return parsed.ok ? null : parsed.message;
}

export function patternFault(text: string, group = 0): string | null {
  const parsed = parsePattern(withoutHoles(text));
  if (!parsed.ok) return parsed.message;
  const groups = parsed.pattern.groupCount();
  return group > groups ? `The regular expression has ${groups} groups, so there is no group ${group}.` : null;
}

/** Replaces each hole by a letter. Errors in the names themselves are reported elsewhere. */
export function withoutHoles(text: string): string {
  const parsed = parseTemplate(text);
  return parsed.ok ? parsed.pieces.map((piece) => (typeof piece === 'string' ? piece : 'x')).join('') : 'x';
}

function placed(field: string, message: string | null): PlacedFault | null {
  return message === null ? null : { message, path: [field] };
}
