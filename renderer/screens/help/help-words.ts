// What the words on the screens mean, in a sentence each.

export interface HelpWord {
  readonly word: string;
  readonly meaning: string;
}

export interface HelpPart {
  readonly title: string;
  readonly words: readonly HelpWord[];
}

export const HELP: readonly HelpPart[] = [
  {
    title: 'Times',
    words: [
      { word: 'Service time', meaning: 'From sent to last byte, connecting included.' },
      {
        word: 'Response time',
        meaning:
          'From due to last byte: service time and queue delay. What a user would feel, so it leads in the open model. Of iterations, which are all due at the start, it is the task time: the wait in the queue is in it, so service time leads there.',
      },
      {
        word: 'Queue delay',
        meaning:
          'How long a due request waited for a free virtual user. A slow server makes it grow; service time alone hides it.',
      },
      {
        word: 'p50, p95, p99',
        meaning: 'So many percent of the requests took at most this long. Grey: too few requests to say.',
      },
      {
        word: 'Phases',
        meaning: 'Where a request spent its time: blocked, DNS, connecting, TLS, sending, waiting, receiving.',
      },
    ],
  },
  {
    title: 'Load',
    words: [
      { word: 'Iterations', meaning: 'A fixed number of requests, as fast as the virtual users allow.' },
      { word: 'Closed', meaning: 'Virtual users that each wait for their answer before the next request.' },
      { word: 'Open', meaning: 'Arrivals at a rate, whether or not the server keeps up.' },
      { word: 'Virtual user (VU)', meaning: 'One user with a connection of their own: one request at a time.' },
      {
        word: 'Dropped',
        meaning: 'Arrivals that found every virtual user busy, where the plan says drop, or that came after the end.',
      },
      { word: 'Warm-up', meaning: 'Requests sent before this time are recorded and marked, but in no figure.' },
    ],
  },
  {
    title: 'Outcomes',
    words: [
      { word: 'Failed', meaning: 'Everything but an answer below 400. It is counted, timed and drawn with a mark of its own.' },
      { word: 'Cancelled', meaning: 'Cut off by a Stop. Counted apart: it says nothing about the server.' },
      { word: 'Throughput', meaning: 'Requests completed per second of the measured time.' },
      { word: 'Threshold', meaning: 'What must hold for the run to pass, such as p(99) < 250. Judged while the run goes on.' },
    ],
  },
  {
    title: 'Is it me or the server?',
    words: [
      { word: 'Trusted', meaning: 'This computer started each request on time. The figures are the server’s.' },
      { word: 'Strained', meaning: 'It was at least 2 ms late at p99. These seconds are hatched; times in them are too long.' },
      { word: 'Suspect', meaning: 'Over 10 ms late, or out of CPU, sockets or ports. Do not compare such a run.' },
      { word: 'Ceiling', meaning: 'The most requests a second this computer can send, measured against a server inside Onrush.' },
    ],
  },
];
