version() { npm_version @platformatic/db; }
# It makes the API and its document of the tables of a database.
serve() {
  cp -r "$HERE/migrations" "$STATE"
  cat >"$STATE/platformatic.json" <<END
{
  "\$schema": "https://schemas.platformatic.dev/@platformatic/db/2.61.0.json",
  "server": { "hostname": "127.0.0.1", "port": $PORT, "logger": { "level": "warn" } },
  "db": { "connectionString": "sqlite://$STATE/books.sqlite", "openapi": true, "graphql": false },
  "migrations": { "dir": "migrations", "autoApply": true }
}
END
  cd "$STATE"
  exec node "$CACHE/node_modules/@platformatic/db/db.mjs" start --config platformatic.json
}
contract() { fetch /documentation/json; }
