// What the library that reads options finds wrong, as a sentence.

/** "error: unknown option '--frob'\n(Did you mean --from?)" as sentences. */
export function sentenceOf(message: string): string {
  const [first = '', guess = ''] = message.replace(/^error: /, '').split('\n');
  const sentence = `${first.charAt(0).toUpperCase()}${first.slice(1).replace(/\.$/, '')}.`;
  return `${sentence}${guess === '' ? '' : ` ${guess.replace(/^\((.*)\)$/, '$1')}`} "help" lists the options.`;
}
