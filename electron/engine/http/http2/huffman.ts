// The Huffman code of header strings (RFC 7541, 5.2 and appendix B). It is canonical: codes of one length follow one another in
// the order of their symbols, so the lengths define the whole code.

/** The code length of each byte in turn, and of the end-of-string symbol; in base 36. */
const LENGTHS =
  'dnsssssssoussussssssssusssssssss6aacd68baa8b8666555666666678f6cad677777777777777777777' +
  '77878djde6f56565666577666567655677777fbedskmkkmmmnmnnnnnonoomnonnnnlmnmnnomlkmmnnlnmmo' +
  'lmnnllmlnmnnkmmmnmmnqqkjmnmpqqqrrqopjlqrrqrollqqsrrrkoklmllnmmppooqnqrqqrrrrrsrrrrrqu';
const SYMBOLS = 257;
const END_OF_STRING = 256;
const SHORTEST = 5;
const LONGEST = 30;

/** For each length: the first code, how many codes there are, and where their symbols begin. */
const first = new Uint32Array(LONGEST + 1);
const counts = new Uint16Array(LONGEST + 1);
const begins = new Uint16Array(LONGEST + 1);
const symbols = new Uint16Array(SYMBOLS);

fillTables();

function fillTables(): void {
  let code = 0;
  let place = 0;
  for (let length = SHORTEST; length <= LONGEST; length += 1) {
    code <<= 1;
    first[length] = code;
    begins[length] = place;
    for (let symbol = 0; symbol < SYMBOLS; symbol += 1) {
      if (lengthOf(symbol) !== length) continue;
      symbols[place] = symbol;
      place += 1;
      code += 1;
    }
    counts[length] = place - (begins[length] ?? 0);
  }
}

function lengthOf(symbol: number): number {
  return Number.parseInt(LENGTHS.charAt(symbol), 36);
}

/** Decodes `bytes` from `at` up to `to`, one character for each byte; returns null if they are not valid in this code. */
export function decodeHuffman(bytes: Buffer, at: number, to: number): string | null {
  let text = '';
  let code = 0;
  let length = 0;
  for (let place = at; place < to; place += 1) {
    const byte = bytes[place] ?? 0;
    for (let bit = 7; bit >= 0; bit -= 1) {
      code = (code << 1) | ((byte >> bit) & 1);
      length += 1;
      if (length < SHORTEST) continue;
      const ahead = code - (first[length] ?? 0);
      if (ahead < 0 || ahead >= (counts[length] ?? 0)) {
        if (length === LONGEST) return null;
        continue;
      }
      const symbol = symbols[(begins[length] ?? 0) + ahead] ?? END_OF_STRING;
      if (symbol === END_OF_STRING) return null;
      text += String.fromCharCode(symbol);
      code = 0;
      length = 0;
    }
  }
  // The padding of the last byte consists of ones and is shorter than a byte.
  return length < 8 && code === (1 << length) - 1 ? text : null;
}
