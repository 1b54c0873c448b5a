// Variables of a shell without a value become names of the plan, and the review says that they need one.
import { expect, test } from 'vitest';
import { made, refusal } from './imported/test-import.ts';

function stepOf(text: string) {
  const { plan, leftOut } = made(text);
  return { step: plan.scenarios[0]?.steps[0], variables: plan.variables, secrets: plan.secrets, leftOut };
}

test('an unset name in credentials becomes a secret, and elsewhere a variable, and both are reported', () => {
  expect(stepOf('curl -H "Authorization: Bearer $PAT" "http://h/users/${USER_ID}?q=1"')).toMatchObject({
    step: { url: 'http://h/users/{{USER_ID}}?q=1', headers: { Authorization: 'Bearer {{PAT}}' } },
    variables: { USER_ID: '' },
    secrets: ['PAT'],
    leftOut: [
      '“PAT” looks secret and has no value in the file: give it as an environment variable of this name.',
      '“USER_ID” has no value in the file. Write one under the variables, or take one from the response of a step.',
    ],
  });
});

test.each<[string, object]>([
  ['curl "$BASE_URL/a"', { url: '{{BASE_URL}}/a' }],
  ['curl "$API_HOST/a"', { url: 'http://{{API_HOST}}/a' }],
  ['curl "https://${API_HOST:?name a host}/a"', { url: 'https://{{API_HOST}}/a' }],
  ['curl -u "$WHO:$PASS" http://h/', { auth: { type: 'basic', user: '{{WHO}}', password: '{{PASS}}' } }],
  ['curl http://h/ --data-urlencode "q=a b $TERM_TEXT"', { body: 'q=a+b+{{TERM_TEXT}}' }],
  [`curl http://h/ --json '{"a":"'"$A"'","b":"$B"}'`, { body: '{"a":"{{A}}","b":"$B"}' }],
  ['curl http://h/ -d @- <<EOF\n{"a":"$A"}\nEOF', { body: '{"a":"{{A}}"}' }],
  ['curl http://h/ --data-binary @- <<< $TEXT', { body: '{{TEXT}}\n' }],
  ['curl -o "$OUT" http://h/', { url: 'http://h/' }],
  ['TOKEN=$(curl -s http://h/login)\ncurl -H "X-Api-Key: $TOKEN" http://h/', { headers: { 'X-Api-Key': '{{TOKEN}}' } }],
  ['C:\\>curl "http://h/%USER_ID%?q=%20a"', { url: 'http://h/{{USER_ID}}?q=%20a' }],
  ['PS C:\\> curl.exe "http://h/$id"', { url: 'http://h/{{id}}' }],
  ['irm "http://h/" -Headers @{ Authorization = "Bearer $env:PAT" }', { headers: { Authorization: 'Bearer {{PAT}}' } }],
])('%s', (text, step) => {
  expect(stepOf(text).step).toMatchObject(step);
});

test.each([
  ['curl -m $LIMIT http://h/', 'The variable LIMIT has no value here. Write its value in its place.'],
  ['curl -d @$FILE http://h/', 'The variable FILE has no value here. Write its value in its place.'],
  ['curl -X $METHOD http://h/', 'The variable METHOD has no value here. Write its value in its place.'],
  ['curl -H "$NAME: a" http://h/', 'The variable NAME has no value here. Write its value in its place.'],
  [
    'curl -u $CREDENTIALS http://h/',
    'curl would ask for the password of "$CREDENTIALS". Write it behind a colon, as in -u $CREDENTIALS:PASSWORD.',
  ],
  ['curl http://h/$1', 'The shell variable $1 has no value here. Write its value in its place.'],
])('%s takes no names there, and is refused', (text, sentence) => {
  expect(refusal(text)).toBe(sentence);
});
