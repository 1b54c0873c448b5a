// What the servers under load respond with besides "ok": a body of 2 kB from which a value is extracted.

export const JSON_BODY = JSON.stringify({
  token: 'token-of-the-benchmark',
  items: Array.from({ length: 18 }, (_, at) => ({
    id: at,
    name: `An item of the list, number ${at}`,
    price: at * 1.25,
    tags: ['a', 'b', 'c'],
  })),
});
