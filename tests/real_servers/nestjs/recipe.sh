build() { npx --no-install tsc; }
version() { npm_version @nestjs/core; }
serve() { exec node app.js; }
contract() { fetch /openapi.json; }
environment() { echo AVOUCH_TOKEN=t0ken; }
