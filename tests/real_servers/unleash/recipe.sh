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
# A personal token of a user, who logs in with a session.
token_of() {
  fetch /auth/simple/login -c "$STATE/$1" --json "{\"username\": \"$1\", \"password\": \"$2\"}" >"$STATE/user"
  fetch /api/admin/user/tokens -b "$STATE/$1" \
    --json '{"description": "for this test", "expiresAt": "2100-01-01T00:00:00Z"}' |
    sed 's/.*"secret":"\([^"]*\)".*/\1/'
}
# The first user is an administrator; the second one may only view (role 3).
environment() {
  echo "AVOUCH_API_KEY_APIKEY=$(token_of ada lovelace)"
  fetch /api/admin/user-admin -b "$STATE/ada" --json '{"username": "grace", "name": "Grace", "rootRole": 3,
    "email": "grace@example.com", "password": "Hopper-1906-Navy", "sendEmail": false}' >"$STATE/other"
  echo "AVOUCH_OTHER_API_KEY_APIKEY=$(token_of grace Hopper-1906-Navy)"
}
# A viewer's DELETE of a segment that is not there ends the server: nothing catches its error.
options() { echo "--exclude"; echo "removeSegment/403/*"; }
