version() { npm_version json-server; }
serve() {
  cp "$HERE/db.json" "$STATE/db.json"
  exec node node_modules/json-server/lib/cli/bin.js --host 127.0.0.1 --port "$PORT" --quiet "$STATE/db.json"
}
contract() { fetch /profile >"$STATE/ready" && cat "$HERE/openapi.yaml"; }
