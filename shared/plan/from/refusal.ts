// Why a pasted command is not read: a sentence for its reader. The entry of a reader turns it into a Result.

export class Refusal extends Error {}

export function refuse(sentence: string): never {
  throw new Refusal(sentence);
}

/** Text from a command as it stands in a sentence. */
export function shorten(text: string, most = 60): string {
  return text.length <= most ? text : `${text.slice(0, most - 1)}…`;
}
