// The text of `help`.

export const HELP = `Onrush: HTTP load testing. You see every request, and the numbers are true.

  run plan.json [options]      run a plan
  run --url URL [options]      run a single request as a plan
  calibrate [plan.json | --url URL ...]
                               what this computer can do with a plan's settings, in 2 s
  demo [--port N]              serve the demo targets until Ctrl-C
  schema                       print the JSON Schema of plans
  help, version

What to send with --url:
  -X, --method METHOD          default GET, or POST with --data
  -H, --header 'name: value'   may be repeated
      --data TEXT              the body
How much:
  -c, --vus N                  virtual users (with -r: at most so many), default 1 (with -r: 100)
  -n, --iterations N           so many requests
  -d, --duration TIME          for so long, such as 10s, 2m or 250ms
  -r, --rate N                 arrivals per second, with -d
Where to:
      --requests-csv FILE      every request as CSV
      --timeseries-csv FILE    figures of every second as CSV, with the generator's health
      --summary FILE           the summary as JSON
                               (a FILE that ends in .gz is compressed)
      --report FILE            the report as one HTML file that opens without a network
  -q, --quiet                  no progress and no summary
      --workers N              threads that send
  -y, --yes                    send to public hosts without being asked, and remember them

Exit codes: 0 finished and thresholds passed, 99 a threshold failed, 1 the run failed,
2 bad plan or usage, 130 stopped by Ctrl-C.
`;
