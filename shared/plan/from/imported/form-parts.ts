// The fields and files of a multipart form in the format of a plan. Pure.
import { hasHoles } from '../../journey/template.ts';
import type { StepInput } from './imported.ts';

export interface FormPart {
  readonly name: string;
  /** A text, or the path of a file on the computer where the form was made. */
  readonly content: { readonly value: string } | { readonly file: string };
  readonly type?: string | undefined;
}

type Body = Extract<NonNullable<StepInput['body']>, { multipart: unknown }>;

/** Returns null for a form without fields. `say` receives a sentence about files that must be present. */
export function formParts(parts: readonly FormPart[], say: (sentence: string) => void): Body | null {
  if (parts.length === 0) return null;
  const files = parts.flatMap(({ content }) => ('file' in content ? [content.file] : []));
  if (files.length > 0)
    say(
      files.length === 1
        ? `its form sends the file ${files[0] || '(no name)'}, which must be there when the plan runs.`
        : `its form sends the files ${files.join(', ')}, which must be there when the plan runs.`,
    );
  return {
    multipart: parts.map(({ name, content, type }) => ({
      name,
      ...('value' in content ? content : { file: sentFilePath(content.file) }),
      ...(type === undefined || !isMediaType(type) ? {} : { type }),
    })),
  };
}

/** Makes a path that a plan accepts. */
export function sentFilePath(given: string): string {
  const path = given.trim();
  return path === '' || hasHoles(path) ? 'file.bin' : path;
}

function isMediaType(type: string): boolean {
  return /^[\w!#$&^.+-]+\/[\w!#$&^.+-]+(?:\s*;[ -~]*)?$/.test(type);
}
