// One line of k6's raw output as a sample. What is not one is left out: k6 and its extensions may write other lines.

export interface K6Point {
  readonly metric: string;
  /** Epoch ms, with decimals. */
  readonly at: number;
  readonly value: number;
  readonly tags: Readonly<Record<string, unknown>>;
  readonly metadata: Readonly<Record<string, unknown>>;
}

/** null where the line is no sample. */
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

/** NaN where it is not a date of RFC 3339. A Date alone would lose what is below a millisecond. */
function momentOf(text: string): number {
  const [, seconds = '', fraction = '', zone = ''] =
    /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(\.\d+)?(Z|[+-]\d\d:\d\d)$/.exec(text) ?? [];
  return Date.parse(`${seconds}${zone}`) + Number(`0${fraction}`) * 1000;
}
