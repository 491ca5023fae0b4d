"""Runs the unittest cases of the files named on standard input (NUL-separated) and writes a JUnit report. Reads BACKSMITH_RESULTS, BACKSMITH_COVER
and, as arguments, the names of the tests to run (none for all)."""
import importlib
import os
import sys
import time
import traceback
import unittest
from xml.sax.saxutils import quoteattr

from backsmith_lines import Lines

results = os.environ["BACKSMITH_RESULTS"]
cover = os.environ.get("BACKSMITH_COVER")


class Recorded(unittest.TestResult):
    def __init__(self):
        super().__init__()
        self.entries = {}
        self._started = 0.0

    def startTest(self, test):
        super().startTest(test)
        self._started = time.perf_counter()
        self.entries[test.id()] = ["passed", "", 0.0]

    def stopTest(self, test):
        super().stopTest(test)
        if test.id() in self.entries:
            self.entries[test.id()][2] = time.perf_counter() - self._started

    def _note(self, test, status, message):
        entry = self.entries.setdefault(test.id(), [status, message, 0.0])
        if entry[0] != "failed":
            entry[0], entry[1] = status, message

    def addError(self, test, error):
        super().addError(test, error)
        self._note(test, "failed", "".join(traceback.format_exception(*error)[-2:]))

    addFailure = addError

    def addSkip(self, test, reason):
        super().addSkip(test, reason)
        self._note(test, "skipped", reason)

    def addExpectedFailure(self, test, error):
        super().addExpectedFailure(test, error)

    def addUnexpectedSuccess(self, test):
        super().addUnexpectedSuccess(test)
        self._note(test, "failed", "unexpected success")

    def addSubTest(self, test, subtest, error):
        super().addSubTest(test, subtest, error)
        if error is not None:
            self._note(test, "failed", "".join(traceback.format_exception(*error)[-2:]))


def place(path):
    """The folder that its imports start from, and its module name there."""
    folder, name = os.path.split(os.path.abspath(path))
    module = os.path.splitext(name)[0]
    while os.path.exists(os.path.join(folder, "__init__.py")) and os.path.dirname(folder) != folder:
        folder, package = os.path.split(folder)
        module = package + "." + module
    return folder, module


def cases(suite):
    for entry in suite:
        if isinstance(entry, unittest.TestSuite):
            yield from cases(entry)
        else:
            yield entry


def load(paths):
    whole = unittest.TestSuite()
    broken = []
    for path in paths:
        folder, module = place(path)
        if folder not in sys.path:
            sys.path.insert(0, folder)
        try:
            whole.addTests(unittest.defaultTestLoader.loadTestsFromModule(importlib.import_module(module)))
        except (Exception, SystemExit):
            broken.append((module, traceback.format_exc(limit=-2)))
    return whole, broken


def write(recorded, broken):
    with open(os.path.join(results, "report.xml"), "w", encoding="utf-8") as file:
        file.write('<?xml version="1.0" encoding="utf-8"?>\n<testsuites>\n')
        for module, message in broken:
            file.write(f'<testcase classname="" name={attribute(module)} time="0"><error message={attribute(message)}/></testcase>\n')
        for name, (status, message, seconds) in recorded.entries.items():
            inner = "" if status == "passed" else f"<{'failure' if status == 'failed' else 'skipped'} message={attribute(message)}/>"
            file.write(f'<testcase classname="" name={attribute(name)} time="{seconds:.6f}">{inner}</testcase>\n')
        file.write("</testsuites>\n")


def attribute(value):
    return quoteattr("".join(character if character >= " " or character == "\n" else "?" for character in str(value)))


paths = [path for path in sys.stdin.buffer.read().decode("utf-8", "surrogateescape").split("\0") if path]
lines = Lines(cover) if cover else None
if lines:
    lines.start()
sys.path.insert(0, os.getcwd())
suite, broken = load(paths)
wanted = set(sys.argv[1:])
chosen = [case for case in cases(suite) if not wanted or case.id() in wanted]
with open(os.path.join(results, "listed.txt"), "w", encoding="utf-8", errors="replace") as listed:
    listed.writelines(case.id() + "\n" for case in chosen)
recorded = Recorded()
unittest.TestSuite(chosen).run(recorded)
if lines:
    lines.stop()
    lines.write(os.path.join(results, "lines.json"))
write(recorded, broken)
sys.exit(0 if recorded.wasSuccessful() and not broken else 1)
