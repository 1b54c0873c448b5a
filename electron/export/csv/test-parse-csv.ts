// A parser for RFC 4180 that is independent of the writer and as strict as JMeter's. Imported by tests only.

/** Cells of each line. @throws for a misplaced quote, or if the last line does not end. */
export function parseCsv(file: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  let at = 0;
  while (at < file.length) {
    const isQuoted = file[at] === '"';
    const end = isQuoted ? closingQuote(file, at + 1) : plainEnd(file, at);
    const cell = isQuoted ? file.slice(at + 1, end).replaceAll('""', '"') : file.slice(at, end);
    if (!isQuoted && cell.includes('"')) throw new Error(`A quote in the plain cell ${cell}`);
    row.push(cell);
    at = isQuoted ? end + 1 : end;
    if (file[at] === ',') {
      at += 1;
    } else if (file.startsWith('\r\n', at)) {
      rows.push(row);
      row = [];
      at += 2;
    } else {
      throw new Error(`The cell ${cell} is not followed by a comma or a line end`);
    }
  }
  if (row.length > 0) throw new Error('The last line does not end');
  return rows;
}

function closingQuote(file: string, from: number): number {
  let at = file.indexOf('"', from);
  while (at !== -1 && file[at + 1] === '"') at = file.indexOf('"', at + 2);
  if (at === -1) throw new Error('A quoted cell does not end');
  return at;
}

function plainEnd(file: string, from: number): number {
  let at = from;
  while (at < file.length && file[at] !== ',' && file[at] !== '\r' && file[at] !== '\n') at += 1;
  return at;
}
