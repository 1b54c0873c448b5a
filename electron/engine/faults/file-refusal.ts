// Thrown for a request whose body file can no longer be sent as it was when the plan was prepared.
import type { Fault } from './fault-context.ts';

export class FileRefusal extends Error {
  readonly fault: Fault;

  constructor(code: string, message: string) {
    super(message);
    this.name = 'FileRefusal';
    this.fault = { outcome: 'check_failed', code, message };
  }
}
