version() { npm_version @loopback/example-todo; }
serve() { exec node serve.cjs; }
contract() { fetch /openapi.json; }
