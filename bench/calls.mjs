// Calls a second and what the gateway adds, with load.sh (wrk) directly and through call_tool in one run.
// node bench/calls.mjs --measure DIR --set DIR [--backends 20] [--seconds 8] [--soak CALLS] [--report FILE]
import fs from 'node:fs';
import path from 'node:path';
import { catalogServer, client, gateway, memory, option, run, stop, temporary, until, HOME } from './lib.mjs';

const measure = path.resolve(option('measure'));
const set = path.resolve(option('set'));
const count = +option('backends', '20');
const seconds = option('seconds', '8');
const soak = +option('soak', '0');
const report = option('report');
const lines = [];
const say = (line) => { console.log(line); lines.push(line); };

const source = await catalogServer(measure, path.join(set, 'catalog.jsonl'));
const chosen = source.index.slice(0, count);
const config = {
  name: 'calls',
  backends: [
    ...chosen.map(({ slug }) => ({ name: slug, url: `${source.base}/s/${slug}/mcp`, transport: 'streamable-http' })),
    { name: 'echo', command: 'node', args: [path.join(HOME, 'bench', 'echo_server.mjs')] },
  ],
};
const found = await gateway(config, temporary('calls'));
await until('all backends', async () => (await found.status()).backends.every((backend) => backend.state === 'ready'), 60);
await until('all vectors', async () => (await found.status()).index.pendingVectors === 0, 120, 250);

const asked = await client(found.url);
const slug = chosen[0].slug;
const listed = JSON.parse(await (await fetch(`${source.base}/s/${slug}/mcp`, {
  method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'tools/list' }),
})).text()).result.tools;
const own = listed.find((tool) => !(tool.inputSchema.required ?? []).length) ?? listed[0];
const sample = { string: 'x', number: 1, integer: 1, boolean: true, array: [], object: {} };
const args = Object.fromEntries((own.inputSchema.required ?? []).map((key) => [key, sample[own.inputSchema.properties[key]?.type] ?? 'x']));
void asked;

async function load(url, tool, body, connections, time = seconds) {
  const out = await run('bash', [path.join(measure, 'load.sh'), url, tool, JSON.stringify(body), String(connections), String(time)]);
  const pick = (pattern) => out.match(pattern)?.[1] ?? '?';
  return { rate: +pick(/Requests\/sec:\s+([\d.]+)/), p50: pick(/50%\s+(\S+)/), p99: pick(/99%\s+(\S+)/), bad: pick(/bad answers (\d+)/), non2xx: pick(/Non-2xx[^:]*:\s+(\d+)/) };
}

const row = (name, connections, result) =>
  say(`| ${name} | ${connections} | ${Math.round(result.rate)} | ${result.p50} | ${result.p99} | ${result.bad}${result.non2xx === '?' ? '' : ` + ${result.non2xx} non-2xx`} |`);
const through = { name: `${slug}_${own.name}`.replace(/[^A-Za-z0-9_-]+/g, '_'), arguments: args };
const echo = { name: 'echo_echo', arguments: { text: 'hello' } };
try {
  await load(found.url, 'call_tool', through, 16, 10); // warm
  await load(found.url, 'call_tool', echo, 16, 5);
  say(`${count} HTTP backends and one stdio backend; tool ${through.name}; ${seconds} s each; memory before ${JSON.stringify(memory(found.child.pid))} MB`);
  say('');
  say('| path | clients | calls/s | p50 | p99 | bad |');
  say('| --- | --- | --- | --- | --- | --- |');
  for (const connections of [1, 16, 64]) {
    row('HTTP backend, direct', connections, await load(`${source.base}/s/${slug}/mcp`, own.name, args, connections));
    row('HTTP backend, call_tool', connections, await load(found.url, 'call_tool', through, connections));
    row('stdio backend, call_tool', connections, await load(found.url, 'call_tool', echo, connections));
  }
  say('');
  say(`memory after: ${JSON.stringify(memory(found.child.pid))} MB`);
  for (let done = 0; done < soak;) {
    const before = memory(found.child.pid).now;
    const result = await load(found.url, 'call_tool', through, 16, 20);
    done += Math.round(result.rate * 20);
    say(`soak: ${done} calls, ${Math.round(result.rate)}/s, bad ${result.bad}, memory ${before} -> ${memory(found.child.pid).now} MB`);
  }
} finally {
  await stop(found.child);
  await stop(source.child);
}
if (report) fs.writeFileSync(report, `${lines.join('\n')}\n`);
