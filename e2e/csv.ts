// Reads a requests.csv back, as RFC 4180 says.

export function readCsv(text: string): { readonly header: readonly string[]; readonly rows: readonly (readonly string[])[] } {
  const [header = [], ...rows] = records(text);
  return { header, rows };
}

function records(text: string): string[][] {
  const found: string[][] = [];
  for (const line of splitOutsideQuotes(text, '\r\n')) {
    if (line !== '') found.push(splitOutsideQuotes(line, ',').map(unquote));
  }
  return found;
}

function splitOutsideQuotes(text: string, separator: string): string[] {
  const parts: string[] = [];
  let start = 0;
  let quoted = false;
  for (let index = 0; index < text.length; index += 1) {
    if (text[index] === '"') quoted = !quoted;
    else if (!quoted && text.startsWith(separator, index)) {
      parts.push(text.slice(start, index));
      start = index + separator.length;
    }
  }
  return [...parts, text.slice(start)];
}

function unquote(cell: string): string {
  return cell.startsWith('"') ? cell.slice(1, -1).replaceAll('""', '"') : cell;
}
