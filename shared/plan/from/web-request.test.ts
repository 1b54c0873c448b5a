// Requests of PowerShell: values that are computed from what the command contains, and values that only PowerShell could compute.
import { expect, test } from 'vitest';
import { isCurlCommand, parseCurl } from './curl.ts';

const JSON_TYPE = { 'content-type': 'application/json' };

test.each([
  [
    'a table made into JSON',
    `$body = @{ name = "x"; n = 5; ok = $true; none = $null; tags = @("a", 2); sub = @{ k = 'v' } } | ConvertTo-Json -Depth 5
irm -Uri http://h/p -Method Post -Body $body -ContentType 'application/json'`,
    { method: 'POST', headers: JSON_TYPE, body: '{"name":"x","n":5,"ok":true,"none":null,"tags":["a",2],"sub":{"k":"v"}}' },
  ],
  [
    'a variable made into JSON in brackets',
    `$b = [ordered]@{ a = '1'; list = 1, 2 }\nirm http://h/p -Method Post -Body ($b | ConvertTo-Json) -ContentType application/json`,
    { body: '{"a":"1","list":[1,2]}' },
  ],
  [
    'parameters of a table',
    `$params = @{
  Uri = 'http://h/p'
  Method = 'PUT'
  Headers = @{ A = 'b' }
  Body = (@{ x = 1 } | ConvertTo-Json -Compress)
  UseBasicParsing = $true
}
Invoke-RestMethod @params`,
    { method: 'PUT', url: 'http://h/p', headers: { A: 'b' }, body: '{"x":1}' },
  ],
  [
    'characters as Chrome writes them',
    'Invoke-WebRequest -Uri "http://h/p" -Method "POST" -Body ([System.Text.Encoding]::UTF8.GetBytes("{`"a`":`"$([char]252)$([char]55357)$([char]56832)`"}"))',
    { body: '{"a":"\u00fc\u{1f600}"}' },
  ],
  [
    'headers and a body as Postman writes them',
    `$headers = New-Object "System.Collections.Generic.Dictionary[[String],[String]]"
$headers.Add("Content-Type", "application/json")
$headers["X-Key"] = 'a b'

$body = @"
{
    \`"a\`": \`"b\`",
    \`"empty\`": ""
}
"@

$response = Invoke-RestMethod 'http://h/p' -Method 'POST' -Headers $headers -Body $body
$response | ConvertTo-Json`,
    {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', 'X-Key': 'a b' },
      body: '{\n    "a": "b",\n    "empty": ""\n}',
    },
  ],
  ['a table without a method', `iwr http://h/p -Body @{ q = 'a b'; n = 2 }`, { method: 'GET', url: 'http://h/p?q=a+b&n=2' }],
  ['curl as the name of PowerShell', `curl http://h/p -Method POST -Body 'x'`, { method: 'POST', body: 'x' }],
  ['curl behind the sign that stops PowerShell', 'curl.exe --% -d "{\\"a\\":1}" http://h/p', { body: '{"a":1}' }],
])('%s', (_, text, step) => {
  expect(isCurlCommand(text)).toBe(true);
  expect(parseCurl(text)).toMatchObject({ ok: true, value: { step } });
});

test.each([
  [`irm http://h/p -Headers @{ A = (Get-Date) }`, 'The value of "A" is computed by PowerShell. Write its text instead.'],
  [`$b = @{ a = $x } | ConvertTo-Json\nirm http://h/p -Method Post -Body $b`, /^The body is computed by PowerShell/],
  [`irm @unknown`, 'The table @unknown has no value here. Write its parameters in its place.'],
])('%s', (text, message) => {
  expect(parseCurl(text)).toMatchObject({
    ok: false,
    failure: { message: typeof message === 'string' ? message : expect.stringMatching(message) },
  });
});
