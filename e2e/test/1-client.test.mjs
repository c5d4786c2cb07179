// The official TypeScript client against real servers: the main job from end to end.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { bin, connect, probe, startGateway, temporaryFolder, text, until } from '../lib.mjs';

let gateway;
let session;
const folders = [temporaryFolder('docs'), temporaryFolder('code')];

before(async () => {
  fs.writeFileSync(path.join(folders[0], 'hello.txt'), 'hello from docs');
  fs.writeFileSync(path.join(folders[1], 'hello.txt'), 'hello from code');
  process.env.GATEWAY_SECRET = 'not for backends';
  gateway = await startGateway({
    backends: {
      everything: { command: bin('mcp-server-everything'), args: ['stdio'] },
      docs: { command: bin('mcp-server-filesystem'), args: [folders[0]] },
      code: { command: bin('mcp-server-filesystem'), args: [folders[1]] },
      memory: { command: bin('mcp-server-memory'), env: { MEMORY_FILE_PATH: path.join(folders[0], 'memory.json') } },
      thinking: { command: bin('mcp-server-sequential-thinking') },
      git: { command: bin('git-mcp-server'), env: { MCP_TRANSPORT_TYPE: 'stdio', MCP_LOG_LEVEL: 'error' } },
      probe: { command: 'node', args: [probe] },
    },
  });
  await gateway.ready();
  session = await connect(gateway.url);
});
after(async () => {
  await session?.client.close();
  await gateway?.stop();
});

const call = (name, args = {}, ...rest) => session.client.callTool({ name: 'call_tool', arguments: { name, arguments: args } }, ...rest);
const find = async (query, more = {}) => text(await session.client.callTool({ name: 'find_tool', arguments: { query, ...more } }));

test('initialize tells which backends are behind the gateway', () => {
  const instructions = session.client.getInstructions();
  for (const name of ['everything', 'docs', 'memory', 'git']) assert.match(instructions, new RegExp(name));
  assert.equal(session.client.getServerVersion().name, 'e2e');
});

test('tools/list shows exactly the two meta-tools', async () => {
  const { tools } = await session.client.listTools();
  assert.deepEqual(tools.map((tool) => tool.name), ['find_tool', 'call_tool']);
});

test('a tool is found by words', async () => {
  assert.match(await find('get-sum'), /everything_get-sum\(a: number, b: number\)/);
});

test('a tool is found by meaning once vectors are there', async () => {
  await until('vectors', async () => {
    const { index } = await gateway.status();
    return index.tools > 60 && index.pendingVectors === 0;
  }, 120);
  assert.match(await find('who wrote this line of code', { limit: 3 }), /git_git_blame/);
  assert.match(await find('store a fact about a person', { limit: 3 }), /memory_(create|add)_/);
});

test('two backends with one tool name keep both tools apart', async () => {
  const listed = await find('read_text_file');
  assert.match(listed, /docs_read_text_file/);
  assert.match(listed, /code_read_text_file/);
  assert.match(text(await call('docs_read_text_file', { path: path.join(folders[0], 'hello.txt') })), /hello from docs/);
  assert.match(text(await call('code_read_text_file', { path: path.join(folders[1], 'hello.txt') })), /hello from code/);
});

test('a call reports its progress and then its result', async () => {
  const steps = [];
  const result = await call('everything_trigger-long-running-operation', { duration: 1, steps: 4 }, undefined, {
    onprogress: ({ progress, total }) => steps.push(`${progress}/${total}`),
  });
  assert.deepEqual(steps, ['1/4', '2/4', '3/4', '4/4']);
  assert.match(text(result), /completed/);
});

test('arguments that do not fit are answered with the schema', async () => {
  const result = await call('everything_get-sum', { a: 'many' });
  assert.equal(result.isError, true);
  assert.match(text(result), /"required":\["a","b"\]/);
});

test('fields nobody knows come back unchanged', async () => {
  const result = await call('probe_repeat', { n: 7 });
  assert.deepEqual(result['x-result-field'], { kept: true });
  assert.match(await find('probe_repeat', { detail: 'schema' }), /x-unknown|probe_repeat/);
});

test('a client that cancels is believed by the backend', async () => {
  const abort = new AbortController();
  const waiting = call('probe_wait_for_cancel', {}, undefined, { signal: abort.signal });
  waiting.catch(() => {});
  const counters = async () => JSON.parse(text(await call('probe_counters')));
  await until('the wait began', async () => (await counters()).started === 1);
  abort.abort('enough');
  await assert.rejects(waiting);
  await until('the backend heard of it', async () => (await counters()).cancelled === 1, 10);
});

test('a backend sees nothing of the gateway\'s own environment', async () => {
  const names = JSON.parse(text(await call('probe_environment')));
  assert.ok(names.includes('PATH'));
  assert.ok(!names.includes('GATEWAY_SECRET'));
});

test('200 parallel calls over one stdio connection lose none', async () => {
  const results = await Promise.all(Array.from({ length: 200 }, (_, n) => call('probe_repeat', { n })));
  assert.deepEqual(results.map((result) => JSON.parse(text(result))), Array.from({ length: 200 }, (_, n) => n));
});

test('a tool that a backend adds is found without a reconnect', async () => {
  await call('probe_grow');
  await until('the new tool', async () => (await find('measure_tide')).includes('probe_measure_tide'), 20);
});

test('a deleted session is gone', async () => {
  const other = await connect(gateway.url);
  const id = other.transport.sessionId;
  await other.transport.terminateSession();
  const response = await fetch(gateway.url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'application/json, text/event-stream', 'mcp-session-id': id },
    body: JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'tools/list' }),
  });
  assert.equal(response.status, 404);
});
