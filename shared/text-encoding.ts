// The encoding that the first bytes of a text file indicate: PowerShell writes UTF-16 with a byte order mark. Pure.
export type MarkedEncoding = 'utf-8' | 'utf-16le' | 'utf-16be';

export function markedEncoding([first, second]: Uint8Array): MarkedEncoding {
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  return first === 0xfe && second === 0xff ? 'utf-16be' : 'utf-8';
}
