"""Prints, as JSON, what the Python project in the current folder asks for and what of it is there. Reads files; runs nothing of the project."""
import ast
import configparser
import importlib.metadata as metadata
import json
import os
import re
import sys

try:
    from packaging.requirements import InvalidRequirement, Requirement
except ImportError:
    try:
        from pip._vendor.packaging.requirements import InvalidRequirement, Requirement
    except ImportError:
        Requirement = None
        InvalidRequirement = ValueError

LARGEST = 1 << 20
REQUIREMENT_FILES = re.compile(r"^(.*[-_.])?(requirements?|reqs)([-_.].*)?\.txt$")
OF_TESTS = re.compile(r"test|dev|ci$", re.IGNORECASE)
# For developers' hands and release machines: no test imports them.
NOT_NEEDED = {"tox", "nox", "coverage", "pytest-cov", "mypy", "pyright", "ruff", "black", "isort", "flake8", "pylint", "pre-commit", "sphinx", "build", "twine", "wheel", "bandit", "codecov", "tox-gh-actions"}


def text(path):
    try:
        if os.path.islink(path) or os.path.getsize(path) > LARGEST:
            return ""
        with open(path, encoding="utf-8-sig", errors="replace") as file:
            return file.read()
    except OSError:
        return ""


def from_requirements(path, seen):
    if path in seen:
        return
    seen.add(path)
    for line in text(path).replace("\\\n", " ").splitlines():
        line = re.split(r"(?:^|\s)#", line, maxsplit=1)[0].strip()
        include = re.match(r"(?:-r|--requirement)[ =]?\s*(\S+)", line)
        if include:
            nested = os.path.normpath(os.path.join(os.path.dirname(path), include.group(1)))
            if not nested.startswith(("..", "/")):
                yield from from_requirements(nested, seen)
        elif line and not line.startswith("-"):
            yield re.split(r"\s--hash", line)[0].strip()


def from_pyproject():
    try:
        import tomllib
    except ImportError:
        return
    try:
        document = tomllib.loads(text("pyproject.toml"))
    except tomllib.TOMLDecodeError:
        return
    project = document.get("project", {})
    yield from project.get("dependencies", [])
    for name, group in project.get("optional-dependencies", {}).items():
        if OF_TESTS.search(name):
            yield from group
    for name, group in document.get("dependency-groups", {}).items():
        if OF_TESTS.search(name):
            yield from (entry for entry in group if isinstance(entry, str))
    poetry = document.get("tool", {}).get("poetry", {})
    tables = [poetry.get("dependencies", {}), poetry.get("dev-dependencies", {})]
    tables += [group.get("dependencies", {}) for name, group in poetry.get("group", {}).items() if OF_TESTS.search(name)]
    for table in tables:
        for name, wanted in table.items():
            if name.lower() != "python":
                yield name + caret(wanted if isinstance(wanted, str) else wanted.get("version", "") if isinstance(wanted, dict) else "")


def caret(version):
    """Poetry's ranges in the words of PEP 440, coarsely: at least this version."""
    version = version.strip()
    if version in ("", "*"):
        return ""
    if version[0] in "^~":
        return ">=" + version.lstrip("^~= ")
    return version if version[0] in "<>=!" else "==" + version


def from_setup():
    config = configparser.ConfigParser(interpolation=None, strict=False)
    try:
        config.read_string(text("setup.cfg"))
    except configparser.Error:
        config = configparser.ConfigParser()
    for section, keys in (("options", ("install_requires", "tests_require")), ("options.extras_require", None)):
        if config.has_section(section):
            for key, value in config.items(section):
                if (keys is None and OF_TESTS.search(key)) or (keys and key in keys):
                    yield from (line.strip() for line in value.splitlines() if line.strip())
    try:
        tree = ast.parse(text("setup.py"))
    except (SyntaxError, ValueError):
        return
    for call in ast.walk(tree):
        if isinstance(call, ast.Call):
            for keyword in call.keywords:
                yield from from_keyword(keyword)


def from_keyword(keyword):
    try:
        value = ast.literal_eval(keyword.value)
    except (ValueError, SyntaxError):
        return
    if keyword.arg in ("install_requires", "tests_require") and isinstance(value, (list, tuple)):
        yield from value
    elif keyword.arg == "extras_require" and isinstance(value, dict):
        for name, group in value.items():
            if OF_TESTS.search(name):
                yield from group


def look(wanted):
    """The requirement with whether it is there; None when it does not apply here or is no name."""
    if Requirement is None:
        name = re.match(r"[A-Za-z0-9._-]+", wanted)
        return name and {"text": wanted, "name": name.group(), "there": has(name.group()), "version": None}
    try:
        requirement = Requirement(wanted)
    except InvalidRequirement:
        return {"text": wanted, "name": wanted, "there": False, "version": None} if "://" in wanted or "/" in wanted else None
    if requirement.marker and not requirement.marker.evaluate({"extra": ""}):
        return None
    try:
        version = metadata.version(requirement.name)
        there = requirement.specifier.contains(version, prereleases=True)
    except metadata.PackageNotFoundError:
        version, there = None, False
    return {"text": wanted, "name": requirement.name, "there": there, "version": version}


def has(name):
    try:
        metadata.version(name)
        return True
    except metadata.PackageNotFoundError:
        return False


def uses_pytest(tests):
    settings = text("pyproject.toml") + text("setup.cfg") + text("tox.ini")
    if os.path.exists("pytest.ini") or "pytest" in settings or any(os.path.basename(path) == "conftest.py" for path in tests):
        return True
    for path in tests:
        source = text(path)
        if re.search(r"^\s*(import|from)\s+pytest\b", source, re.MULTILINE) or re.search(r"^(async )?def test_", source, re.MULTILINE):
            return True
    return False


def main():
    tests = sys.stdin.buffer.read().decode("utf-8", "surrogateescape").split("\0")
    tests = [path for path in tests if path]
    seen = set()
    wanted = [line for name in sorted(os.listdir(".")) if REQUIREMENT_FILES.match(name) for line in from_requirements(name, seen)]
    if os.path.isdir("requirements"):
        wanted += [line for name in sorted(os.listdir("requirements")) if name.endswith(".txt") for line in from_requirements(os.path.join("requirements", name), seen)]
    wanted += [line for line in (*from_pyproject(), *from_setup()) if isinstance(line, str)]
    pytest = uses_pytest(tests) or any(re.match(r"pytest\b", line) for line in wanted)
    if pytest and not any(re.match(r"pytest\s*([<>=!~;\[]|$)", line) for line in wanted):
        wanted.append("pytest")
    found = [entry for entry in map(look, dict.fromkeys(wanted)) if entry and re.sub(r"[-_.]+", "-", entry["name"]).lower() not in NOT_NEEDED]
    json.dump({"pytest": pytest, "requirements": found, "version": sys.version.split()[0]}, sys.stdout)


main()
