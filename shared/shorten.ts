// A text that has to fit into a sentence, a cell or a line.

/** Where it is longer than `most` characters, an ellipsis is the last of them. */
export function shorten(text: string, most = 60): string {
  return text.length <= most ? text : `${text.slice(0, most - 1)}…`;
}
