// The text of `help`.
import { MOST_WORKERS } from '../../shared/plan/load-limits.ts';

export const HELP = `Onrush: HTTP load testing. You see every request, and the numbers are true.

  run plan.json [options]      run a plan
  run URL [options]            load one URL without a plan; --url URL is the same
  run ... --json               print the summary as JSON, and nothing else; every command has --json, and prints an error as
                               {"error": {"code", "message"}}
  run plan.json --env NAME     with the values of one of its environments
  run --once ... [--json]      send each step once, without pauses, and show requests, responses, checks and values;
                               exits with 1 if a step failed; nothing is kept
  import FILE... [-o plan.json]
                               make a plan of a HAR, Postman, OpenAPI, Insomnia, Bruno, .http, JMeter or cURL file; several
                               files if some hold only values; --only WORDS takes groups, names, methods or paths,
                               --all takes everything, --no-pauses leaves pauses out, --replay sends a recorded
                               journey twice to prove which of its values change, --force writes over a file, --json prints
                               the result; a plan of Onrush itself is checked and written in the present format
  record URL [-o plan.json]    open a browser at an address and make a plan of what you do there; closing the browser or
                               Ctrl-C ends it; options as for import
  runs [--json] [--most N]     list the runs of the history, the newest first
  runs --trend NAME [-n 20]    show the last runs of that name, and whether the newest lies within the band of the others
  export RUN -o, --output FILE [--json]
                               write a run as run.onrush, report.html, summary.json, summary.md, charts.svg, junit.xml,
                               requests.csv or timeseries.csv; RUN is the beginning of its id as "runs" lists it, its name
                               ("Checkout", or "Checkout #3"), "latest" or a file run.onrush
  export plan.json --to k6 -o test.js
                               write a plan as a script for k6; its head says what k6 does differently; --env as for run;
                               --k8s N adds a manifest that runs it with the k6-operator on N pods
  report [RUN] [-o FILE] [--trace-url URL] [--json]
                               write the report of a run, by default the latest, as report.html or report.md
  merge FILE...                make one run of the results of several load generators: k6 CSV or JSON, Locust's requests, JTL,
                               requests.csv and run.onrush, also as .gz; it is kept in the history
      -o FILE, --name NAME     also write it to a file, as export does; its name
      --align start            align their starts, if their clocks differ
      --json, -q
  series RUN FILE.csv... [--series-prom URL --query 'NAME=PROMQL'] [--json]
                               add figures from outside to a run, such as the CPU of the database: a CSV with the columns
                               time, name and value, or queries to a Prometheus server; they are drawn below its latency
  compare BASE... NEW          compare the last run with those before it; each is a RUN or a file run.onrush
      --fail-if RULE           a gate, may be repeated: "p95 > +10%", "p99 > +20ms", "throughput < -5%",
                               "error_rate > +0.5%"; it fails if the whole 95 % interval of the change is beyond it
      --strict                 also fail if the data cannot decide
      --json, --junit FILE, --markdown FILE, --report FILE
  capacity plan.json --objective "p(99) < 50ms" [--max-failed 0.1%] [--quick] [--budget 10m]
                               find the highest rate that the target holds, with 95 % confidence; --url as with run;
                               --objective may be repeated; --ladder 100,200,400 --each 1m sends fixed rates instead
      --arrivals poisson|even, --max-rate N, --start-rate N, --unit iterations|requests
      --json [FILE], --markdown FILE, --report FILE; --json alone prints it
      --resume RUN             continue a search that was stopped or ran out of time; "latest", its name or its id
      --compare FILE           compare the capacity with one that --json wrote earlier
  calibrate [plan.json | --url URL ...] [--json]
                               measure what this computer can send with these settings (2 s)
  demo [--port N] [--json]     serve the demo targets, and a small shop with the plan of a journey, until Ctrl-C
  schema                       print the JSON Schema of plans
  completion bash|zsh|fish|powershell
                               print the script with which a shell completes commands and options
  help [COMMAND], version      "help run" and "run --help" print what belongs to one command

What to send to a URL:
  -X, --method METHOD          default: GET, or POST with --data
  -H, --header 'name: value'   may be repeated; 'name;' sends it empty
      --data TEXT              the body
How much:
  -c, --vus N                  virtual users, default 1; with -r the most at a time, default 100
  -n, --iterations N           how many requests in all
  -d, --duration TIME          how long, with a unit: 10s, 2m, 250ms
  -r, --rate N                 arrivals a second, together with -d
What must hold:
      --threshold "p95 < 200ms"
                               may be repeated, and adds to those of a plan: "errors < 1%", "rps > 100",
                               'p95{step: "login"} < 300ms', and k6's spellings; if one fails, the exit code is 99
What to write:
      --requests-csv FILE      every request as CSV
      --timeseries-csv FILE    the figures of every second as CSV, and how well this computer kept up
      --summary FILE           the summary as JSON
                               (a FILE that ends in .gz is compressed)
      --report FILE            the report, one HTML file that opens without a network
      --junit FILE             thresholds and checks as a JUnit report, for CI
      --markdown FILE          the summary as Markdown, for a pull request
      --trace-url URL          where traces can be viewed, such as http://127.0.0.1:16686/trace/{traceId}, for links in the
                               report; else ONRUSH_TRACE_URL, or the setting of the window
  -q, --quiet                  print no progress and no summary
      --series FILE            figures from outside (CSV: time, name, value), read when the run is over and kept with it;
                               may be repeated
      --series-prom URL        get such figures from a Prometheus server, for the time of the run, with
      --query 'NAME=PROMQL'    the query and its name; may be repeated
How to send:
      --workers N              the number of sending threads, at most ${MOST_WORKERS}
      --engine k6              let an installed k6 send the run; its requests are read live, and marked as sent by k6
      --k6 FILE                the k6 program, if it is not in PATH
      --otlp URL               send metrics to an OTLP/HTTP receiver, such as a collector or Prometheus, while the run goes on
      --trace                  send a traceparent header (W3C) with every request, so that its trace can be found
      --part 2/5               send the second fifth of the plan: every fifth iteration, with its own data and users;
                               "merge" joins the parts
      --start-at 12:00:05Z     begin at this time of day, or at a date such as 2026-01-31T12:00:05Z
      --secret-file FILE       values of the plan's secrets, as NAME=value lines or JSON; else from the environment
                               (only its owner may read the file: chmod 600)
  -y, --yes                    send to public hosts without a question, and remember them

Progress is only shown on a terminal. Colours are never used, with or without NO_COLOR.

Exit codes: 0 the run finished and all thresholds passed, or a capacity was found; 98 a capacity was not found for certain;
99 a threshold or a gate failed, or no rate holds; 1 the run failed;
2 the plan or the command line is wrong; 130 stopped with Ctrl-C.
`;
