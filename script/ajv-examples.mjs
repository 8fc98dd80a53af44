// SPDX-License-Identifier: MIT
// Every documented example of OpenAPI 3.0 documents, judged by ajv: a second opinion on avouch lint.
//   AJV=FOLDER node script/ajv-examples.mjs FILE...
// FOLDER holds node_modules with ajv and ajv-formats. One JSON line an example: file, pointer,
// keywords (what fails without
// formats), formats (what fails besides when formats are asserted).
import { createRequire } from 'node:module';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const require = createRequire(join(process.env.AJV ?? '.', 'node_modules', 'x.js'));
const Ajv = require('ajv');
const formats = require('ajv-formats');

const escaped = (name) => String(name).replaceAll('~', '~0').replaceAll('/', '~1');
const at = (document, pointer) =>
  pointer.split('/').slice(1).reduce((value, name) => value[name.replaceAll('~1', '/').replaceAll('~0', '~')], document);
const methods = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace'];

// OpenAPI 3.0.3: nullable has no effect without a type beside it; ajv refuses it there.
function drop_idle_nullable(value) {
  if (typeof value !== 'object' || value === null) return;
  if ('nullable' in value && !('type' in value)) delete value.nullable;
  Object.values(value).forEach(drop_idle_nullable);
}

class Examples {
  constructor(file) {
    this.file = file;
    this.document = JSON.parse(readFileSync(file, 'utf8'));
    const judged = structuredClone(this.document);
    drop_idle_nullable(judged);
    const options = { strict: false, allErrors: true, logger: false, validateSchema: false };
    this.plain = new Ajv({ ...options, validateFormats: false });
    this.strict = new Ajv(options);
    (formats.default ?? formats)(this.strict);
    for (const ajv of [this.plain, this.strict]) ajv.addSchema(judged, 'doc');
    this.seen = new Set();
    this.schemas = new Set();
  }

  follow(pointer) {
    for (let value = at(this.document, pointer); value?.$ref; value = at(this.document, pointer)) pointer = value.$ref.slice(1);
    return pointer;
  }

  judge(value, schema, pointer) {
    if (this.seen.has(pointer)) return;
    this.seen.add(pointer);
    const failures = (ajv) => {
      const validate = ajv.getSchema('doc#' + encodeURI(schema)) ?? ajv.compile({ $ref: 'doc#' + encodeURI(schema) });
      return validate(value) ? [] : validate.errors.map((error) => `${error.instancePath} ${error.keyword}`);
    };
    const keywords = failures(this.plain);
    const all = failures(this.strict);
    console.log(JSON.stringify({ file: this.file, pointer, keywords, formats: all.filter((one) => one.endsWith(' format')) }));
  }

  // `example`, `examples` of a media type or a parameter; those of schemas below.
  owner(pointer, schema, judges = true) {
    const owner = at(this.document, pointer);
    if (schema) this.schema(schema);
    if (!schema || !judges) return;
    if ('example' in owner) this.judge(owner.example, schema, pointer + '/example');
    for (const name of Object.keys(owner.examples ?? {})) {
      const example = this.follow(`${pointer}/examples/${escaped(name)}`);
      const value = at(this.document, example);
      if ('value' in value) this.judge(value.value, schema, example + '/value');
    }
  }

  schema(pointer) {
    pointer = this.follow(pointer);
    if (this.schemas.has(pointer)) return;
    this.schemas.add(pointer);
    const schema = at(this.document, pointer);
    if (typeof schema !== 'object' || schema === null) return;
    if ('example' in schema) this.judge(schema.example, pointer, pointer + '/example');
    for (const name of Object.keys(schema.properties ?? {})) this.schema(`${pointer}/properties/${escaped(name)}`);
    for (const name of ['items', 'additionalProperties', 'not']) if (schema[name] instanceof Object) this.schema(`${pointer}/${name}`);
    for (const name of ['allOf', 'anyOf', 'oneOf']) (schema[name] ?? []).forEach((_, i) => this.schema(`${pointer}/${name}/${i}`));
  }

  content(pointer) {
    for (const [type, media] of Object.entries(at(this.document, pointer).content ?? {})) {
      const here = `${pointer}/content/${escaped(type)}`;
      const is_json = /[/+]json\b/.test(type) || type === '*/*';
      const has_texts = [media.example, ...Object.values(media.examples ?? {}).map((each) => each.value)].some((value) => typeof value === 'string');
      if (media.schema) this.owner(here, this.follow(here + '/schema'), is_json || !has_texts);
    }
  }

  parameters(pointer) {
    (at(this.document, pointer).parameters ?? []).forEach((_, i) => {
      const here = this.follow(`${pointer}/parameters/${i}`);
      if (at(this.document, here).schema) this.owner(here, this.follow(here + '/schema'));
    });
  }

  run() {
    for (const [path, item] of Object.entries(this.document.paths ?? {})) {
      const here = this.follow(`/paths/${escaped(path)}`);
      this.parameters(here);
      for (const method of methods.filter((name) => item[name])) {
        const operation = `${here}/${method}`;
        this.parameters(operation);
        if (item[method].requestBody) this.content(this.follow(operation + '/requestBody'));
        for (const status of Object.keys(item[method].responses ?? {})) {
          const response = this.follow(`${operation}/responses/${escaped(status)}`);
          this.content(response);
          for (const name of Object.keys(at(this.document, response).headers ?? {})) {
            const header = this.follow(`${response}/headers/${escaped(name)}`);
            if (at(this.document, header).schema) this.owner(header, this.follow(header + '/schema'));
          }
        }
      }
    }
  }
}

for (const file of process.argv.slice(2)) new Examples(file).run();
