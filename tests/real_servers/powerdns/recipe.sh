packages="pdns-server pdns-backend-sqlite3 sqlite3"
version() { debian_version pdns-server; }
serve() {
  sed -n '/^create/I,$p' "$DEBIAN/usr/share/doc/pdns-backend-sqlite3/schema.sqlite3.sql" | sqlite3 "$STATE/pdns.sqlite"
  modules=$(ls -d "$DEBIAN"/usr/lib/*/pdns)
  exec pdns_server --config-dir="$STATE" --module-dir="$modules" --launch=gsqlite3 --socket-dir="$STATE" \
    --gsqlite3-database="$STATE/pdns.sqlite" --gsqlite3-dnssec --local-address=127.0.0.2 --local-port="$PORT" \
    --webserver --webserver-address=127.0.0.1 --webserver-port="$PORT" --api --api-key=k3y \
    --daemon=no --guardian=no --disable-syslog --loglevel=4
}
contract() { fetch /api/docs -H "X-API-Key: k3y" -H "Accept: application/json"; }
base() { echo /api/v1; }
environment() { echo AVOUCH_API_KEY_APIKEYHEADER=k3y; }
