// The floor of every client that speaks through Node's TLS: bytes written and read on bare sockets, nothing parsed or recorded. Run as a
// process of its own.
import { connect } from 'node:tls';

const [, , url = '', connections = '50'] = process.argv;
const { hostname, port, host, pathname } = new URL(url);
const request = Buffer.from(`GET ${pathname} HTTP/1.1\r\nhost: ${host}\r\n\r\n`);

for (let at = 0; at < Number(connections); at += 1) {
  const socket = connect({ host: hostname, port: Number(port), rejectUnauthorized: false, ALPNProtocols: ['http/1.1'] });
  socket.setNoDelay(true);
  socket.on('secureConnect', () => socket.write(request));
  // A response of a few bytes comes in one piece.
  socket.on('data', () => socket.write(request));
}
