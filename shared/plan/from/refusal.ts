// Why a pasted command is not read: a sentence for its reader. The entry of a reader turns it into a Result.

export class Refusal extends Error {}

export function refuse(sentence: string): never {
  throw new Refusal(sentence);
}
