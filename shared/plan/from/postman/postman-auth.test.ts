// Postman's OAuth 2 settings, with the fields that it adds to the request of a token.
import { expect, test } from 'vitest';
import { postmanAuth } from './postman-auth.ts';

test('fields that Postman adds to the form of a token request are kept; headers and disabled fields are not', () => {
  const settings = {
    grant_type: 'client_credentials',
    accessTokenUrl: 'https://shop.test/token',
    clientId: 'app',
    clientSecret: 'k9d8f7',
    audience: 'https://api.shop.test',
    tokenRequestParams: [
      { key: 'tenant', value: '{{k}}', enabled: true, send_as: 'request_body' },
      { key: 'off', value: '1', enabled: false, send_as: 'request_body' },
      { key: 'trace', value: '1', enabled: true, send_as: 'request_header' },
    ],
  };
  const oauth2 = Object.entries(settings).map(([key, value]) => ({ key, value }));
  expect(postmanAuth({ type: 'oauth2', oauth2 }, (text) => text)).toEqual({
    kind: 'auth',
    auth: {
      type: 'oauth2',
      tokenUrl: 'https://shop.test/token',
      clientId: 'app',
      clientSecret: 'k9d8f7',
      audience: 'https://api.shop.test',
      params: { tenant: '{{k}}' },
    },
  });
});
