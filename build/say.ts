// Prints one line for the person at the terminal on stderr, because stdout belongs to the result of the task.
export function say(sentence: string): void {
  process.stderr.write(`${sentence}\n`);
}
