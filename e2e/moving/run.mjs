// Each client's file becomes a configuration, the gateway serves it, the client's file leads to the gateway, and a real client finds and calls.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import http from 'node:http';
import path from 'node:path';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js';
import { bin, connect, freePort, HERE, JAVA_COMMAND, temporaryFolder, text, until } from '../lib.mjs';

const ROOT = path.join(HERE, '..');
const [remotePort, gatePort] = [await freePort(), await freePort()];
const ended = [];

// The server that wants a token: what a client's file says about it must arrive.
const everything = spawn('node', ['--require', path.join(HERE, 'servers', 'loopback.cjs'), bin('mcp-server-everything'), 'streamableHttp'],
  { env: { ...process.env, PORT: String(remotePort) }, stdio: 'ignore' });
ended.push(async () => { everything.kill('SIGKILL'); await once(everything, 'exit'); });
const gate = http.createServer((request, response) => {
  if (request.headers.authorization !== 'Bearer t0ken-of-ada') return response.writeHead(401).end();
  const passed = http.request({ host: '127.0.0.1', port: remotePort, path: request.url, method: request.method, headers: request.headers },
    (answer) => { response.writeHead(answer.statusCode, answer.headers); answer.pipe(response); });
  passed.on('error', () => response.destroy());
  request.pipe(passed);
});
gate.listen(gatePort, '127.0.0.1');
ended.push(async () => { gate.closeAllConnections(); gate.close(); });
const remote = `http://127.0.0.1:${gatePort}/mcp`;

const READ = { need: 'read a text file', tool: 'files_read_text_file', answer: /flour/ };
const SUM = { need: 'add two numbers', tool: 'remote_get-sum', args: () => ({ a: 2, b: 40 }), answer: /42/ };
const files = (folder) => ({ command: 'mcp-server-filesystem', args: [folder] });

// what the user has, which command takes it over, which client it is, and what is asked afterwards
const moves = [
  { title: 'mcp.json', at: 'team/mcp.json', from: 'team/mcp.json', client: null, asks: [READ, SUM],
    has: (home) => ({ mcpServers: { files: files(path.join(home, 'notes')), remote: { type: 'http', url: remote, headers: { Authorization: 'Bearer t0ken-of-ada' } } } }) },
  { title: 'Claude Desktop', at: '.config/Claude/claude_desktop_config.json', from: 'claude-desktop', client: 'claude-desktop', asks: [READ],
    has: (home) => ({ mcpServers: { files: files(path.join(home, 'notes')) } }) },
  { title: 'Claude Code', at: '.claude.json', from: 'claude-code', client: 'claude-code', asks: [READ, SUM], environment: { ADA_TOKEN: 't0ken-of-ada' },
    has: (home) => ({ numStartups: 7, mcpServers: { remote: { type: 'http', url: '${ADA_URL:-' + remote + '}', headers: { Authorization: 'Bearer ${ADA_TOKEN}' } } },
      projects: { [home]: { mcpServers: { files: { type: 'stdio', ...files('notes'), alwaysLoad: true } } } } }) },
  { title: 'Cursor', at: '.cursor/mcp.json', from: 'cursor', client: 'cursor', asks: [READ, SUM], environment: { ADA_TOKEN: 't0ken-of-ada' },
    has: () => ({ mcpServers: { files: files('${userHome}/notes'), remote: { url: remote, headers: { Authorization: 'Bearer ${env:ADA_TOKEN}' } } } }) },
  { title: 'VS Code', at: 'shop/.vscode/mcp.json', from: 'shop/.vscode/mcp.json', client: 'vscode', notes: 'shop/notes', asks: [READ, SUM], fillIn: /^(DOWSER_INPUT_\w+)=$/m,
    has: () => ({ inputs: [{ type: 'promptString', id: 'ada-token', description: 'Token of the remote server', password: true }],
      servers: { files: { type: 'stdio', ...files('${workspaceFolder}/notes') }, remote: { type: 'http', url: remote, headers: { Authorization: 'Bearer ${input:ada-token}' } } } }) },
  { title: 'Windsurf', at: '.codeium/windsurf/mcp_config.json', from: 'windsurf', client: 'windsurf', asks: [READ, SUM], environment: { ADA_TOKEN: 't0ken-of-ada' },
    has: (home) => ({ mcpServers: { files: { ...files(path.join(home, 'notes')), disabled: false }, remote: { serverUrl: remote, headers: { Authorization: 'Bearer ${env:ADA_TOKEN}' } } } }) },
  { title: 'vMCP YAML', at: 'vmcp.yaml', from: 'vmcp.yaml', client: null, asks: [SUM], environment: { ADA_AUTH: 'Bearer t0ken-of-ada' },
    has: () => `name: ada
groupRef: ada
incomingAuth: { type: anonymous }
outgoingAuth:
  source: inline
  default: { type: unauthenticated }
  backends:
    remote: { type: header_injection, headerInjection: { headerName: Authorization, headerValueEnv: ADA_AUTH } }
backends:
  - { name: remote, url: "${remote}", transport: streamable-http }
aggregation:
  conflictResolution: prefix
  conflictResolutionConfig: { prefixFormat: "{workload}_" }
optimizer: { maxToolsToReturn: 8 }
` },
];

const PATH = `${path.join(HERE, 'node_modules', '.bin')}:${process.env.PATH}`;
// One pipe for both streams, so that their lines come in the order of a terminal.
const dowser = (home, environment, args) => {
  const child = spawn('sh', ['-c', 'exec "$@" 2>&1', 'sh', JAVA_COMMAND[0], `-Ddowser.home=${ROOT}`, ...JAVA_COMMAND.slice(1), ...args], {
    cwd: home, stdio: ['ignore', 'pipe', 'inherit'], env: { PATH, HOME: home, ...environment } });
  child.output = '';
  child.stdout.on('data', (data) => { child.output += data; });
  return child;
};
const run = async (home, environment, args) => {
  const child = dowser(home, environment, args);
  const [code] = await once(child, 'close');
  assert.equal(code, 0, `${args.join(' ')}: ${child.output}`);
  return child.output;
};

async function move({ title, at, from, client, asks, has, notes = 'notes', environment = {}, fillIn }) {
  const home = fs.realpathSync(temporaryFolder('moving'));
  const port = await freePort();
  const plain = (output) => output.replaceAll(PATH, '/usr/local/bin:/usr/bin:/bin').replaceAll(ROOT, '/opt/dowser').replaceAll(home, '/home/ada').replaceAll(`:${gatePort}/`, ':8080/').replaceAll(`:${port}/`, ':4483/')
    .replace(/^WARNING: .*\n|^SLF4J.*\n/gm, '').replace(/\.\d{8}-\d{6}\.bak/g, '.20261126-173000.bak').trim();
  const seen = [];
  const say = (command, output) => seen.push(`$ dowser ${command}`, plain(output));
  const write = (name, content) => {
    fs.mkdirSync(path.dirname(path.join(home, name)), { recursive: true });
    fs.writeFileSync(path.join(home, name), content);
  };
  const bread = path.join(home, notes, 'bread.txt');
  write(path.relative(home, bread), 'Bread: flour, water, salt.\n');
  const before = has(home);
  write(at, typeof before === 'string' ? before : JSON.stringify(before, null, 2) + '\n');

  say(`init --from ${from}`, await run(home, environment, ['init', '--from', from]));
  if (fillIn) {
    const variables = path.join(home, 'dowser.env');
    const open = fs.readFileSync(variables, 'utf8');
    assert.match(open, fillIn);
    fs.writeFileSync(variables, open.replace(fillIn, '$1=t0ken-of-ada'));
    seen.push(`(filled in ${open.match(fillIn)[1]} in dowser.env)`);
  }
  // As an ordinary start, but not on the port of another gateway of this machine.
  fs.appendFileSync(path.join(home, 'dowser.yaml'), `\nserver: { port: ${port} }\n`);
  const gateway = dowser(home, environment, ['serve']);
  try {
    const base = `http://127.0.0.1:${port}`;
    await until(`${title}: all backends\n${gateway.output}`, async () => {
      const { backends, index } = await (await fetch(`${base}/status`)).json();
      return backends.every(({ state }) => state === 'ready') && index.tools === backends.reduce((sum, { tools }) => sum + tools, 0)
        && index.stale === 0 && index.pendingVectors === 0;
    }, 120);
    const lines = gateway.output.split('\n');
    say('serve', [...lines.filter((line) => /MCP endpoint/.test(line)), ...lines.filter((line) => /^ +up .* tools /.test(line)).sort()].join('\n').replace(/\d+(\.\d+)? s\b/g, '1 s'));
    const session = await connected(client, at, from === client ? [] : ['--file', at], home, base, environment,
      (command, output) => say(command, additions(output)));
    for (const { need, tool, args = () => ({ path: bread }), answer } of asks) {
      const found = await session.callTool({ name: 'find_tool', arguments: { query: need } });
      assert.ok(text(found).includes(tool), text(found));
      const called = await session.callTool({ name: 'call_tool', arguments: { name: tool, arguments: args() } });
      assert.match(text(called), answer);
      seen.push(`find_tool ${JSON.stringify(need)} -> ${text(found).split('\n').find((line) => line.startsWith(tool))}`, `call_tool ${tool} -> ${text(called).trim().split('\n')[0]}`.replaceAll(home, '/home/ada'));
    }
    await session.close();
  } finally {
    gateway.kill('SIGTERM');
    await once(gateway, 'exit');
  }
  const shown = typeof before === 'string' ? before.trim() : JSON.stringify(before);
  return `### ${title}\n\n\`~/${at}\`:\n\n\`\`\`\n${plain(shown)}\n\`\`\`\n\n\`\`\`\n${seen.join('\n')}\n\`\`\`\n`;
}

/** Of the difference that connect shows only what it adds. */
function additions(output) {
  return output.split('\n').filter((line) => !/^(---|\+\+\+|@@|-| |$)/.test(line)).join('\n');
}

/** A client that knows nothing but what stands in its file after connect. */
async function connected(client, at, file, home, base, environment, say) {
  if (!client) return (await connect(`${base}/mcp`)).client;
  const words = ['connect', client, ...file, '--replace', '--yes'];
  say(words.join(' '), await run(home, environment, words));
  const after = JSON.parse(fs.readFileSync(path.join(home, at), 'utf8'));
  const entry = (after.mcpServers ?? after.servers).dowser;
  if (!entry.command) return (await connect(entry.url ?? entry.serverUrl)).client;
  const session = new Client({ name: 'moving', version: '1' }, { capabilities: {} });
  await session.connect(new StdioClientTransport({ command: entry.command, args: entry.args, env: { ...entry.env, HOME: home } }));
  return session;
}

const BEGIN = '<!-- written by e2e/moving/run --write -->\n';
const END = '<!-- end -->';
let all = '';
try {
  const wanted = process.argv.slice(2).filter((word) => !word.startsWith('--'));
  for (const one of moves) {
    if (wanted.length && !wanted.includes(one.title)) continue;
    all += `${await move(one)}\n`;
    console.error(`ok ${one.title}`);
    if (!process.argv.includes('--write')) console.log(all.slice(all.lastIndexOf('### ')));
  }
} finally {
  for (const end of ended.reverse()) await end();
}
if (process.argv.includes('--write')) {
  const page = path.join(ROOT, 'docs', 'moving.md');
  const present = fs.readFileSync(page, 'utf8');
  assert.ok(present.includes(BEGIN) && present.includes(END), `no place for it in ${page}`);
  assert.ok(!all.includes(ROOT) && !all.includes(process.env.PATH), 'a path of this machine is in what was seen');
  fs.writeFileSync(page, present.slice(0, present.indexOf(BEGIN) + BEGIN.length) + all + present.slice(present.indexOf(END)));
}
process.exit(0);
