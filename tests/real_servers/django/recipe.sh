packages="python3-djangorestframework python3-uritemplate python3-inflection"
version() { debian_version python3-djangorestframework; }
serve() { exec /usr/bin/python3 "$HERE/app.py" serve "$PORT"; }
contract() { fetch '/authors/?page=1' >"$STATE/ready" && /usr/bin/python3 "$HERE/app.py" schema; }
