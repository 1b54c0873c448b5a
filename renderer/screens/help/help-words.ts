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
      { word: 'Service time', meaning: 'From sending the request to the last byte of the response, including connecting.' },
      {
        word: 'Response time',
        meaning:
          'From the time the request was due to the last byte: queue delay plus service time. This is what users experience, so it comes first in open-model runs. In a run of iterations, all of which are due at the start, it is the task time and includes the wait in the queue, so service time comes first there.',
      },
      {
        word: 'Queue delay',
        meaning:
          'How long a request waited for a free virtual user after it was due. A slow server makes it grow; service time alone hides it.',
      },
      {
        word: 'p50, p95, p99',
        meaning: 'The time within which that percentage of the requests finished. Grey: too few requests for this percentile.',
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
      { word: 'Closed', meaning: 'Each virtual user waits for the response before it sends the next request.' },
      { word: 'Open', meaning: 'Requests arrive at a rate, whether or not the server keeps up.' },
      { word: 'Virtual user (VU)', meaning: 'One simulated user with its own connection. It sends one request at a time.' },
      {
        word: 'Dropped',
        meaning: 'Arrivals that found every virtual user busy in a plan that says drop, or that were still waiting at the end.',
      },
      { word: 'Warm-up', meaning: 'Requests sent before this time are recorded and shown, but excluded from all statistics.' },
    ],
  },
  {
    title: 'Outcomes',
    words: [
      {
        word: 'Failed',
        meaning: 'Any request without a response, or with status 400 or above. It is counted, timed and drawn with its own mark.',
      },
      {
        word: 'Cancelled',
        meaning: 'Cut off when the run was stopped. Counted separately, because it says nothing about the server.',
      },
      { word: 'Throughput', meaning: 'Requests completed per second of the measured time.' },
      {
        word: 'Threshold',
        meaning: 'A condition for the run to pass, such as p(99) < 250. Evaluated continuously during the run.',
      },
    ],
  },
  {
    title: 'Is it me or the server?',
    words: [
      { word: 'Trusted', meaning: 'This computer started each request on time. The figures are the server’s.' },
      {
        word: 'Strained',
        meaning: 'This computer was at least 2 ms late at p99. These seconds are hatched; the times in them are too long.',
      },
      {
        word: 'Suspect',
        meaning: 'More than 10 ms late, or out of CPU, sockets or ports. Do not compare such a run with another.',
      },
      {
        word: 'Ceiling',
        meaning: 'The highest rate at which this computer can send requests, measured against a server inside Onrush.',
      },
    ],
  },
];
