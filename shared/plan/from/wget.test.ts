// wget commands, as its manual and Postman write them; the requests are those that wget 1.21 sent.
import { expect, test } from 'vitest';
import { isCurlCommand, parseCurl } from './curl.ts';

const U = 'http://h/a';

test.each([
  [`wget ${U}`, { method: 'GET', url: U, headers: {} }],
  [`wget h/a`, { url: 'http://h/a' }],
  [`$ wget -qO- "${U}?x=[1]" | jq .`, { method: 'GET', url: `${U}?x=[1]` }],
  [`wget -O out.html -T 5 --tries=3 -nv -c ${U}`, { method: 'GET', url: U }],
  [
    `wget --header='A: b' --header "C: d" -U me/1 --referer=http://r/ ${U}`,
    { headers: { A: 'b', C: 'd', 'user-agent': 'me/1', referer: 'http://r/' } },
  ],
  [
    `wget --post-data 'a=1&b=2' ${U}`,
    { method: 'POST', body: 'a=1&b=2', headers: { 'content-type': 'application/x-www-form-urlencoded' } },
  ],
  [
    `wget --method PUT --header 'Content-Type: application/json' --body-data '{"a": 1}' ${U}`,
    { method: 'PUT', body: '{"a": 1}', headers: { 'Content-Type': 'application/json' } },
  ],
  [`wget --method=DELETE ${U}`, { method: 'DELETE' }],
  [`wget --post-file=b.txt ${U}`, { method: 'POST', body: { file: 'b.txt' } }],
  [`wget --spider ${U}`, { method: 'HEAD' }],
  [`wget --user ada --password 'p w' ${U}`, { auth: { type: 'basic', user: 'ada', password: 'p w' } }],
  [`wget --compression=auto ${U}`, { headers: { 'Accept-Encoding': 'gzip' } }],
  [`wget --no-cache ${U}`, { headers: { 'Cache-Control': 'no-cache', Pragma: 'no-cache' } }],
])('%s', (command, step) => {
  expect(isCurlCommand(command)).toBe(true);
  expect(parseCurl(command)).toMatchObject({ ok: true, value: { step, http: { followRedirects: 20 } } });
});

test('a command that Postman writes for wget is read', () => {
  const command = `wget --no-check-certificate --quiet \\
  --method POST \\
  --timeout=0 \\
  --header 'Content-Type: application/json' \\
  --body-data '{
    "a": "it'\\''s"
}' \\
   'https://h/items'`;
  expect(parseCurl(command)).toMatchObject({
    ok: true,
    value: {
      step: { method: 'POST', url: 'https://h/items', body: '{\n    "a": "it\'s"\n}' },
      tls: { verify: false },
      timeouts: {},
    },
  });
});

test('in Windows PowerShell wget is another command', () => {
  expect(parseCurl(`wget -Uri ${U} -Method Post -Body 'a=1'`)).toMatchObject({
    ok: true,
    value: { step: { method: 'POST', url: U } },
  });
});

test.each([
  [`wget -r ${U}`, "wget's -r is no part of one request"],
  [`wget --mirror ${U}`, "wget's --mirror is no part of one request"],
  [`wget -i urls.txt`, "wget's -i is no part of one request"],
  [`wget -Z ${U}`, 'wget has no option -Z'],
  [`wget ${U} ${U}`, 'second URL'],
  ['wget -q ', 'names no URL'],
  [`wget ${U} --header`, 'has no value behind it'],
  [`wget --header="X: $TOKEN" ${U}`, '$TOKEN'],
])('%s is refused with a sentence', (command, words) => {
  const read = parseCurl(command);
  expect(read.ok ? read.value : read.failure.message).toContain(words);
});
