// Other forms of the same gateway: an HTTP backend, mode all, the stdio verb.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js';
import { bin, connect, freePort, HERE, JAVA_COMMAND, startGateway, text, until } from '../lib.mjs';

let server;
let gateway;
before(async () => {
  const port = await freePort();
  server = spawn('node', ['--require', path.join(HERE, 'servers', 'loopback.cjs'), bin('mcp-server-everything'), 'streamableHttp'],
    { env: { ...process.env, PORT: String(port) }, stdio: 'ignore' });
  gateway = await startGateway({ backends: { remote: { url: `http://127.0.0.1:${port}/mcp`, transport: 'streamable-http' } }, more: { mode: 'all' } });
  await gateway.ready();
});
after(async () => {
  await gateway?.stop();
  server?.kill('SIGTERM');
  if (server) await once(server, 'exit');
});

test('mode all lists the catalog itself and routes calls directly', async () => {
  const { client } = await connect(gateway.url);
  const { tools } = await client.listTools();
  assert.ok(tools.length > 10);
  assert.ok(tools.every((tool) => tool.name.startsWith('remote_')));
  const steps = [];
  const result = await client.callTool({ name: 'remote_trigger-long-running-operation', arguments: { duration: 1, steps: 2 } }, undefined, { onprogress: ({ progress }) => steps.push(progress) });
  assert.deepEqual(steps, [1, 2]);
  assert.match(text(result), /completed/);
  await client.close();
});

test('the stdio verb attaches to the gateway that owns the data folder', async () => {
  const transport = new StdioClientTransport({
    command: JAVA_COMMAND[0],
    args: [...JAVA_COMMAND.slice(1), 'stdio', '--config', gateway.config, '--data-dir', path.join(gateway.dataDir, 'state')],
  });
  const client = new Client({ name: 'e2e', version: '1' });
  await client.connect(transport);
  assert.match(text(await client.callTool({ name: 'remote_echo', arguments: { message: 'over stdio' } })), /over stdio/);
  await client.close();
});

test('the stdio verb becomes the gateway when there is none', async () => {
  await gateway.stop();
  const transport = new StdioClientTransport({
    command: JAVA_COMMAND[0],
    args: [...JAVA_COMMAND.slice(1), 'stdio', '--config', gateway.config, '--data-dir', path.join(gateway.dataDir, 'state')],
  });
  const client = new Client({ name: 'e2e', version: '1' });
  await client.connect(transport);
  const result = await until('the tool', async () => {
    const answer = await client.callTool({ name: 'remote_echo', arguments: { message: 'own gateway' } });
    return answer.isError ? undefined : answer;
  });
  assert.match(text(result), /own gateway/);
  await client.close();
});
