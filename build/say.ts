// One line to the person at the terminal, on stderr: stdout belongs to the task's result.
export function say(sentence: string): void {
  process.stderr.write(`${sentence}\n`);
}
