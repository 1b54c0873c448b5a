// The query of a URL as rows of name and value, and back: unchanged parts stay as they were written. Pure.

export interface QueryRow {
  readonly name: string;
  readonly value: string;
}

export function queryRows(url: string): QueryRow[] {
  return partsOf(url).query.map((part) => {
    const { name, value } = split(part);
    return { name: decoded(name), value: decoded(value) };
  });
}

/** `row` null removes the row; one past the end is added. */
export function withQueryRow(url: string, index: number, row: QueryRow | null): string {
  const { start, query, hash } = partsOf(url);
  const before = query[index] === undefined ? null : split(query[index]);
  const next =
    row === null || `${row.name}${row.value}` === ''
      ? query.toSpliced(index, 1)
      : [...query.slice(0, index), written(row, before), ...query.slice(index + 1)];
  return `${start}${next.length === 0 ? '' : `?${next.join('&')}`}${hash}`;
}

function partsOf(url: string): { readonly start: string; readonly query: readonly string[]; readonly hash: string } {
  const [, start = '', query = '', hash = ''] = /^((?:\{\{[^{}]*\}\}|[^?#])*)(?:\?([^#]*))?(#[^]*)?$/.exec(url) ?? [];
  return { start, query: query === '' ? [] : query.split('&'), hash };
}

interface RawRow extends QueryRow {
  /** True if there is an equals sign between them. */
  readonly hasSign: boolean;
}

function split(part: string): RawRow {
  const at = part.indexOf('=');
  return at === -1
    ? { name: part, value: '', hasSign: false }
    : { name: part.slice(0, at), value: part.slice(at + 1), hasSign: true };
}

function written({ name, value }: QueryRow, before: RawRow | null): string {
  const rawName = before !== null && decoded(before.name) === name ? before.name : encoded(name);
  const rawValue = before !== null && decoded(before.value) === value ? before.value : encoded(value);
  return value === '' && before?.hasSign !== true ? rawName : `${rawName}=${rawValue}`;
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** Names in braces are not encoded. */
function encoded(text: string): string {
  return text
    .split(/(\{\{[^{}]*\}\})/)
    .map((piece, at) =>
      at % 2 === 1 ? piece : piece.replaceAll(/[^\w.~!$'()*,;:@/?+-]+/g, (found) => encodeURIComponent(found)),
    )
    .join('');
}
