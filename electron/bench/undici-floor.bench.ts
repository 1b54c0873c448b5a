// The floor of every client that is built on undici: bare `Client.dispatch`, and nothing is recorded. Runs as its own process.
import { Client, type Dispatcher } from 'undici';

const [, , url = '', connections = '50'] = process.argv;
const { origin, pathname } = new URL(url);

for (let at = 0; at < Number(connections); at += 1) {
  const client = new Client(origin, { pipelining: 1, headersTimeout: 0, bodyTimeout: 0, allowH2: false });
  const options = { method: 'GET', path: pathname } as const;
  const next = (): void => void client.dispatch(options, handler);
  const handler: Dispatcher.DispatchHandler = {
    onRequestStart: () => undefined,
    onResponseStart: () => undefined,
    onResponseData: () => undefined,
    onResponseEnd: next,
    onResponseError: (_controller, error) => {
      throw error;
    },
  };
  next();
}
