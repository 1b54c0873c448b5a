// Converts the text of a data file to UTF-8 from whatever encoding a program saved it in.
import { isUtf8 } from 'node:buffer';
import { markedEncoding } from '../../../shared/text-encoding.ts';

/**
 * The result has no byte order mark. UTF-16 is recognised by its mark; anything else that is not UTF-8 is taken for Windows-1252,
 * which spreadsheets use.
 */
export function utf8Of(file: Buffer): Buffer {
  if (file[0] === 0xef && file[1] === 0xbb && file[2] === 0xbf) return file.subarray(3);
  const marked = markedEncoding(file);
  if (marked === 'utf-8' && isUtf8(file)) return file;
  return Buffer.from(new TextDecoder(marked === 'utf-8' ? 'windows-1252' : marked).decode(file));
}
