// The inspector's command line as a second, independent client.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { after, before, test } from 'node:test';
import { promisify } from 'node:util';
import { bin, startGateway } from '../lib.mjs';

let gateway;
before(async () => {
  gateway = await startGateway({ backends: { everything: { command: bin('mcp-server-everything'), args: ['stdio'] } } });
  await gateway.ready();
});
after(() => gateway?.stop());

async function inspect(...args) {
  const { stdout } = await promisify(execFile)(bin('mcp-inspector'), ['--cli', gateway.url, '--transport', 'http', ...args], { timeout: 60_000 });
  return JSON.parse(stdout);
}

test('the inspector lists the two tools', async () => {
  const { tools } = await inspect('--method', 'tools/list');
  assert.deepEqual(tools.map((tool) => tool.name), ['find_tool', 'call_tool']);
});

test('the inspector calls a tool behind the gateway', async () => {
  const result = await inspect('--method', 'tools/call', '--tool-name', 'call_tool', '--tool-arg', 'name=everything_echo', '--tool-arg', 'arguments={"message":"hey"}');
  assert.match(result.content[0].text, /hey/);
});
