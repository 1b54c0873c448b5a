// The cURL reader against curl itself: bash runs each command, and what a server saw of it is what the plan would send.
import { execFile, execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import net from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parsePlan } from '../../shared/plan/plan-parse.ts';
import { parseCurl } from '../../shared/plan/from/curl.ts';
import { readBodyFiles } from '../app/plan-files/read-body-files.ts';
import { compilePlan } from '../engine/journey/compiled-plan.ts';
import { NO_JOURNEY_FILES } from '../engine/files/journey-files.ts';

interface Sent {
  readonly method: string;
  readonly target: string;
  /** Lower-case names with their values, sorted, because the order of different names means nothing. */
  readonly headers: readonly string[];
  readonly body: string;
}

const hasCurl = isOnPath('curl') && isOnPath('bash');
if (!hasCurl) process.stderr.write('curl or bash is not on the path: the cURL reader is not compared with curl.\n');

let server: net.Server;
let port = 0;
let folder = '';
let seen: Sent[] = [];

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'onrush-curl-'));
  mkdirSync(join(folder, 'sub'));
  writeFileSync(join(folder, 'p.png'), Buffer.from([137, 80, 78, 71, 13, 10, 0, 255]));
  writeFileSync(join(folder, 't.csv'), 'a,b\n1,2\n');
  writeFileSync(join(folder, 'sub', 't.txt'), 'text\n');
  server = net.createServer((socket) => {
    let got = Buffer.alloc(0);
    socket.on('error', () => undefined);
    socket.on('data', (data) => {
      got = Buffer.concat([got, data]);
      const end = got.indexOf('\r\n\r\n');
      if (end < 0) return;
      const [line = '', ...lines] = got.subarray(0, end).toString('latin1').split('\r\n');
      const length = Number(lines.find((one) => /^content-length:/i.test(one))?.slice(15) ?? 0);
      if (got.length < end + 4 + length) return;
      const [method = '', target = ''] = line.split(' ');
      const headers = lines.map((one): [string, string] => [
        one.slice(0, one.indexOf(':')),
        one.slice(one.indexOf(':') + 1).trim(),
      ]);
      seen.push({
        method,
        target: target.replaceAll(/%[0-9a-f]{2}/g, (code) => code.toUpperCase()),
        headers: comparable(headers),
        body: got.subarray(end + 4, end + 4 + length).toString('latin1'),
      });
      socket.end('HTTP/1.1 200 OK\r\ncontent-length: 0\r\nconnection: close\r\n\r\n');
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  port = typeof address === 'object' && address !== null ? address.port : 0;
});

afterAll(() => {
  server.close();
  rmSync(folder, { recursive: true });
});

const U = 'http://127.0.0.1:PORT/p';

const COMMANDS: readonly string[] = [
  // Files.
  `curl -s -F a=b -F 'photo=@p.png' -F 'x=@t.csv;type=text/x;filename=q' -F 'n=<t.csv' ${U}`,
  `curl -s -F 'f=@sub/t.txt' ${U}`,
  `curl -s --data-binary @t.csv ${U}`,
  `curl -s --data-binary @t.csv -H 'content-type: text/csv' ${U}`,
  `curl -s --json @t.csv ${U}`,
  `curl -s -T t.csv ${U}`,
  `curl -s -T sub/t.txt http://127.0.0.1:PORT/up/`,
  // Options, joined and apart.
  `curl -sSL ${U}`,
  `curl -sk ${U}`,
  `curl -fsSLo /dev/null ${U}`,
  `curl -sXPOST ${U} -da=1`,
  `curl -s -X PUT --data-raw 'x' --url ${U}`,
  `curl -sI ${U}`,
  `curl -s --head ${U}`,
  `curl -s --get -d a=1 -d b=2 ${U}`,
  `curl -sG '${U}?q=1' -d a=1`,
  `curl -sG -d a=1 '${U}#top'`,
  `curl -sIG -d a=1 ${U}`,
  `curl -s --no-location --no-keepalive --tcp-nodelay --http1.1 ${U}`,
  `curl -s --insec ${U}`,
  `curl -s --max-time 5 --connect-timeout 2 --retry 0 -w '%{http_code}' -o /dev/null ${U}`,
  `curl -s -- ${U}`,
  `curl -s 127.0.0.1:PORT`,
  `curl -s "127.0.0.1:PORT?a=b"`,
  `curl -sv ${U} 2>/dev/null`,
  // Headers.
  `curl -s -H 'X-A: 1' -H 'X-A: 2' -Hx-b:3 ${U}`,
  `curl -s -H 'X-Empty;' -H 'X-Gone:' -H 'Accept:' ${U}`,
  `curl -s -A me -e http://r/ -b 'a=1; b=2' ${U}`,
  `curl -s -b a=1 -b b=2 ${U}`,
  `curl -s -b a=1 -H 'Cookie: c=3' ${U}`,
  `curl -s -A me -H 'user-agent: you' ${U}`,
  `curl -s -A '' ${U}`,
  `curl -s -H 'User-Agent:' ${U}`,
  `curl -s -e '' ${U}`,
  `curl -s -e 'http://r/;auto' ${U}`,
  `curl -s -u 'ada:s:t' ${U}`,
  `curl -s -u ada: ${U}`,
  `curl -s -u a:b -H 'authorization: mine' ${U}`,
  `curl -s http://us%20er:pa%3Ass@127.0.0.1:PORT/p`,
  `curl -s --oauth2-bearer tok ${U}`,
  `curl -s -r 0-9 ${U}`,
  `curl -s -C 10 ${U}`,
  `curl -s --compressed ${U}`,
  `curl -s --compressed -H 'accept-encoding: br' ${U}`,
  `curl -s -H 'Host: shop.example' ${U}`,
  // Bodies.
  `curl -s -d a=1 -d 'b=2 3' ${U}`,
  `curl -s -d '' ${U}`,
  `curl -s -d '' -d a=1 ${U}`,
  `curl -s -d a -X GET ${U}`,
  `curl -s -d a=1 -H 'Content-Type:' ${U}`,
  `curl -s -d a=1 -H 'content-type: text/plain' ${U}`,
  `curl -s --data-raw '@x' ${U}`,
  `curl -s --data-binary 'a\r\nb' ${U}`,
  `curl -s --data-binary $'a\\r\\nb\\t\\x41\\u00fc\\'' ${U}`,
  `curl -s --data-binary $'\\xc3\\xbc\\101' ${U}`,
  `curl -s -d 'line one\nline two\n' ${U}`,
  `curl -s --json '{"a":1,' --json '"b":2}' ${U}`,
  `curl -s --json '{' -d b --json '}' ${U}`,
  `curl -s -d b --json '}' ${U}`,
  `curl -s --json '{}' -H 'Content-Type: application/vnd.api+json' -H 'Accept:' ${U}`,
  `curl -s --data-urlencode 'q=a b&c' ${U}`,
  `curl -s --data-urlencode 'sum=1+1/2' --data-urlencode '=x=y' --data-urlencode 'a b~*(c)\u00e9' ${U}`,
  `curl -s --data-urlencode 'a@b=c' ${U}`,
  `curl -sG --data-urlencode 'q=gr\u00fcn' ${U}`,
  `curl -s --url-query 'a=b c' '${U}?q=1'`,
  `curl -s -F a=b -F 'n"m="x;y"' -F 'f=text;type=text/x;filename="q\\"r"' ${U}`,
  `curl -s --form-string 'z=@k;type=q' -F 'a=1;charset=utf8' ${U}`,
  `curl -s -F a=b -H 'Content-Type: multipart/form-data' ${U}`,
  `curl -s -F 'a=b;headers="X-Part: 1"' -F 'c=d;type=text/plain;charset=utf-8' ${U}`,
  `curl -s -F a=b -H 'Content-Type: x/y' ${U}`,
  // URLs.
  `curl -s 'http://127.0.0.1:PORT/a/../b/./c?x=../y'`,
  `curl -s --path-as-is 'http://127.0.0.1:PORT/a/../b'`,
  `curl -s 'http://127.0.0.1:PORT/a/..'`,
  `curl -s 'http://127.0.0.1:PORT/q?'`,
  `curl -sg 'http://127.0.0.1:PORT/{a,b}[1-2]'`,
  `curl -s 'http://127.0.0.1:PORT/%7Euser/%2e%2e/x'`,
  // The shell.
  `A=1; curl -s "${U}/$A" -H "X: \${A}2\${B:-3}"`,
  `export TOKEN=abc\ncurl -s -H "Authorization: Bearer $TOKEN" ${U}`,
  `curl -s ${U} \\\n  -H 'X: 1' \\\n  --data-raw "a\\"b\\\\c\\$d\\e"`,
  `curl -s --data-raw 'a\\\nb' ${U}`,
  `curl -s --data-raw "a\\\nb" ${U}`,
  `curl -s -d @- ${U} <<'EOF'\n{"a": "$x"}\nEOF`,
  `curl -s --data-binary @- ${U} <<EOF\nline 1\nline "2"\nEOF`,
  `curl -s --data-binary @- ${U} <<< 'here'`,
  `cd / && curl -s ${U} | cat > /dev/null`,
  `# a comment\ncurl -s ${U} # the list\necho done`,
  `curl -s ${U}; echo`,
  `curl -s ${U} -d 'a|b' -d 'c>d' -d "e;f&g" --data-raw 'it'\\''s'`,
  `curl -s "${U}"'?a=b&c'="d"`,
  `curl -s $"${U}" --data-raw a\\ b\\;c`,
  `if true; then curl -s ${U}; fi`,
  // What is written into a pipe, and texts within texts.
  `printf 'a=1' | curl -s -d @- ${U}`,
  `printf '%s=%s\\n' a 1 | curl -s --data-binary @- ${U}`,
  `echo '{"a":1}' | curl -s --data-binary @- -H 'content-type: application/json' ${U}`,
  `echo -n 'x y' | curl -s --data-urlencode @- ${U}`,
  `echo -n 'x y' | curl -s --data-urlencode n@- ${U}`,
  `echo -e 'a\\tb' | curl -s --data-binary @- ${U}`,
  `cat <<'EOF' | curl -s --json @- ${U}\n{"k": "v"}\nEOF`,
  `curl -s --data-binary @- ${U} <<EOF | cat\nx (1)\nEOF`,
  `curl -s ${U} -d "$(cat <<'EOF'\n{"a": ")"}\nEOF\n)"`,
  `T=1; BODY=$(cat <<EOF\n{"a": $T}\nEOF\n); curl -s ${U} -d "$BODY"`,
  `curl -s -H "X: $(echo a b)" -H "Y: \`printf c\`" ${U}`,
  `: "\${T:=x}"; curl -s -H "X: \${T:-y}" ${U}`,
  `(curl -s ${U})`,
  `f() { curl -s ${U}; }; f`,
  `timeout 5s curl -s -X POST ${U}`,
  `nice -n 5 curl -s ${U}`,
  // What curl changes in its arguments.
  `curl -sG -d 'a=1' --url-query z=1 '${U}?k=v'`,
  `curl -sG '${U}?a&' -d b`,
  `curl -sG --json '{"a":1}' ${U}`,
  `curl -s --url-query 'a=b c' --url-query '=x y' --url-query 'plain' --url-query '+raw%20y' ${U}`,
  `curl -s -d $'a\\0b' ${U}`,
  `curl -s -H $'X: \\u20ac' -H 'Y: ü日本' -b 'n=ü' ${U}`,
  `curl -s -F 'a="x;y"' -F 'b=x;y' -F 'c= lead ' -F '=v' ${U}`,
  `curl -s -F 'f=x;filename=p.PNG' -F 'g=y;filename=none' -F 'i=z;filename=a.html;type=x/y' ${U}`,
  `curl -s -m 2. --connect-timeout .5 ${U}`,
  `curl -s 'http:/127.0.0.1:PORT/one'`,
  `curl -s 'http:///127.0.0.1:PORT/three'`,
  `curl -s 'http://127.0.0.1:PORT/?d=\\{e\\}&f=\\[1-2\\]'`,
  `curl -s --data-raw $'------X\\r\\nA: "b"\\r\\n\\r\\n1\\r\\n------X--\\r\\n' -H 'content-type: multipart/form-data; boundary=----X' ${U}`,
  `curl -s -H 'X-A:1' -H 'x-a: 2' -H 'X-A;' ${U}`,
  `curl -s 'http://u%40x:p%25@127.0.0.1:PORT/' -u c:d`,
  `curl -s 'http://0x7f.1:PORT/hex'`,
];

describe.skipIf(!hasCurl)('a command is sent as curl itself sends it', () => {
  test.each(COMMANDS)('%s', async (given) => {
    const command = given.replaceAll('PORT', String(port));
    seen = [];
    await new Promise<void>((resolve) => {
      execFile(
        'bash',
        ['--norc', '-c', command],
        { timeout: 10_000, cwd: folder, env: { PATH: process.env['PATH'], HOME: '/nowhere', LC_ALL: 'C.UTF-8' } },
        () => resolve(),
      );
    });
    const [wanted] = seen;
    expect(seen).toHaveLength(1);
    expect(planned(command)).toEqual(withoutBoundary(wanted));
  });
});

function planned(command: string): Sent | undefined {
  const read = parseCurl(command);
  if (!read.ok) throw new Error(read.failure.message);
  const { step, http, tls, timeouts } = read.value;
  const plan = parsePlan({
    version: 1,
    scenarios: [{ steps: [step] }],
    load: { model: 'iterations', iterations: 1, vus: 1 },
    http,
    tls,
    timeouts,
  });
  if (!plan.ok) throw new Error(plan.failure.message);
  const files = { ...NO_JOURNEY_FILES, bodies: readBodyFiles(plan.value, folder) };
  const compiled = compilePlan(plan.value, files, 'curl/0').scenarios[0]?.steps[0]?.request;
  if (compiled?.kind !== 'constant') return undefined;
  const { request } = compiled;
  const pairs = request.headers.flatMap((name, at): [string, string][] =>
    at % 2 === 0 ? [[name, Buffer.from(request.headers[at + 1] ?? '').toString('latin1')]] : [],
  );
  return withoutBoundary({
    method: request.method,
    target: request.path.replaceAll(/%[0-9a-f]{2}/g, (code) => code.toUpperCase()),
    headers: comparable(pairs),
    body: Buffer.isBuffer(request.body) ? request.body.toString('latin1') : '',
  });
}

/** Without the headers of the connection, and without those that curl adds to every request. */
function comparable(headers: readonly (readonly [string, string])[]): string[] {
  const lines = headers.map(([name, value]) => `${name.toLowerCase()}: ${value}`);
  return lines
    .filter(
      (line) => !/^(content-length|connection|expect: 100-continue|host: 127\.|accept: \*\/\*$|user-agent: curl)/.test(line),
    )
    .toSorted();
}

/** Each program chooses its own boundary. */
function withoutBoundary(sent: Sent | undefined): Sent | undefined {
  const boundary = sent?.headers.map((line) => /boundary=(\S+)/.exec(line)?.[1]).find((found) => found !== undefined);
  if (sent === undefined || boundary === undefined) return sent;
  const replaced = (text: string): string => text.replaceAll(boundary, 'BOUNDARY');
  return { ...sent, headers: sent.headers.map(replaced), body: replaced(sent.body) };
}

function isOnPath(program: string): boolean {
  try {
    execFileSync(program, ['--version'], { stdio: 'ignore', timeout: 10_000 });
    return true;
  } catch {
    return false;
  }
}
