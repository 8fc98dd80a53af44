packages="postgresql"
version() { npm_version unleash-server; }
# PostgreSQL does not run as root.
as_other() { if [ "$(id -u)" = 0 ]; then setpriv --reuid nobody --regid nogroup --clear-groups "$@"; else "$@"; fi; }
serve() {
  bin=$(ls -d {"$DEBIAN",}/usr/lib/postgresql/*/bin 2>/dev/null | tail -1)
  as_other "$bin/initdb" -D "$STATE/data" -U unleash -A trust >/dev/null
  as_other "$bin/postgres" -D "$STATE/data" -k "$STATE" -c listen_addresses= -c fsync=off &
  until psql -h "$STATE" -U unleash -d postgres -c 'create database unleash' >/dev/null 2>&1; do sleep 0.2; done
  export DATABASE_HOST="$STATE" DATABASE_USERNAME=unleash DATABASE_NAME=unleash DATABASE_SSL=false
  export HTTP_HOST=127.0.0.1 HTTP_PORT="$PORT" ENABLE_OAS=true CHECK_VERSION=false SEND_TELEMETRY=false LOG_LEVEL=warn
  export UNLEASH_DEFAULT_ADMIN_USERNAME=ada UNLEASH_DEFAULT_ADMIN_PASSWORD=lovelace
  node node_modules/unleash-server/dist/server.js
}
contract() { fetch /docs/openapi.json; }
# A personal token of the first user, whom a session identifies.
environment() {
  fetch /auth/simple/login -c "$STATE/session" --json '{"username": "ada", "password": "lovelace"}' >"$STATE/user"
  fetch /api/admin/user/tokens -b "$STATE/session" \
    --json '{"description": "for this test", "expiresAt": "2100-01-01T00:00:00Z"}' >"$STATE/token"
  echo "AVOUCH_API_KEY_APIKEY=$(sed 's/.*"secret":"\([^"]*\)".*/\1/' "$STATE/token")"
}
