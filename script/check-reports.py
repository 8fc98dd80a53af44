# SPDX-License-Identifier: MIT
# The part of script/check-reports that asks libraries of Python: python3-jsonschema and python3-html5lib. Says which of them
# is not there. Usage: check-reports.py SCHEMAS FOLDER...
import json
import pathlib
import sys

schemas = pathlib.Path(sys.argv[1])
folders = [pathlib.Path(name) for name in sys.argv[2:]]
passed = failed = 0


def said(what, complaint=""):
    global passed, failed
    if complaint:
        failed += 1
        print(f"FAILED {what}: {str(complaint)[:2000]}")
    else:
        passed += 1
        print(f"right  {what}")


def described(name):
    """What Avouch wrote by the schema of that name."""
    if name == "report":
        return [folder / "run.json" for folder in folders]
    if name == "sarif-report":
        return [folder / "run.sarif" for folder in folders]
    return [pathlib.Path("commands") / f"{name}.json"]


def check_schemas():
    try:
        from jsonschema import Draft7Validator, Draft202012Validator, FormatChecker
    except ImportError:
        print("skipped: python3-jsonschema is not installed")
        return
    for file in sorted(schemas.glob("*.schema.json")):
        if file.name.startswith("configuration-webhook"):  # of an API of others
            continue
        schema = json.loads(file.read_text())
        validator = Draft7Validator if "draft-07" in schema["$schema"] else Draft202012Validator
        try:
            validator.check_schema(schema)
            said(f"schemas/{file.name}, jsonschema")
        except Exception as error:
            said(f"schemas/{file.name}, jsonschema", error)
            continue
        for report in described(file.name.split(".")[0]):
            if not report.exists():
                continue
            errors = list(validator(schema, format_checker=FormatChecker()).iter_errors(json.loads(report.read_text())))
            said(f"{report}, jsonschema", "; ".join(f"{error.json_path}: {error.message[:200]}" for error in errors[:5]))


# The parser of the HTML standard tells what a browser only mends.
def check_pages():
    try:
        import html5lib
    except ImportError:
        print("skipped: python3-html5lib is not installed")
        return
    for folder in folders:
        parser = html5lib.HTMLParser()
        parser.parse((folder / "run.html").read_text())
        said(f"{folder}/run.html, html5lib", "; ".join(f"{place}: {what} {more}" for place, what, more in parser.errors[:5]))


check_schemas()
check_pages()
print(f"{passed} passed, {failed} failed")
sys.exit(1 if failed else 0)
