"""Compiles every module named on standard input (NUL-separated) and prints errors and warnings as MSBuild does. Writes and runs nothing."""
import sys
import warnings


def said(path, line, severity, code, message):
    print(f"{path}({line or 1}): {severity} {code}: {' '.join(str(message).split())}")


failed = False
for path in sys.stdin.buffer.read().decode("utf-8", "surrogateescape").split("\0"):
    if not path:
        continue
    try:
        with open(path, "rb") as file:
            source = file.read()
        with warnings.catch_warnings(record=True) as caught:
            warnings.simplefilter("always")
            compile(source, path, "exec", dont_inherit=True)
        for warning in caught:
            said(path, warning.lineno, "warning", "PY0002", warning.message)
    except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
        said(path, getattr(error, "lineno", 1), "error", "PY0001", f"{type(error).__name__}: {getattr(error, 'msg', error)}")
        failed = True
    except OSError:
        continue
sys.exit(1 if failed else 0)
