// Files that a cURL command sends become files of the plan.
import { expect, test } from 'vitest';
import { parseCurl } from './curl.ts';

function requestOf(text: string) {
  const parsed = parseCurl(text);
  if (!parsed.ok) throw new Error(parsed.failure.message);
  return parsed.value;
}

test.each<[string, object]>([
  [
    `curl -F a=b -F 'photo=@p.png' -F 'dump=@d.csv;type=text/x;filename=q' -F 'note=<n.txt' http://h/`,
    {
      method: 'POST',
      headers: {},
      body: {
        multipart: [
          { name: 'a', value: 'b' },
          { name: 'photo', file: 'p.png' },
          { name: 'dump', file: 'd.csv', fileName: 'q', type: 'text/x' },
          { name: 'note', file: 'n.txt', fileName: '', type: '' },
        ],
      },
    },
  ],
  [
    'curl --data-binary @dump.bin http://h/',
    { method: 'POST', headers: { 'content-type': 'application/x-www-form-urlencoded' }, body: { file: 'dump.bin' } },
  ],
  [
    'cat a.json | curl --data-binary @- http://h/',
    { method: 'POST', headers: { 'content-type': 'application/x-www-form-urlencoded' }, body: { file: 'a.json' } },
  ],
  [
    'curl http://h/ --json @- < `echo a.json`',
    { headers: { accept: 'application/json', 'content-type': 'application/json' }, body: { file: 'a.json' } },
  ],
  [
    'curl --json @b.json http://h/',
    { headers: { accept: 'application/json', 'content-type': 'application/json' }, body: { file: 'b.json' } },
  ],
  [
    'curl -T dir/a.bin http://h/up/',
    { method: 'PUT', url: 'http://h/up/a.bin', headers: {}, body: { file: 'dir/a.bin', type: '' } },
  ],
])('files become files of the plan: %s', (command, step) => {
  expect(requestOf(command).step).toMatchObject(step);
});

test('a file that is joined to a text is named', () => {
  const read = parseCurl('curl localhost:8080 --data-binary foo --data @- < `echo myfile.jg`');
  expect(read.ok ? '' : read.failure.message).toBe(
    'This cURL command joins a text and the file myfile.jg to one body. Write both to one file, and name that file alone.',
  );
});

test('digest authentication is read', () => {
  expect(requestOf('curl --digest -u a:b:c http://h/').step.auth).toEqual({ type: 'digest', user: 'a', password: 'b:c' });
});
