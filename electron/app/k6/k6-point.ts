// Parses one line of k6's raw output as a sample. Other lines are skipped, because k6 and its extensions may write some.

export interface K6Point {
  readonly metric: string;
  /** Epoch ms, with decimals. */
  readonly at: number;
  readonly value: number;
  readonly tags: Readonly<Record<string, unknown>>;
  readonly metadata: Readonly<Record<string, unknown>>;
}

/** Returns null if the line is not a sample. */
export function readPoint(line: string): K6Point | null {
  if (!line.startsWith('{') || !line.includes('"Point"')) return null;
  const parsed = parse(line);
  if (parsed['type'] !== 'Point' || typeof parsed['metric'] !== 'string') return null;
  const data = objectOf(parsed['data']);
  const at = momentOf(String(data['time']));
  const value = Number(data['value']);
  if (!Number.isFinite(at) || !Number.isFinite(value)) return null;
  return { metric: parsed['metric'], at, value, tags: objectOf(data['tags']), metadata: objectOf(data['metadata']) };
}

function parse(line: string): Readonly<Record<string, unknown>> {
  try {
    return objectOf(JSON.parse(line));
  } catch {
    return {};
  }
}

function objectOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? { ...value } : {};
}

/** Returns NaN if it is not an RFC 3339 date. A Date alone would lose the fraction of a millisecond. */
function momentOf(text: string): number {
  const [, seconds = '', fraction = '', zone = ''] =
    /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(\.\d+)?(Z|[+-]\d\d:\d\d)$/.exec(text) ?? [];
  return Date.parse(`${seconds}${zone}`) + Number(`0${fraction}`) * 1000;
}
