// A backend that shows what reaches it: environment, cancellations, its own process id; its list can change.
// Usage: probe.mjs [FILE] (stdio). It does not start while FILE exists. The tools are those of a real server's shape, on the official SDK's low-level server.
import { existsSync } from 'node:fs';
import { Server } from '@modelcontextprotocol/sdk/server/index.js';
import { StdioServerTransport } from '@modelcontextprotocol/sdk/server/stdio.js';
import { CallToolRequestSchema, ListToolsRequestSchema } from '@modelcontextprotocol/sdk/types.js';

if (process.argv[2] && existsSync(process.argv[2])) process.exit(1);
const server = new Server({ name: 'probe', version: '1' }, { capabilities: { tools: { listChanged: true } } });
let cancelled = 0;
let started = 0;
let extra = false;
const none = { type: 'object', properties: {} };
const tools = () => [
  { name: 'wait_for_cancel', description: 'Waits until the caller gives up', inputSchema: none },
  { name: 'counters', description: 'How many waits began and were cancelled', inputSchema: none },
  { name: 'environment', description: 'Names of the environment variables this process sees', inputSchema: none },
  { name: 'process_id', description: 'The process id of this server', inputSchema: none },
  { name: 'grow', description: 'Adds one more tool to the list', inputSchema: none },
  { name: 'repeat', description: 'Repeats a number', inputSchema: { type: 'object', properties: { n: { type: 'integer' } }, required: ['n'] }, 'x-unknown': { kept: true } },
  ...(extra ? [{ name: 'measure_tide', description: 'Measures the height of the tide at a harbour', inputSchema: none }] : []),
];
server.setRequestHandler(ListToolsRequestSchema, () => ({ tools: tools() }));
const answer = (value) => ({ content: [{ type: 'text', text: JSON.stringify(value) }] });
const handlers = {
  wait_for_cancel: (_, { signal }) => new Promise((resolve) => {
    started++;
    signal.addEventListener('abort', () => { cancelled++; resolve(answer('cancelled')); });
  }),
  counters: () => answer({ started, cancelled }),
  environment: () => answer(Object.keys(process.env).sort()),
  process_id: () => answer(process.pid),
  grow: async () => { extra = true; await server.sendToolListChanged(); return answer('grown'); },
  repeat: ({ n }) => ({ ...answer(n), 'x-result-field': { kept: true } }),
  measure_tide: () => answer(3.2),
};
server.setRequestHandler(CallToolRequestSchema, (request, context) => {
  const handler = handlers[request.params.name];
  if (!handler) throw new Error(`no tool ${request.params.name}`);
  return handler(request.params.arguments ?? {}, context);
});
console.log('probe is starting: this line is not JSON');
await server.connect(new StdioServerTransport());
