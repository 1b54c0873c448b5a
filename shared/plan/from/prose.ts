// Recognises a text that was written for people to read. Pure.

/** More of it says nothing new. */
const MOST_LINES = 200;
const WORD = /^[("'“‘*_]*\p{L}[\p{L}'’-]*[)"'”’*_]*[.,;:!?…]*[)"'”’]*$/u;
const LEAST_WORDS = 4;
const SHARE_OF_WORDS = 0.8;

export function isProse(text: string): boolean {
  const lines = text
    .split('\n', MOST_LINES)
    .map((line) => line.trim())
    .filter((line) => line !== '');
  if (/[{}<>\t]/.test(text) || isTable(lines)) return false;
  const pieces = lines.flatMap((line) => line.split(/\s+/)).filter((piece) => !/^(?:[#*>=-]+|\d+[.)])$/.test(piece));
  const words = pieces.filter((piece) => WORD.test(piece));
  const isSentence = lines.some((line) => line.split(/\s+/).length >= LEAST_WORDS);
  return isSentence && words.length >= LEAST_WORDS && words.length >= pieces.length * SHARE_OF_WORDS;
}

/** Each line of a table has the same separators, and few of them end as a sentence does. */
function isTable(lines: readonly string[]): boolean {
  const sentences = lines.filter((line) => /[.!?]$/.test(line)).length;
  if (lines.length < 2 || sentences * 2 >= lines.length) return false;
  return [',', ';', '|'].some((separator) => {
    const counts = new Set(lines.map((line) => line.split(separator).length));
    return counts.size === 1 && !counts.has(1);
  });
}
