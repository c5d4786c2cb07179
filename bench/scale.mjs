// How the gateway behaves in front of many backends.
// node bench/scale.mjs --measure DIR --set DIR [--report FILE]
//   DIR of --measure holds catalog_server.mjs and find_run.mjs (after npm i); DIR of --set holds catalog.jsonl and queries_dev.jsonl.
import fs from 'node:fs';
import path from 'node:path';
import { catalogServer, client, gateway, memory, option, run, stop, temporary, until } from './lib.mjs';

const measure = path.resolve(option('measure'));
const set = path.resolve(option('set'));
const report = option('report');
const lines = [];
const say = (line) => { console.log(line); lines.push(line); };

const backendsServer = await catalogServer(measure, path.join(set, 'catalog.jsonl'));
const tools = backendsServer.index.reduce((sum, entry) => sum + entry.tools, 0);
const config = {
  name: 'scale',
  backends: backendsServer.index.map(({ slug }) => ({ name: slug, url: `${backendsServer.base}/s/${slug}/mcp`, transport: 'streamable-http' })),
};
const folder = temporary('scale');

async function measureStart(label) {
  const before = await backendsServer.counts();
  const found = await gateway(config, folder);
  const at = { health: found.healthAfter };
  const asked = await client(found.url);
  await until('the first lexical answer', async () => (await asked.find('send an email', { limit: 1 })).includes('('), 60);
  at.answer = found.seconds();
  await until(`${tools} tools`, async () => {
    const status = await found.status();
    return status.index.tools >= tools - 5 && status.backends.every((backend) => backend.state === 'ready');
  }, 120, 100);
  at.everything = found.seconds();
  await until('all vectors', async () => (await found.status()).index.pendingVectors === 0 && (await found.status()).index.space !== '', 600, 250);
  at.vectors = found.seconds();
  const status = await found.status();
  const after = await backendsServer.counts();
  const used = memory(found.child.pid);
  say(`| ${label} | ${at.health.toFixed(1)} | ${at.answer.toFixed(1)} | ${at.everything.toFixed(1)} | ${at.vectors.toFixed(1)} | ${status.index.tools} | ${used.now} | ${used.peak} | ${(after.initialize ?? 0) - (before.initialize ?? 0)} |`);
  return found;
}

try {
  say(`${config.backends.length} backends, ${tools} tools`);
  say('');
  say('| start | /health s | first lexical answer s | all tools by words s | all vectors s | tools | memory MB | peak MB | handshakes |');
  say('| --- | --- | --- | --- | --- | --- | --- | --- | --- |');
  let found = await measureStart('cold');
  const findRun = [path.join(measure, 'find_run.mjs'), found.url, set, 'queries_dev.jsonl', '--map', `${backendsServer.base}/index`];
  say('');
  say('find_run.mjs on queries_dev, cold:');
  say('```');
  say((await run('node', findRun)).trim());
  say('```');
  say(`memory after the run: ${JSON.stringify(memory(found.child.pid))} MB`);
  say('');
  say('the same again and again, as the JIT gets to know it:');
  say('```');
  for (let round = 0; round < 3; round++) say((await run('node', findRun)).trim().split('\n').at(-1));
  say('```');
  say(`memory then: ${JSON.stringify(memory(found.child.pid))} MB`);
  await stop(found.child);
  say('');
  say('| start | /health s | first lexical answer s | all tools by words s | all vectors s | tools | memory MB | peak MB | handshakes |');
  say('| --- | --- | --- | --- | --- | --- | --- | --- | --- |');
  found = await measureStart('restart');
  const again = await fetch(`${found.base}/admin/reindex`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{}' });
  say('');
  say(`reindex after the restart: ${await again.text()}`);
  findRun[1] = found.url;
  say('find_run.mjs after the restart:');
  say('```');
  say((await run('node', findRun)).trim());
  say('```');
  await stop(found.child);
} finally {
  await stop(backendsServer.child);
}
if (report) fs.writeFileSync(report, `${lines.join('\n')}\n`);
