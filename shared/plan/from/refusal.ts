// Why a pasted command cannot be read: a sentence for the user. The entry of each reader turns it into a Result.

export class Refusal extends Error {}

export function refuse(sentence: string): never {
  throw new Refusal(sentence);
}
