// The floor of every client that uses Node's TLS: bytes are written and read on bare sockets, and nothing is parsed or recorded.
// Runs as its own process.
import { connect } from 'node:tls';

const [, , url = '', connections = '50'] = process.argv;
const { hostname, port, host, pathname } = new URL(url);
const request = Buffer.from(`GET ${pathname} HTTP/1.1\r\nhost: ${host}\r\n\r\n`);

for (let at = 0; at < Number(connections); at += 1) {
  const socket = connect({ host: hostname, port: Number(port), rejectUnauthorized: false, ALPNProtocols: ['http/1.1'] });
  socket.setNoDelay(true);
  socket.on('secureConnect', () => socket.write(request));
  // A response of a few bytes arrives in one piece.
  socket.on('data', () => socket.write(request));
}
