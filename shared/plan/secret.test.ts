import { expect, test } from 'vitest';
import { examplePlan } from '../test-example-run.ts';
import { hideSecretsIn } from './secret.ts';
import { shareablePlan } from './shareable-plan.ts';

test.each([
  ['{"user":"ada","password":"s3cr3t \\" x","max_tokens":12}', '{"user":"ada","password":"(hidden)","max_tokens":12}'],
  [
    '{"login": {"clientSecret" : "abc", "access_token":"x.y.z"}}',
    '{"login": {"clientSecret" : "(hidden)", "access_token":"(hidden)"}}',
  ],
  ['user=ada&password=s3cr3t&next=%2F', 'user=ada&password=(hidden)&next=%2F'],
  ['http://127.0.0.1/a#password=s3cr3t&x=1', 'http://127.0.0.1/a#password=(hidden)&x=1'],
  ['http://127.0.0.1/a?api_key=abc&page=2#top', 'http://127.0.0.1/a?api_key=(hidden)&page=2#top'],
  [
    '<login><password type="x">s3cr3t</password><user>ada</user></login>',
    '<login><password type="x">(hidden)</password><user>ada</user></login>',
  ],
  [
    '--b\r\nContent-Disposition: form-data; name="password"\r\n\r\ns3cr3t\r\n--b--',
    '--b\r\nContent-Disposition: form-data; name="password"\r\n\r\n(hidden)\r\n--b--',
  ],
  ['{"note":"the password is kept elsewhere"}', '{"note":"the password is kept elsewhere"}'],
])('%j is shown as %j', (text, shown) => {
  expect(hideSecretsIn(text, []).replaceAll('%28hidden%29', '(hidden)')).toBe(shown);
});

test('a value that the plan marks as secret is hidden everywhere', () => {
  const plan = examplePlan({
    scenarios: [
      {
        auth: { type: 'basic', user: 'ada', password: 'open-sesame' },
        steps: [
          {
            method: 'POST',
            url: 'http://127.0.0.1/login?key=open-sesame',
            headers: { authorization: 'Bearer abc.def.ghi', accept: '*/*' },
            body: '{"pin":"open-sesame","again":"abc.def.ghi","password":"other"}',
          },
        ],
      },
    ],
  });
  const text = JSON.stringify(shareablePlan(plan));
  for (const secret of ['open-sesame', 'abc.def.ghi', 'other']) expect(text).not.toContain(secret);
  expect(text).toContain('*/*');
});
