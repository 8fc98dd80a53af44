// SPDX-License-Identifier: MIT
// Notes and their comments: UUIDs, an envelope around every answer, Location and ETag, HTTP Basic.
// @hono/zod-openapi writes the document.
import { createHash, randomUUID } from 'node:crypto';
import { serve } from '@hono/node-server';
import { OpenAPIHono, createRoute, z } from '@hono/zod-openapi';

const app = new OpenAPIHono({
  defaultHook: (result, c) =>
    (result.success ? undefined : c.json({ error: { code: 'invalid', text: result.error.issues[0].message } }, 400)),
});
app.openAPIRegistry.registerComponent('securitySchemes', 'basic', { type: 'http', scheme: 'basic' });

const NewNote = z.object({
  title: z.string().min(1).max(60),
  body: z.string().max(2000).optional(),
  tags: z.array(z.string().regex(/^[a-z]{1,12}$/)).max(4).default([]),
  pinned: z.boolean().default(false),
}).openapi('NewNote');
const Note = NewNote.extend({ id: z.uuid(), created: z.iso.datetime() }).openapi('Note');
const NewComment = z.object({ text: z.string().min(1).max(200), stars: z.int().min(1).max(5) }).openapi('NewComment');
const Comment = NewComment.extend({ id: z.uuid(), noteId: z.uuid() }).openapi('Comment');
const Refusal = z.object({ error: z.object({ code: z.string(), text: z.string() }) }).openapi('Refusal');

const json = (schema, description, headers) =>
  ({ description, content: { 'application/json': { schema } }, ...(headers ? { headers } : {}) });
const data = (schema, description, headers) => json(z.object({ data: schema }), description, headers);
const text = (description) => ({ description, required: true, schema: { type: 'string' } });
const refused = (...statuses) => Object.fromEntries(statuses.map((status) => [status, json(Refusal, 'refused')]));
const sent = (schema) => ({ required: true, content: { 'application/json': { schema } } });
const route = (method, path, operationId, request, responses) =>
  createRoute({ method, path, operationId, request, responses, security: [{ basic: [] }] });
const ofNote = z.object({ noteId: z.uuid() });
const ofComment = z.object({ noteId: z.uuid(), commentId: z.uuid() });

const notes = new Map();
const comments = new Map();
const missing = (c) => c.json({ error: { code: 'missing', text: 'there is none' } }, 404);
const tag = (value) => `"${createHash('sha256').update(JSON.stringify(value)).digest('hex').slice(0, 16)}"`;

app.use('/notes/*', async (c, next) => {
  if (c.req.header('Authorization') === `Basic ${btoa('ada:lovelace')}`) return next();
  c.header('WWW-Authenticate', 'Basic realm="notes"');
  return c.json({ error: { code: 'stranger', text: 'log in' } }, 401);
});
app.openapi(route('get', '/notes', 'listNotes', { query: z.object({ tag: z.string().optional() }) }, {
  200: data(z.array(Note), 'All notes.'), ...refused(401),
}), (c) => {
  const wanted = c.req.valid('query').tag;
  return c.json({ data: [...notes.values()].filter((note) => wanted === undefined || note.tags.includes(wanted)) });
});
app.openapi(route('post', '/notes', 'createNote', { body: sent(NewNote) }, {
  201: data(Note, 'Created.', { Location: text('Where it is.') }), ...refused(400, 401),
}), (c) => {
  const note = { id: randomUUID(), created: new Date().toISOString(), ...c.req.valid('json') };
  notes.set(note.id, note);
  return c.json({ data: note }, 201, { Location: `/notes/${note.id}` });
});
app.openapi(route('get', '/notes/{noteId}', 'getNote', { params: ofNote }, {
  200: data(Note, 'A note.', { ETag: text('Its version.') }), ...refused(400, 401, 404),
}), (c) => {
  const note = notes.get(c.req.valid('param').noteId);
  return note ? c.json({ data: note }, 200, { ETag: tag(note) }) : missing(c);
});
app.openapi(route('patch', '/notes/{noteId}', 'updateNote', { params: ofNote, body: sent(NewNote.partial()) }, {
  200: data(Note, 'Changed.'), ...refused(400, 401, 404),
}), (c) => {
  const note = notes.get(c.req.valid('param').noteId);
  return note ? c.json({ data: Object.assign(note, c.req.valid('json')) }) : missing(c);
});
app.openapi(route('delete', '/notes/{noteId}', 'deleteNote', { params: ofNote }, {
  204: { description: 'Gone.' }, ...refused(400, 401, 404),
}), (c) => (notes.delete(c.req.valid('param').noteId) ? c.body(null, 204) : missing(c)));
app.openapi(route('get', '/notes/{noteId}/comments', 'listComments', { params: ofNote }, {
  200: data(z.array(Comment), 'Its comments.'), ...refused(400, 401, 404),
}), (c) => {
  const { noteId } = c.req.valid('param');
  return notes.has(noteId) ? c.json({ data: [...comments.values()].filter((one) => one.noteId === noteId) }) : missing(c);
});
app.openapi(route('post', '/notes/{noteId}/comments', 'createComment', { params: ofNote, body: sent(NewComment) }, {
  201: data(Comment, 'Created.'), ...refused(400, 401, 404),
}), (c) => {
  const { noteId } = c.req.valid('param');
  if (!notes.has(noteId)) return missing(c);
  const comment = { id: randomUUID(), noteId, ...c.req.valid('json') };
  comments.set(comment.id, comment);
  return c.json({ data: comment }, 201);
});
app.openapi(route('get', '/notes/{noteId}/comments/{commentId}', 'getComment', { params: ofComment }, {
  200: data(Comment, 'A comment.'), ...refused(400, 401, 404),
}), (c) => {
  const { noteId, commentId } = c.req.valid('param');
  const comment = comments.get(commentId);
  return notes.has(noteId) && comment?.noteId === noteId ? c.json({ data: comment }) : missing(c);
});
app.openapi(route('delete', '/notes/{noteId}/comments/{commentId}', 'deleteComment', { params: ofComment }, {
  204: { description: 'Gone.' }, ...refused(400, 401, 404),
}), (c) => {
  const { noteId, commentId } = c.req.valid('param');
  if (!notes.has(noteId) || comments.get(commentId)?.noteId !== noteId) return missing(c);
  comments.delete(commentId);
  return c.body(null, 204);
});
app.doc31('/openapi.json', { openapi: '3.1.0', info: { title: 'Notes', version: '1.0.0' } });

serve({ fetch: app.fetch, hostname: '127.0.0.1', port: Number(process.env.PORT) });
