version() { npm_version directus; }
serve() {
  export DB_CLIENT=sqlite3 DB_FILENAME="$STATE/directus.sqlite" HOST=127.0.0.1 PUBLIC_URL="$URL" SECRET=for-this-test-alone
  export ADMIN_EMAIL=ada@example.com ADMIN_PASSWORD=lovelace ADMIN_TOKEN=t0ken TELEMETRY=false LOG_LEVEL=warn
  export STORAGE_LOCATIONS=local STORAGE_LOCAL_ROOT="$STATE/uploads" EXTENSIONS_PATH="$STATE/extensions"
  export RATE_LIMITER_ENABLED=false CACHE_ENABLED=false MARKETPLACE_TRUST=sandbox
  mkdir "$STATE/uploads" "$STATE/extensions"
  node node_modules/directus/cli.js bootstrap
  exec node node_modules/directus/cli.js start
}
contract() { fetch "/server/specs/oas" -H "Authorization: Bearer t0ken"; }
options() { echo "-H"; echo "Authorization: Bearer t0ken"; }
