version() { npm_version fastify; }
serve() { exec node app.mjs; }
contract() { fetch /openapi.json; }
environment() { echo AVOUCH_API_KEY_WAREHOUSE=k3y; }
