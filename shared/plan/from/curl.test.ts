import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parsePlan } from '../plan-parse.ts';
import { isCurlCommand, parseCurl } from './curl.ts';

const U = 'http://h/p';

function requestOf(text: string) {
  const parsed = parseCurl(text);
  if (!parsed.ok) throw new Error(parsed.failure.message);
  return parsed.value;
}

test('a command is read as a browser copies it', () => {
  const text = `curl 'https://shop.example/api/cart?id=1' \\
  -X 'PUT' \\
  -H 'accept: */*' \\
  -H 'content-type: application/json' \\
  -H 'content-length: 12' \\
  --data-raw $'{"name":"Ann\\'s"}' \\
  --compressed`;
  expect(isCurlCommand(text)).toBe(true);
  expect(requestOf(text)).toEqual({
    step: {
      method: 'PUT',
      url: 'https://shop.example/api/cart?id=1',
      headers: { 'accept-encoding': 'deflate, gzip, br, zstd', accept: '*/*', 'content-type': 'application/json' },
      body: `{"name":"Ann's"}`,
    },
    http: {},
    tls: {},
    timeouts: {},
    notes: [],
  });
});

test.each([
  ['curl localhost:8080', { method: 'GET', url: 'http://localhost:8080' }],
  [
    'curl -d a=1 -d "b=2 3" http://h/',
    { method: 'POST', body: 'a=1&b=2 3', headers: { 'content-type': 'application/x-www-form-urlencoded' } },
  ],
  ['curl -G -d a=1 http://h/?x=y', { method: 'GET', url: 'http://h/?x=y&a=1' }],
  ['curl -I http://h/', { method: 'HEAD' }],
  ['curl -XDELETE http://h/', { method: 'DELETE' }],
  ['curl --request=PATCH http://h/', { method: 'PATCH' }],
  ['curl -u ada:s:t http://h/', { auth: { type: 'basic', user: 'ada', password: 's:t' } }],
  ['curl -b "a=1; b=2" -A me http://h/', { headers: { cookie: 'a=1; b=2', 'user-agent': 'me' } }],
  [
    'curl --json {} http://h/',
    { method: 'POST', body: '{}', headers: { 'content-type': 'application/json', accept: 'application/json' } },
  ],
])('%s', (text, step) => {
  expect(requestOf(text).step).toMatchObject(step);
});

test('the settings of the connection are kept', () => {
  expect(requestOf('curl -k -L -x http://127.0.0.1:3128 https://h/')).toMatchObject({
    http: { followRedirects: 20, proxy: 'http://127.0.0.1:3128' },
    tls: { verify: false },
  });
  expect(requestOf('curl -x http://u:p@ss@127.0.0.1 http://h/').http).toEqual({ proxy: 'http://u:p%40ss@127.0.0.1:1080' });
  expect(requestOf('curl -T \ud800 http://h/').step).toMatchObject({ method: 'PUT', url: 'http://h/%EF%BF%BD' });
  expect(requestOf('docker exec web curl http://h/').notes).toEqual(['docker: the requests are sent from this computer.']);
});

test.each([
  ['curl ', 'names no URL'],
  ['curl -H "a: b', 'never closed'],
  ["curl -d 'a", 'never closed'],
  ['curl -F a=@- http://h/', 'from the standard input'],
  ['curl -F a=@b,c http://h/', 'several files in one'],
  ['curl -d @a -d @b http://h/', 'joins the files a and b'],
  ['curl -d a=1 -d @b http://h/', 'joins a text and the file b to one body'],
  ['curl --data-urlencode q@b http://h/', 'from the file b'],
  ['curl --json @- http://h/', 'from the standard input'],
  ['curl -H @h http://h/', 'headers from the file h'],
  ['curl -b jar.txt http://h/', 'cookies from the file jar.txt'],
  ['curl http://a/ http://b/', 'more than one command'],
  ['curl http://a/ -H', 'option -H needs a value'],
  ['curl http://a/ -H nonsense', '"nonsense" is not a header'],
  ['curl http://a/ -u ada', 'ask for the password of "ada"'],
  ['curl http://a/ -F a=b -d c', 'one body'],
  ['curl http://a/ -I -d c', 'HEAD request with a body'],
  ['curl http://a/ --next http://b/', 'more than one command'],
  ['curl http://a/ -T -', 'from the standard input'],
  ['curl http://a/ --ntlm -u a:b', 'kind of authentication'],
  ['curl http://a/ --http3', 'HTTP/3'],
  ['curl http://a/ --resolve a:80:1.2.3.4', 'how the connection is made'],
  ['curl http://a/ --nonsense', 'no option --nonsense'],
  ['curl http://a/ --data-', 'may mean --data-ascii'],
  ['curl http://a/ –data x', 'long dash'],
  ['curl "http://a/{b,c}"', 'list of URLs'],
  ["curl 'http://a/[1-9]'", 'list of URLs'],
  ['curl http://a/?b=1&c=2', 'Put the URL in quotes'],
  ['curl -x socks5://h:1 http://a/', 'proxies over http://'],
  ['curl -x "http://bad host" http://a/', '"bad host" is not the address of a proxy'],
  ['curl -x 127.0.0.1:abc http://a/', '"127.0.0.1:abc" is not the address of a proxy'],
  ['curl -x http://127.0.0.1:99999 http://a/', '"127.0.0.1:99999" is not the address of a proxy'],
  ['curl -x http://:3128 http://a/', '":3128" is not the address of a proxy'],
  ['Invoke-WebRequest http://a/ -Proxy socks5://h:1', '"socks5://h:1" is not the address of a proxy'],
  ['curl.exe http://a/ `\n  -d "{\\"a\\":1}"', 'PowerShell ends a text at \\"'],
  ['curl "http://a/$ID"', '$ID has no value'],
  ['curl "http://a/${ID}"', '${ID} has no value'],
  ['curl http://a/ -d "$(cat b)"', '$(cat b)'],
  ['curl http://a/ -d "`cat b`"', '`cat b`'],
  ['curl http://a/ -d {"a":1,"b":2}', 'single quotes'],
  ['curl http://a/ | sh\ncurl http://b/', 'more than one command'],
  ["C:\\>curl -d '{}' http://a/", 'knows no single quotes'],
  ['C:\\>curl http://a/%USER_ID%', '%USER_ID% has no value'],
  ['PS C:\\> curl.exe "http://a/$id"', '$id has no value'],
  ['Invoke-WebRequest http://a/ -Body ($x | ConvertTo-Json)', 'computed by PowerShell'],
])('%s is refused in a sentence', (text, sentence) => {
  expect(isCurlCommand(text)).toBe(true);
  const parsed = parseCurl(text);
  expect(parsed.ok ? '' : parsed.failure.message).toContain(sentence);
});

test.each(['http://h/curl x', 'https://curl.se/docs', '{"name": "curl http://h/"}', 'curly.example', 'localhost:8080/curl', ''])(
  '%s is not a command',
  (text) => expect(isCurlCommand(text)).toBe(false),
);

const JSON_BODY = '{"title":"milk & bread","rate":"100%","q":"a \\"b\\" ^ | <c>","n":"x\\\\y"}';

/** As browsers of Windows escape an argument for cmd.exe. */
function caretQuoted(text: string): string {
  const inner = text
    .replaceAll('\\', '\\\\')
    .replaceAll('"', '\\"')
    .replaceAll(/[^a-zA-Z0-9\s_\-:=+~'/.',?;()*`]/g, '^$&')
    .replaceAll(/%(?=[a-zA-Z0-9_])/g, '%^')
    .replaceAll(/\r?\n/g, '^\n\n');
  return `^"${inner}^"`;
}

test.each([
  ['carets', `curl ^"http://h/p^" ^\n  -H ^"x-brand: ^\\^"A^\\^";v=^\\^"1^\\^"^" ^\n  --data-raw ${caretQuoted(JSON_BODY)}`],
  [
    'doubled quotes',
    `curl "http://h/p" -H "x-brand: ""A"";v=""1""" --data "${JSON_BODY.replaceAll('\\', '\\\\').replaceAll('"', '""')}"`,
  ],
  [
    'escaped quotes',
    `curl "http://h/p" ^\n -H "x-brand: \\"A\\";v=\\"1\\"" ^\n --data "${JSON_BODY.replaceAll(/(\\*)"/g, '$1$1\\"')}"`,
  ],
  ['single quotes', `curl 'http://h/p' \\\n -H 'x-brand: "A";v="1"' \\\n --data-raw '${JSON_BODY}'`],
  ['PowerShell', `curl.exe 'http://h/p' \`\n -H 'x-brand: "A";v="1"' \`\n --data-raw '${JSON_BODY}'`],
  [
    'backticks',
    `curl.exe "http://h/p" \`\n -H "x-brand: \`"A\`";v=\`"1\`"" \`\n --data-raw "${JSON_BODY.replaceAll('"', '`"')}"`,
  ],
])('a body comes through %s as it was', (_, text) => {
  expect(requestOf(text).step).toMatchObject({ method: 'POST', body: JSON_BODY, headers: { 'x-brand': '"A";v="1"' } });
});

test.each(['%a%', "' '", "'a' 'b'", 'discount=%SALE%&x', 'a\n%a%'])('%j comes through the carets of Windows', (body) => {
  const read = parseCurl(`curl ^"http://127.0.0.1/^" ^\n  --data-raw ${caretQuoted(body)}`);
  expect(read).toMatchObject({ ok: true, value: { step: { body } } });
});

test('any printable text comes through the carets of Windows', () => {
  fc.assert(
    fc.property(
      fc.string({
        unit: fc.constantFrom(
          'a',
          'b',
          ' ',
          "'",
          '"',
          '\\',
          '^',
          '%',
          '&',
          '|',
          '<',
          '>',
          '(',
          ')',
          '{',
          '}',
          '!',
          '=',
          ';',
          '\n',
        ),
      }),
      (body) => {
        const read = parseCurl(`curl ^"http://127.0.0.1/^" ^\n  -H ^"x-a: b^" ^\n  --data-raw ${caretQuoted(body)}`);
        expect(read).toMatchObject({ ok: true, value: { step: { body } } });
      },
    ),
  );
});

test('a command is read as a browser copies it for PowerShell', () => {
  const text = `$session = New-Object Microsoft.PowerShell.Commands.WebRequestSession
$session.UserAgent = "Mozilla/5.0 (Windows NT 10.0)"
$session.Cookies.Add((New-Object System.Net.Cookie("sid", "1", "/", "h")))
$session.Cookies.Add((New-Object System.Net.Cookie("lang", "de", "/", "h")))
Invoke-WebRequest -UseBasicParsing -Uri "http://h/api" \`
-Method "POST" \`
-WebSession $session \`
-Headers @{
"Accept"="*/*"
  "X-Brand"="\`"A\`";v=\`"1\`""
} \`
-ContentType "application/json" \`
-Body ([System.Text.Encoding]::UTF8.GetBytes("{\`"a\`":\`"\`$5\`"}"))`;
  expect(requestOf(text).step).toEqual({
    method: 'POST',
    url: 'http://h/api',
    headers: {
      Accept: '*/*',
      'X-Brand': '"A";v="1"',
      'user-agent': 'Mozilla/5.0 (Windows NT 10.0)',
      cookie: 'sid=1; lang=de',
      'content-type': 'application/json',
    },
    body: '{"a":"$5"}',
  });
});

test.each([
  [`irm http://h/p`, { method: 'GET', url: U }],
  [
    `$r = Invoke-RestMethod -Uri 'http://h/p' -Method Put -Body '{"a":1}' -Headers @{ 'X-A' = 'it''s'; b = "c" }`,
    { method: 'PUT', body: '{"a":1}', headers: { 'X-A': "it's", b: 'c' } },
  ],
  [`$body = @{ a = '1 2'; b = 'c' }\nInvoke-WebRequest http://h/p -Method Post -Body $body`, { body: 'a=1+2&b=c' }],
  [`$token = "abc"\ncurl.exe -H "Authorization: Bearer $token" http://h/p`, { headers: { Authorization: 'Bearer abc' } }],
  [`curl.exe -d '{\\"a\\":1}' http://h/p`, { body: '{"a":1}' }],
  [`$body = @'\n{"a":1}\n'@\nirm http://h/p -Method Post -Body $body`, { body: '{"a":1}' }],
])('%s', (text, step) => {
  expect(isCurlCommand(text)).toBe(true);
  expect(requestOf(text).step).toMatchObject(step);
});

test('it says what a plan cannot contain', () => {
  const { notes, http } = requestOf(
    `curl -H 'Transfer-Encoding: chunked' -H 'Connection: close' -H 'Content-Length: 3' --retry 3 -c jar ${U}`,
  );
  expect(notes).toEqual([
    '--retry: a failed request is counted, not repeated.',
    '-c: cookies of responses are not stored.',
    'Onrush writes the header "Transfer-Encoding" itself, so it was left out.',
  ]);
  expect(http).toEqual({ keepAlive: false });
});

test('certificates, times and the proxy are read', () => {
  expect(requestOf('curl -m 5 --connect-timeout 0.5 --cert c.pem:pw --cacert a.pem -x h:8 -U a:b https://h/')).toMatchObject({
    timeouts: { total: '5s', connect: '0.5s' },
    tls: { cert: 'c.pem', key: 'c.pem', passphrase: 'pw', ca: 'a.pem' },
    http: { proxy: 'http://a:b@h:8' },
  });
  expect(requestOf('curl -E c.p12 --cert-type P12 --key k https://h/').tls).toMatchObject({ pfx: 'c.p12' });
  expect(requestOf('curl -x proxy --max-redirs 3 -L http://h/').http).toEqual({ proxy: 'http://proxy:1080', followRedirects: 3 });
  expect(requestOf('curl -x proxy:1 --noproxy h http://h/').http).toEqual({});
});

test('any text that is quoted for a shell comes out unchanged', () => {
  fc.assert(
    fc.property(fc.string(), (body) => {
      const quoted = `'${body.replaceAll("'", `'\\''`)}'`;
      const parsed = parseCurl(`curl http://127.0.0.1/ --data-raw ${quoted}`);
      expect(parsed).toMatchObject({ ok: true, value: { step: { body } } });
      if (!parsed.ok) return;
      const { step, http, tls } = parsed.value;
      const load = { model: 'iterations', iterations: 1, vus: 1 };
      expect(parsePlan({ version: 1, scenarios: [{ steps: [step] }], load, http, tls }).ok).toBe(true);
    }),
  );
});

test.each([
  [`curl 'http://h/a' -H 'X-A: it\\'s' --data-raw '{"a":"that\\'s \\\\n"}'`, { 'X-A': "it's" }, '{"a":"that\'s \\n"}'],
  [`curl http://h/a -H "X-A: a'b" -d 'c\\'d'`, { 'X-A': "a'b" }, "c'd"],
  [String.raw`curl http://h/a -H 'X-A: it'\''s' -d 'C:\'`, { 'X-A': "it's" }, 'C:\\'],
  [String.raw`curl http://h/a -H $'X-A: it\'s' -d 'a'`, { 'X-A': "it's" }, 'a'],
])('quotes of fish are read with their escapes, and those of other shells are not: %s', (text, headers, body) => {
  expect(parseCurl(text)).toMatchObject({ ok: true, value: { step: { headers, body } } });
});

test.each([
  ['noglob curl http://h/a?b=[1]', 'http://h/a?b=[1]'],
  ['curl.exe "http://h/a?b=`"1`"&c=`$d"', 'http://h/a?b="1"&c=$d'],
])('%s', (text, url) => {
  expect(parseCurl(text)).toMatchObject({ ok: true, value: { step: { url } } });
});
