// What people copy along with a command: prompts, fences, the shell around it and the program that starts it elsewhere.
import { expect, test } from 'vitest';
import { isCurlCommand, parseCurl } from './curl.ts';

const U = 'http://h/p';

test.each([
  `$ curl ${U}`,
  `# curl ${U}`,
  `% curl ${U}`,
  `ada@host:~/work$ curl ${U}`,
  `[ada@host ~]$ curl ${U}`,
  `➜  ~ curl ${U}`,
  `C:\\Users\\ada>curl ${U}`,
  `➜  app git:(main) ✗ curl ${U}`,
  `'curl' ${U}`,
  `curl ${U} \\`,
  `curl ${U} \\\n`,
  `docker exec -it web curl -s ${U}`,
  `kubectl exec web-1 -- curl -s ${U}`,
  `ssh ada@host curl ${U}`,
  `wsl curl ${U}`,
  `watch -n 1 curl ${U}`,
  `C:\\> curl.exe ${U}`,
  `PS C:\\Users\\ada> curl.exe ${U}`,
  `PS> curl ${U}`,
  `sudo curl ${U}`,
  `A=1 B='2 3' curl ${U}`,
  `/usr/bin/curl ${U}`,
  `time curl ${U} > /dev/null 2>&1 &`,
  `\`\`\`bash\ncurl ${U}\n\`\`\`\n`,
  `$ curl \\\n>   ${U}\n`,
  `curl \\\r\n  ${U}\r\n`,
  `curl ^\r\n  ${U}\r\n`,
  `curl.exe \`\r\n  ${U}\r\n`,
  `curl\u00a0${U}`,
  `echo "$HOME" && curl ${U} | jq '.[] | .a'`,
  `curl ${U} | findstr "a"`,
  `C:\\>curl ${U} > out.txt 2>&1`,
  `curl.exe -o C:\\tmp\\x.txt ${U}`,
])('%s is a request for one URL', (text) => {
  expect(isCurlCommand(text)).toBe(true);
  expect(parseCurl(text)).toMatchObject({ ok: true, value: { step: { method: 'GET', url: U } } });
});
