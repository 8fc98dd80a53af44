version() { npm_version @loopback/example-todo; }
# The example keeps its data in a file below the current folder.
serve() {
  mkdir "$STATE/data"
  cd "$STATE"
  exec node "$CACHE/serve.cjs"
}
contract() { fetch /openapi.json; }
