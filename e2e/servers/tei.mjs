// A stand-in for Text Embeddings Inference: words counted into 64 dimensions. Control: POST /hold and /release.
import http from 'node:http';

const DIMENSIONS = 64;
let held = null;
let embedded = 0;

function vector(text) {
  const values = new Array(DIMENSIONS).fill(0);
  values[0] = 0.01;
  for (const word of text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []) {
    let hash = 0;
    for (const character of word) hash = (hash * 31 + character.codePointAt(0)) >>> 0;
    values[hash % DIMENSIONS] += 1;
  }
  return values;
}

const info = { model_id: 'stand-in/words', model_sha: '1', model_type: { embedding: { pooling: 'mean' } }, max_client_batch_size: 8, max_input_length: 512 };

const server = http.createServer(async (request, response) => {
  const chunks = [];
  for await (const chunk of request) chunks.push(chunk);
  const answer = (status, body) => response.writeHead(status, { 'Content-Type': 'application/json' }).end(JSON.stringify(body));
  switch (request.url) {
    case '/hold': held = []; return answer(200, {});
    case '/release': held?.forEach((go) => go()); held = null; return answer(200, {});
    case '/count': return answer(200, { embedded });
    case '/info': return answer(200, info);
    case '/embed': {
      if (request.headers.authorization !== 'Bearer open-sesame') return answer(401, { error: 'no', error_type: 'unauthorized' });
      const { inputs } = JSON.parse(Buffer.concat(chunks));
      if (inputs.length > info.max_client_batch_size) return answer(413, { error: 'too many', error_type: 'Validation' });
      if (held) await new Promise((go) => held.push(go));
      embedded += inputs.length - 1;
      return answer(200, inputs.map(vector));
    }
    default: return answer(404, {});
  }
});
server.listen(Number(process.env.PORT), '127.0.0.1');
