packages="python3-fastapi python3-uvicorn"
version() { debian_version python3-fastapi; }
serve() { exec /usr/bin/python3 -m uvicorn --app-dir "$HERE" --host 127.0.0.1 --port "$PORT" --log-level warning app:app; }
contract() { fetch /openapi.json; }
options() { echo "--login"; echo "POST /login"; echo "--values"; echo "$HERE/values.toml"; }
