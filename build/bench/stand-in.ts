// A replacement for nginx, as its own process: responds at once, and reports the number of requests in the format of stub_status.
import { createServer } from 'node:http';
import { JSON_BODY } from './bodies.ts';

let count = 0;
const server = createServer((request, response) => {
  count += 1;
  if (request.url === '/json') return void response.setHeader('content-type', 'application/json').end(JSON_BODY);
  if (request.url === '/cookie') response.setHeader('set-cookie', 'sid=abc; Path=/');
  response.end(request.url === '/status' ? `Active connections: 1\nserver accepts handled requests\n 0 0 ${count}\n` : 'ok\n');
});
server.keepAliveTimeout = 600_000;
server.listen(Number(process.argv[2]), '127.0.0.1');
process.once('SIGTERM', () => process.exit(0));
