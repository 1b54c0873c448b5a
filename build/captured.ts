// What a tool prints, and its exit code.
import type { ChildProcess } from 'node:child_process';

export interface Captured {
  readonly code: number;
  /** The output of both streams, in the order of arrival. */
  readonly output: string;
}

/**
 * Ends with the tool. A process that it leaves behind may hold its pipes open for as long as it lives: they are given up `pipesMs` after
 * the exit. @throws where the tool cannot be started.
 */
export function captured(child: ChildProcess, pipesMs = PIPES_MS): Promise<Captured> {
  const pipes = [child.stdout, child.stderr].filter((pipe) => pipe !== null);
  const chunks: Buffer[] = [];
  for (const pipe of pipes) pipe.on('data', (chunk: Buffer) => chunks.push(chunk));
  const { promise, resolve, reject } = Promise.withResolvers<Captured>();
  let timer: NodeJS.Timeout | undefined;
  child.on('error', reject);
  child.on('exit', () => (timer = setTimeout(() => pipes.forEach((pipe) => pipe.destroy()), pipesMs)));
  child.on('close', (code) => {
    clearTimeout(timer);
    resolve({ code: code ?? 1, output: Buffer.concat(chunks).toString() });
  });
  return promise;
}

const PIPES_MS = 5000;
