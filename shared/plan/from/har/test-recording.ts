// Entries of recordings for tests.
interface EntryOptions {
  readonly method?: string;
  readonly headers?: readonly (readonly [string, string])[];
  readonly postData?: unknown;
  readonly status?: number;
  readonly type?: string;
  readonly resource?: string;
  readonly at?: string;
  readonly time?: number;
  readonly setCookie?: string;
  readonly location?: string;
}

export function entry(url: string, options: EntryOptions = {}): unknown {
  const {
    method = 'GET',
    headers = [],
    postData,
    status = 200,
    type = 'application/json',
    resource,
    setCookie,
    location,
  } = options;
  return {
    ...(resource === undefined ? {} : { _resourceType: resource }),
    startedDateTime: options.at ?? '2026-03-01T10:00:00.000Z',
    time: options.time ?? 20,
    request: {
      method,
      url,
      httpVersion: 'h2',
      headers: headers.map(([name, value]) => ({ name, value })),
      ...(postData === undefined ? {} : { postData }),
    },
    response: {
      status,
      headers: [
        ...(setCookie === undefined ? [] : [{ name: 'Set-Cookie', value: setCookie }]),
        ...(location === undefined ? [] : [{ name: 'Location', value: location }]),
      ],
      content: { mimeType: type },
    },
  };
}

export function har(...entries: readonly unknown[]): string {
  return JSON.stringify({ log: { version: '1.2', creator: { name: 'Chrome' }, entries } });
}
