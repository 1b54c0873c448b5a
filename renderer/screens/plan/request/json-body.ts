// A body as JSON: whether it is meant to be JSON, whether it is valid, and its formatted form. Pure.

export interface JsonBody {
  /** Null if it is valid. */
  readonly fault: string | null;
  /** Indented, or unchanged if it is invalid. */
  readonly formatted: string;
}

/** Null if neither the body nor its content type suggests JSON. */
export function jsonBodyOf(body: string, contentType: string | null): JsonBody | null {
  const isMeant = contentType === null ? /^\s*[[{]/.test(body) : /[/+]json\b/i.test(contentType);
  if (!isMeant || body.trim() === '') return null;
  try {
    return { fault: null, formatted: JSON.stringify(JSON.parse(body), null, 2) };
  } catch (error) {
    const at = /position (\d+)/.exec(error instanceof Error ? error.message : '')?.[1];
    const line = at === undefined ? null : body.slice(0, Number(at)).split('\n').length;
    return { fault: line === null ? 'This is not valid JSON.' : `This is not valid JSON: see line ${line}.`, formatted: body };
  }
}
