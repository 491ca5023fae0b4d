"""Records which lines below a folder run, for coverage. The standard library alone is used, so that it works wherever Python does."""
import json
import os
import sys
import threading


class Lines:
    def __init__(self, root):
        self._root = os.path.realpath(root) + os.sep
        self._seen = {}

    def start(self):
        threading.settrace(self._call)
        sys.settrace(self._call)

    def stop(self):
        sys.settrace(None)
        threading.settrace(None)

    def _call(self, frame, event, argument):
        path = frame.f_code.co_filename
        lines = self._seen.get(path)
        if lines is None:
            real = os.path.realpath(path)
            lines = self._seen[path] = set() if real.startswith(self._root) and real.endswith(".py") else False
        if lines is False:
            return None
        lines.add(frame.f_lineno)

        def local(inner, kind, value):
            if kind == "line":
                lines.add(inner.f_lineno)
            return local

        return local

    def write(self, path):
        report = {}
        for name, lines in list(self._seen.items()):
            if lines:
                real = os.path.realpath(name)[len(self._root):]
                report.setdefault(real, set()).update(lines)
        found = []
        for name, lines in report.items():
            can = runnable(self._root + name)
            found.append({"path": name, "covered": sorted(can & lines), "uncovered": sorted(can - lines)})
        with open(path, "w", encoding="utf-8") as file:
            json.dump(found, file)


def runnable(path):
    """Lines that hold code, docstrings left out."""
    try:
        with open(path, "rb") as file:
            codes = [compile(file.read(), path, "exec", dont_inherit=True)]
    except (OSError, SyntaxError, ValueError):
        return set()
    lines = set()
    while codes:
        code = codes.pop()
        lines.update(line for _, _, line in code.co_lines() if line)
        codes.extend(constant for constant in code.co_consts if hasattr(constant, "co_lines"))
    return lines
