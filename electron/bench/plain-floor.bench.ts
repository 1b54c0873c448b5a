// The limit that Node itself sets over a plain connection: requests are written, responses are counted by their length, and
// nothing else is done. Runs until it is killed.
import { connect } from 'node:net';

const [, , url = '', connections = '1'] = process.argv;
const { hostname, port, host } = new URL(url);
const request = Buffer.from(`GET / HTTP/1.1\r\nhost: ${host}\r\n\r\n`);
const buffer = Buffer.allocUnsafeSlow(65_536);

for (let number = 0; number < Number(connections); number += 1) {
  const socket = connect({
    host: hostname,
    port: Number(port),
    onread: {
      buffer,
      callback: () => {
        socket.write(request);
        return true;
      },
    },
  });
  socket.setNoDelay(true).on('connect', () => socket.write(request));
}
