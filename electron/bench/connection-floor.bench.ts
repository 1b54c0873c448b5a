// The limit that Node itself sets when each request has its own connection: the connection is opened, written to, read from and
// closed, and nothing else is done. Runs until it is killed.
import { connect } from 'node:net';

const [, , url = '', connections = '1'] = process.argv;
const { hostname, port, host } = new URL(url);
const request = `GET / HTTP/1.1\r\nhost: ${host}\r\nconnection: close\r\n\r\n`;
const buffer = Buffer.allocUnsafeSlow(65_536);

function open(): void {
  const callback = (): boolean => {
    socket.destroy();
    open();
    return true;
  };
  const socket = connect({ host: hostname, port: Number(port), onread: { buffer, callback } });
  socket.once('connect', () => socket.write(request, 'latin1'));
}

for (let number = 0; number < Number(connections); number += 1) open();
