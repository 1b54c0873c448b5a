// The error of a proxy that refuses to open a tunnel to the server.

/** Why a proxy opened no tunnel; `message` is the sentence that people read. */
export class ProxyRefusal extends Error {
  readonly code: string;

  constructor(code: string, message: string) {
    super(message);
    this.name = 'ProxyRefusal';
    this.code = code;
  }
}
