// Thrown for a request to a host that nobody has confirmed. It is not sent.
import type { Fault } from './fault-context.ts';

export class HostRefusal extends Error {
  readonly code = 'UNNAMED_HOST';
  readonly fault: Fault;

  constructor(hostname: string) {
    super(`${hostname} is not named by the plan`);
    this.name = 'HostRefusal';
    const message = `${hostname} is a public host that the plan does not name, so nothing was sent to it. If it is meant, add a step for it.`;
    this.fault = { outcome: 'connect_failed', code: this.code, message };
  }
}
