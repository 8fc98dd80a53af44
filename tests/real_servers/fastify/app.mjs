// SPDX-License-Identifier: MIT
// A warehouse: numbers as identifiers, pages by a cursor, a PUT that creates what is not there (201), an API key.
// @fastify/swagger writes the document.
import swagger from '@fastify/swagger';
import Fastify from 'fastify';

const app = Fastify({ ajv: { customOptions: { removeAdditional: false } } });
await app.register(swagger, {
  openapi: {
    openapi: '3.1.0',
    info: { title: 'Warehouse', version: '1.0.0' },
    components: { securitySchemes: { warehouse: { type: 'apiKey', in: 'header', name: 'X-Api-Key' } } },
    security: [{ warehouse: [] }],
  },
  hideUntagged: false,
});

const refusal = {
  type: 'object',
  description: 'The request is refused.',
  required: ['statusCode', 'error', 'message'],
  properties: {
    statusCode: { type: 'integer' }, code: { type: 'string' }, error: { type: 'string' }, message: { type: 'string' },
  },
};
const product = {
  type: 'object',
  required: ['name', 'price', 'unit'],
  properties: {
    name: { type: 'string', minLength: 1, maxLength: 50 },
    price: { type: 'number', minimum: 0 },
    unit: { type: 'string', enum: ['piece', 'kg', 'litre'] },
    sizes: { type: 'array', items: { type: 'integer', minimum: 1 }, maxItems: 5 },
  },
  additionalProperties: false,
};
const { required, properties } = product;
const stored = {
  type: 'object', description: 'A product.', required: ['id', ...required],
  properties: { id: { type: 'integer', minimum: 1 }, ...properties },
};
const place = {
  type: 'object', required: ['aisle', 'amount'],
  properties: { aisle: { type: 'string', pattern: '^[A-Z][0-9]{2}$' }, amount: { type: 'integer', minimum: 0 } },
};
const storedPlace = {
  type: 'object', description: 'Where a product lies.', required: ['code', 'aisle', 'amount'],
  properties: { code: { type: 'string' }, ...place.properties },
};
const none = { type: 'null', description: 'Gone.' };
const id = { type: 'object', required: ['id'], properties: { id: { type: 'integer', minimum: 1 } } };
const code = { type: 'object', required: ['code'], properties: { code: { type: 'string', pattern: '^[a-z0-9-]{3,20}$' } } };

const products = new Map();
const places = new Map();
let last = 0;

app.addHook('onRequest', async (request, reply) => {
  if (request.url.startsWith('/openapi.json')) return;
  if (request.headers['x-api-key'] !== 'k3y') {
    return reply.code(401).header('WWW-Authenticate', 'ApiKey').send({ statusCode: 401, code: 'NO_KEY', error: 'Unauthorized', message: 'an API key is needed' });
  }
});
const refuse = (reply) => reply.code(404).send({ statusCode: 404, code: 'NONE', error: 'Not Found', message: 'there is none' });
const responses = (some, ...errors) =>
  ({ ...some, ...Object.fromEntries([400, 401, ...errors].map((status) => [status, refusal])) });

app.get('/openapi.json', { schema: { hide: true } }, () => app.swagger());
app.get('/products', {
  schema: {
    operationId: 'listProducts',
    querystring: {
      type: 'object',
      properties: { after: { type: 'integer', minimum: 0, default: 0 }, limit: { type: 'integer', minimum: 1, maximum: 50, default: 10 } },
    },
    response: responses({
      200: {
        type: 'object', description: 'A page.', required: ['items', 'next'],
        properties: { items: { type: 'array', items: stored }, next: { type: ['integer', 'null'] } },
      },
    }),
  },
}, ({ query: { after, limit } }) => {
  const left = [...products.values()].filter((one) => one.id > after);
  const items = left.slice(0, limit);
  return { items, next: left.length > limit ? items.at(-1).id : null };
});
app.post('/products', {
  schema: { operationId: 'createProduct', body: product, response: responses({ 201: stored }) },
}, (request, reply) => {
  const made = { id: ++last, ...request.body };
  products.set(made.id, made);
  return reply.code(201).header('Location', `/products/${made.id}`).send(made);
});
app.get('/products/:id', {
  schema: { operationId: 'getProduct', params: id, response: responses({ 200: stored }, 404) },
}, ({ params }, reply) => products.get(params.id) ?? refuse(reply));
app.put('/products/:id', {
  schema: { operationId: 'replaceProduct', params: id, body: product, response: responses({ 200: stored }, 404) },
}, ({ params, body }, reply) => {
  if (!products.has(params.id)) return refuse(reply);
  products.set(params.id, { id: params.id, ...body });
  return products.get(params.id);
});
app.delete('/products/:id', {
  schema: { operationId: 'deleteProduct', params: id, response: responses({ 204: none }, 404) },
}, ({ params }, reply) => (products.delete(params.id) ? reply.code(204).send() : refuse(reply)));
app.get('/places/:code', {
  schema: { operationId: 'getPlace', params: code, response: responses({ 200: storedPlace }, 404) },
}, ({ params }, reply) => places.get(params.code) ?? refuse(reply));
app.put('/places/:code', {
  schema: { operationId: 'putPlace', params: code, body: place, response: responses({ 200: storedPlace, 201: storedPlace }) },
}, ({ params, body }, reply) => {
  const status = places.has(params.code) ? 200 : 201;
  places.set(params.code, { code: params.code, ...body });
  return reply.code(status).send(places.get(params.code));
});
app.delete('/places/:code', {
  schema: { operationId: 'deletePlace', params: code, response: responses({ 204: none }, 404) },
}, ({ params }, reply) => (places.delete(params.code) ? reply.code(204).send() : refuse(reply)));

await app.listen({ host: '127.0.0.1', port: Number(process.env.PORT) });
