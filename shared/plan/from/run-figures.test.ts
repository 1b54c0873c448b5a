// A file with the figures of a run is named, whichever importer gets it.
import { expect, test } from 'vitest';
import { refusal } from './imported/test-import.ts';
import { runFiguresSentence } from './run-figures.ts';

const FIGURES = 'figures of a whole run, without its requests.';

test.each([
  ['a summary of k6', '{"metrics":{"http_req_duration":{"type":"trend","values":{"avg":1}}},"root_group":{"name":""}}'],
  ['a summary of k6', '{\n  "root_group": { "name": "" },\n  "metrics": {\n    "vus": { "values": {} }\n  }\n}'],
  ['a summary of k6', '{"metrics":{"iteration_duration":{"avg":1}}}'],
  ['a table of statistics of Locust', 'Type,Name,Request Count,Failure Count\nGET,/a,10,0\n'],
  ['a table of statistics of Locust', '"Method","Name","# requests","# failures"\n"GET","/a",10,0\n'],
  ['a history of statistics of Locust', 'Timestamp,User Count,Type,Name,Requests/s\n1700000000,1,,Aggregated,0\n'],
  ['a table of failures of Locust', 'Method,Name,Error,Occurrences\nGET,/a,"HTTPError(404)",3\n'],
  ['a table of exceptions of Locust', 'Count,Message,Traceback,Nodes\n3,boom,"Traceback",local\n'],
  ['a report of JMeter', 'Label,# Samples,Average,Median\nHome,10,3,3\n'],
  ['a report of JMeter', 'sampler_label,aggregate_report_count,average\nHome,10,3\n'],
  ['a table of statistics of JMeter', '{\n  "Home" : {\n    "transaction" : "Home",\n    "sampleCount" : 10\n  }\n}'],
  ['a report of Artillery', '{"aggregate":{"counters":{"http.requests":3}},"intermediate":[]}'],
  ['a report of vegeta', '{"latencies":{"total":1,"mean":2},"requests":10}'],
])('%s', (name, text) => {
  expect(runFiguresSentence(text)).toContain(`This is ${name}: ${FIGURES}`);
});

test.each([
  'timeStamp,elapsed,label\n1,2,a',
  'metric_name,timestamp,metric_value\nhttp_reqs,1,1',
  '{"type":"Metric","data":{"name":"http_reqs"},"metric":"http_reqs"}',
  '{"metrics":"x"}',
])('%s is not a file of figures', (text) => expect(runFiguresSentence(text)).toBeNull());

test('a reader of plans refuses such a file with that sentence', () => {
  const text = 'Method,Name,Error,Occurrences\nGET,/a,"HTTPError(404)",3\n';
  expect(refusal(text)).toBe(runFiguresSentence(text));
});
