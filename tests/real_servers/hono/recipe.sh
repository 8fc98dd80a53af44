version() { npm_version hono; }
serve() { exec node app.mjs; }
contract() { fetch /openapi.json; }
environment() { echo AVOUCH_USER=ada:lovelace; }
