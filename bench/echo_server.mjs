// The smallest stdio backend: one tool that repeats its argument. No library, so that it costs as little as a backend can.
import readline from 'node:readline';

const tool = { name: 'echo', description: 'Repeats a text', inputSchema: { type: 'object', properties: { text: { type: 'string' } }, required: ['text'] } };
const results = {
  initialize: ({ protocolVersion }) => ({ protocolVersion, capabilities: { tools: {} }, serverInfo: { name: 'echo', version: '1' } }),
  'tools/list': () => ({ tools: [tool] }),
  'tools/call': (params) => ({ content: [{ type: 'text', text: params.arguments.text }] }),
  ping: () => ({}),
};
readline.createInterface({ input: process.stdin }).on('line', (line) => {
  const { id, method, params } = JSON.parse(line);
  if (id !== undefined) process.stdout.write(`${JSON.stringify({ jsonrpc: '2.0', id, result: results[method](params) })}\n`);
});
