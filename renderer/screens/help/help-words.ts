// What the words on the screens mean, in a sentence each.

export interface HelpWord {
  readonly word: string;
  readonly meaning: string;
}

export interface HelpPart {
  readonly title: string;
  readonly words: readonly HelpWord[];
}

export const HELP_PARTS: readonly HelpPart[] = [
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
      {
        word: 'k6',
        meaning:
          'The JSON view of a plan exports it as a script for k6, which says at its head what k6 does differently. With --engine k6 the command line lets k6 send a run; it is marked as sent by k6.',
      },
    ],
  },
  {
    title: 'Outcomes',
    words: [
      {
        word: 'Failed',
        meaning:
          'Any request without a response, with status 400 or above, or with a failed check. It is counted, timed and drawn with its own mark.',
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
    title: 'Journeys',
    words: [
      {
        word: 'Journey',
        meaning:
          'The steps of one iteration, one after another. To test what lies behind a login, make the login the first step, take its token with extract and write {{token}} in the steps after it.',
      },
      {
        word: '{{name}}',
        meaning:
          'Stands for a value in URLs, headers, bodies, credentials and checks: a variable, an extracted value, a column of a data file such as {{users.email}}, a secret, or a built-in value such as {{$guid}} or {{$randomInt[1,3]}}. If a name has no value, the plan is refused before anything is sent.',
      },
      {
        word: 'Extract',
        meaning:
          'Takes a value out of a response: by JSON path, header, CSS selector, regular expression, cookie, or the text between two others. If it is not found and has no default, the request fails.',
      },
      {
        word: 'Check',
        meaning:
          'A condition on each response: status, JSON, header, body or time. A failed check fails its request, and a check of the status takes the place of the rule that 400 and above has failed. The threshold checks > 99% is about all of them.',
      },
      {
        word: 'Try once',
        meaning:
          'One user passes each scenario once, without pauses and outside of all runs: each step with its request, response, checks, values and cookies. Press a value of a response to extract it or to check it; the plan gets the row. “See the response” on the start screen does the same for one URL.',
      },
      {
        word: 'Started, completed, stopped early',
        meaning:
          'A journey has started with its first request and is completed with its last step. It stops early if a step fails and the rest is left out. What was under way at the end of the run is cut off.',
      },
      {
        word: 'Journey p95',
        meaning:
          'Of the completed journeys: the response times of their requests, added up. Pauses are left out; the slowest journeys can also be seen with them.',
      },
      {
        word: 'Skipped',
        meaning:
          'Requests that were not sent, because a step before them failed. They are counted, and have no row. The step’s onFail can go on instead, or stop the run.',
      },
      {
        word: 'Data file',
        meaning:
          'A CSV file with a line of column names, or a JSON list. Iteration k takes row k, whatever the number of sending threads; after the last row the first one follows. A list below the field of a file completes its path.',
      },
      {
        word: 'Cookies',
        meaning:
          'Kept for one iteration by default, so that each iteration is a new visitor. With "vu" a virtual user keeps them, with "off" it has none.',
      },
      {
        word: 'Secret',
        meaning:
          'The plan has its name only. Its value is set on this computer, under Variables or when the plan is first tried or run, or comes from the environment variable of that name; it is hidden wherever it would be shown.',
      },
    ],
  },
  {
    title: 'How much can it take?',
    words: [
      {
        word: 'Find the capacity',
        meaning:
          'Searches for the highest rate that a target holds: it doubles the rate until one fails, closes in, and confirms both bounds by separate long trials. On the start screen, in the menu of a plan, and beside a run.',
      },
      {
        word: 'Holds, fails, undecided',
        meaning:
          'The verdict of a trial on its rate, with 95 % confidence. Near the limit slow requests come in clusters, so a minute of requests may be worth only a few hundred independent ones, and a trial may still be undecided.',
      },
      { word: 'Trial', meaning: 'One rate, sent for a time. Each is kept as a run that you can open, below its search in Runs.' },
      {
        word: 'Limited by this computer',
        meaning:
          'No rate that the search could send failed, so the target was not the limit. A search never exceeds 0.7 of what this computer can send.',
      },
      {
        word: 'The target changed',
        meaning: 'Early rates, sent again at the end, took a different time: warm caches, a throttled processor, a deployment.',
      },
      {
        word: 'Knee, Universal Scalability Law',
        meaning: 'A description of the trials, not a verdict: the rate from which on more load brings less.',
      },
      { word: 'Ladder', meaning: 'Fixed rates one after another in one run, with a row and a verdict each, and no search.' },
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
      {
        word: 'TLS library',
        meaning:
          'The window encrypts with BoringSSL; the command line and the browser mode use OpenSSL. They offer servers different signatures and groups, and their handshakes take different times, so the comparison of two https runs points out this difference.',
      },
    ],
  },
];
