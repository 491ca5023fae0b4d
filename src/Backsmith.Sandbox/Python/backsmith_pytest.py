"""A plugin of pytest: lists the tests that were collected, and records the lines that run when it is asked to. Reads BACKSMITH_RESULTS (a folder) and BACKSMITH_COVER (a folder to watch)."""
import os

from backsmith_lines import Lines

_results = os.environ["BACKSMITH_RESULTS"]
_lines = Lines(os.environ["BACKSMITH_COVER"]) if os.environ.get("BACKSMITH_COVER") else None
if _lines:
    _lines.start()


def pytest_collection_finish(session):
    with open(os.path.join(_results, "listed.txt"), "w", encoding="utf-8", errors="replace") as file:
        file.writelines(item.nodeid.replace("\n", "\\n") + "\n" for item in session.items)


def pytest_unconfigure(config):
    if _lines:
        _lines.stop()
        _lines.write(os.path.join(_results, "lines.json"))
