// The floor of every client that is built on node:http2: one stream after another on each connection, and nothing is recorded.
// Runs as its own process.
import { connect, type ClientHttp2Session } from 'node:http2';

const [, , url = '', connections = '50'] = process.argv;
const { origin, pathname } = new URL(url);

function next(session: ClientHttp2Session): void {
  const stream = session.request({ ':path': pathname });
  stream.on('end', () => next(session));
  stream.resume();
}

for (let at = 0; at < Number(connections); at += 1) next(connect(origin, { rejectUnauthorized: false }));
