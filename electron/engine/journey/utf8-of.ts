// The text of a data file in UTF-8, whatever a program wrote it in.
import { isUtf8 } from 'node:buffer';
import { markedEncoding } from '../../../shared/text-encoding.ts';

/** Without its mark. UTF-16 says so at its beginning; what is not UTF-8 is Windows-1252, as spreadsheets save it. */
export function utf8Of(file: Buffer): Buffer {
  if (file[0] === 0xef && file[1] === 0xbb && file[2] === 0xbf) return file.subarray(3);
  const marked = markedEncoding(file);
  if (marked === 'utf-8' && isUtf8(file)) return file;
  return Buffer.from(new TextDecoder(marked === 'utf-8' ? 'windows-1252' : marked).decode(file));
}
