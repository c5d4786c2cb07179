// A backend for desktop windows: notes each of its starts in the file STARTS; its tools take the time that is asked for.
import fs from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { Server } from '@modelcontextprotocol/sdk/server/index.js';
import { StdioServerTransport } from '@modelcontextprotocol/sdk/server/stdio.js';
import { CallToolRequestSchema, ListToolsRequestSchema } from '@modelcontextprotocol/sdk/types.js';

fs.appendFileSync(process.env.STARTS, `${process.pid}\n`);
const inputSchema = { type: 'object', properties: { ms: { type: 'integer' } } };
const tools = [
  { name: 'slow_read', description: 'Reads a page slowly', inputSchema, annotations: { readOnlyHint: true } },
  { name: 'slow_set', description: 'Sets a switch slowly', inputSchema, annotations: { idempotentHint: true } },
  { name: 'slow_write', description: 'Appends a line slowly', inputSchema },
];
const server = new Server({ name: 'window', version: '1' }, { capabilities: { tools: {} } });
server.setRequestHandler(ListToolsRequestSchema, () => ({ tools }));
server.setRequestHandler(CallToolRequestSchema, async ({ params }) => {
  fs.appendFileSync(`${process.env.STARTS}.calls`, `${params.name}\n`);
  await pause(params.arguments?.ms ?? 0);
  return { content: [{ type: 'text', text: `${params.name} by ${process.pid}` }] };
});
await server.connect(new StdioServerTransport());
