// What a proxy says when it opens no way to the server.

/** Why a proxy opened no way; `message` is the sentence for people. */
export class ProxyRefusal extends Error {
  readonly code: string;

  constructor(code: string, message: string) {
    super(message);
    this.name = 'ProxyRefusal';
    this.code = code;
  }
}
