// A request whose body is a file that cannot be sent as the plan was prepared with it.
import type { Fault } from './fault-context.ts';

export class FileRefusal extends Error {
  readonly fault: Fault;

  constructor(code: string, message: string) {
    super(message);
    this.name = 'FileRefusal';
    this.fault = { outcome: 'check_failed', code, message };
  }
}
