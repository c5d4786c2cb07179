// Real servers behind one gateway: each connects, shows its tools, is found in plain words and answers a call.
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import http from 'node:http';
import path from 'node:path';
import { bin, connect, freePort, HERE, startGateway, temporaryFolder, text, until } from '../lib.mjs';

const REAL = path.join(HERE, 'real');
const own = (name) => path.join(REAL, 'node_modules', '.bin', name);
const python = (name) => path.join(REAL, '.venv', 'bin', name);
const folder = temporaryFolder('real');
const git = (...args) => execFileSync('git', ['-C', folder, '-c', 'user.name=e2e', '-c', 'user.email=e2e@example.com', ...args]);
fs.writeFileSync(path.join(folder, 'notes.txt'), 'Bread: flour, water, salt.\n');
fs.writeFileSync(path.join(folder, 'bad.js'), 'debugger;\n');
fs.writeFileSync(path.join(folder, 'eslint.config.mjs'), 'export default [{ rules: { "no-debugger": "error" } }];\n');
git('init', '-q');
git('add', 'notes.txt');
git('commit', '-q', '-m', 'Write down the bread');

const ended = [];
function startServer(args, port) {
  const child = spawn('node', ['--require', path.join(HERE, 'servers', 'loopback.cjs'), ...args], { env: { ...process.env, PORT: String(port) }, stdio: 'ignore', cwd: folder, detached: true });
  ended.push(async () => {
    process.kill(-child.pid, 'SIGKILL');
    await once(child, 'exit');
  });
}
const [httpPort, ssePort, bridgePort, pagePort] = [await freePort(), await freePort(), await freePort(), await freePort()];
startServer([bin('mcp-server-everything'), 'streamableHttp'], httpPort);
startServer([bin('mcp-server-everything'), 'sse'], ssePort);
startServer([own('supergateway'), '--stdio', `node ${bin('mcp-server-sequential-thinking')}`, '--port', String(bridgePort)], bridgePort);
const page = http.createServer((request, response) => response.writeHead(request.url === '/robots.txt' ? 404 : 200, { 'Content-Type': 'text/html' })
  .end('<html><body><article><h1>Opening hours</h1><p>The bakery opens at seven.</p></article></body></html>'));
page.listen(pagePort, '127.0.0.1');
ended.push(async () => { page.closeAllConnections(); page.close(); });

// name: where it is from, how it is reached, a need and the tool that should be among its hits, a call and what the answer has.
const servers = {
  files: { from: 'npm @modelcontextprotocol/server-filesystem', backend: { command: bin('mcp-server-filesystem'), args: [folder] },
    need: 'read a text file', tool: 'read_text_file', args: { path: path.join(folder, 'notes.txt') }, answer: /flour/ },
  memory: { from: 'npm @modelcontextprotocol/server-memory', backend: { command: bin('mcp-server-memory'), env: { MEMORY_FILE_PATH: path.join(folder, 'memory.json') } },
    need: 'remember new people and things in the knowledge graph', tool: 'create_entities', args: { entities: [{ name: 'Ada', entityType: 'person', observations: ['bakes'] }] }, answer: /Ada/ },
  nodegit: { from: 'npm @cyanheads/git-mcp-server', backend: { command: bin('git-mcp-server'), env: { MCP_TRANSPORT_TYPE: 'stdio', MCP_LOG_LEVEL: 'error' } },
    need: 'working tree status of the repository', tool: 'git_status', args: { path: folder }, answer: /main|master/ },
  lint: { from: 'npm @eslint/mcp', backend: { command: own('mcp'), cwd: folder },
    need: 'lint JavaScript files', tool: 'lint-files', args: { filePaths: [path.join(folder, 'bad.js')] }, answer: /no-debugger/ },
  hello: { from: 'npm mcp-hello-world', backend: { command: own('mcp-hello-world') },
    need: 'print debug information about the server', tool: 'debug', args: {}, answer: /./ },
  web: { from: 'npm @modelcontextprotocol/server-everything, streamable HTTP', backend: { url: `http://127.0.0.1:${httpPort}/mcp` },
    need: 'add two numbers', tool: 'get-sum', args: { a: 2, b: 40 }, answer: /42/ },
  events: { from: 'npm @modelcontextprotocol/server-everything, SSE', backend: { url: `http://127.0.0.1:${ssePort}/sse` },
    need: 'echo a message', tool: 'echo', args: { message: 'over SSE' }, answer: /over SSE/ },
  bridged: { from: 'npm @modelcontextprotocol/server-sequential-thinking through supergateway, SSE', backend: { url: `http://127.0.0.1:${bridgePort}/sse` },
    need: 'think step by step', tool: 'sequentialthinking', args: { thought: 'begin', nextThoughtNeeded: false, thoughtNumber: 1, totalThoughts: 1 }, answer: /thoughtNumber/ },
  clock: { from: 'PyPI mcp-server-time', backend: { command: python('mcp-server-time'), args: ['--local-timezone', 'UTC'] },
    need: 'what time is it in another timezone', tool: 'get_current_time', args: { timezone: 'Europe/Vienna' }, answer: /Europe\/Vienna/ },
  pygit: { from: 'PyPI mcp-server-git', backend: { command: python('mcp-server-git'), args: ['--repository', folder] },
    need: 'show the commit log of the repository', tool: 'git_log', args: { repo_path: folder }, answer: /Write down the bread/ },
  fetch: { from: 'PyPI mcp-server-fetch', backend: { command: python('mcp-server-fetch'), args: ['--allow-private-ips'], env: { NO_PROXY: '127.0.0.1' } },
    need: 'fetch a web page as markdown', tool: 'fetch', args: { url: `http://127.0.0.1:${pagePort}/` }, answer: /opens at seven/ },
};

let failed = 0;
const backends = Object.fromEntries(Object.entries(servers).map(([name, { backend }]) => [name, backend]));
const gateway = await startGateway({ backends });
ended.push(() => gateway.stop());
try {
  await gateway.ready();
  await until('all vectors', async () => (await gateway.status()).index.pendingVectors === 0, 120);
  const { client } = await connect(gateway.url);
  const states = new Map((await gateway.status()).backends.map((backend) => [backend.name, backend]));
  const all = [...states.values()].reduce((sum, { tools }) => sum + tools, 0);
  console.log(`${states.size} servers, ${all} tools, ${process.platform}, Node ${process.versions.node}, ${execFileSync('python3', ['--version']).toString().trim()}\n`);
  console.log('| Server | From | Transport | Revision | Tools | Asked for | Found at | Call |\n|---|---|---|---|---|---|---|---|');
  for (const [name, { from, need, tool, args, answer }] of Object.entries(servers)) {
    const { transport, generation, tools } = states.get(name);
    const found = await client.callTool({ name: 'find_tool', arguments: { query: need, structured: true } });
    const hits = found.structuredContent.tools;
    const rank = 1 + hits.findIndex((hit) => hit.name === `${name}_${tool}` || hit.copies?.some((copy) => JSON.stringify(copy).includes(`${name}_${tool}`)));
    const called = await client.callTool({ name: 'call_tool', arguments: { name: `${name}_${tool}`, arguments: args } });
    const works = !called.isError && answer.test(text(called));
    if (!works) console.error(`${name}: ${text(called).slice(0, 500)}`);
    if (rank === 0) console.error(`${name}: found ${hits.map((hit) => hit.name)}`);
    if (!works || rank === 0) failed += 1;
    console.log(`| ${name} | ${from} | ${transport} | ${generation} | ${tools} | ${need} | ${rank || 'not found'} | ${tool}: ${works ? 'works' : 'FAILS'} |`);
  }
  await client.close();
} finally {
  for (const end of ended.reverse()) await end();
}
process.exit(failed ? 1 : 0);
