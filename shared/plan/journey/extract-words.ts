// Where a value is extracted from, in words.

export const SOURCES = ['json', 'header', 'css', 'regex', 'between', 'cookie'] as const;

/** Exactly one of these is set in a parsed plan. */
export interface ExtractSource extends Readonly<
  Partial<Record<Exclude<(typeof SOURCES)[number], 'between'>, string | undefined>>
> {
  readonly attr?: string | undefined;
  readonly decode?: string | undefined;
  readonly part?: string | undefined;
  readonly between?: readonly [string, string] | undefined;
}

/** For example "$.token", "header location", "part code=([^&]+) of header location". */
export function sourceWords(extract: ExtractSource): string {
  const whole = wholeWords(extract);
  const decoded = extract.decode === undefined ? whole : `${whole}, decoded as ${extract.decode}`;
  return extract.part === undefined ? decoded : `part ${extract.part} of ${decoded}`;
}

function wholeWords(extract: ExtractSource): string {
  if (extract.json !== undefined) return extract.json;
  if (extract.between !== undefined) return `between “${extract.between[0]}” and “${extract.between[1]}”`;
  if (extract.css !== undefined) return extract.attr === undefined ? extract.css : `${extract.css} ${extract.attr}`;
  const source = SOURCES.find((one) => extract[one] !== undefined) ?? 'json';
  return `${source} ${String(extract[source])}`;
}
