// Shortens a text so that it fits into a sentence, a cell or a line.

/** If it is longer than `most` characters, it is cut and ends in an ellipsis. */
export function shorten(text: string, most = 60): string {
  return text.length <= most ? text : `${text.slice(0, most - 1)}…`;
}
