"""Times of sessions beside those of Core, of C by hand and of SQLAlchemy."""

import json
import statistics
import subprocess
import sys
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from . import times
from .tools import ROOT, build, run, server_url

# What SQLAlchemy's URLs begin with, and the module that it needs besides. Our options are not those of its drivers,
# but for these.
SQLALCHEMY = {
    "sqlite": ("sqlite", "sqlite3"),
    "postgresql": ("postgresql+psycopg2", "psycopg2"),
    "mariadb": ("mysql+mysqldb", "MySQLdb"),
}
OPTIONS = {"host", "sslmode"}


def python_with(module):
    """A Python that has SQLAlchemy and a driver; nothing where there is none. Debian's need not be the first."""
    for python in (sys.executable, "/usr/bin/python3"):
        asked = subprocess.run([python, "-c", f"import sqlalchemy, {module}"], capture_output=True, check=False)
        if asked.returncode == 0:
            return python
    return None


def url_for_sqlalchemy(database):
    if database == "sqlite":
        return "sqlite://"
    parts = urlsplit(server_url(database))
    options = [(name, value) for name, value in parse_qsl(parts.query) if name in OPTIONS]
    return urlunsplit(parts._replace(scheme=SQLALCHEMY[database][0], query=urlencode(options)))


def measure(database, rounds):
    """{what: {"c", "core", "session", "sqlalchemy"}}, nanoseconds; who does not do it is not there.

    Medians of the processor's time on SQLite; of what waits for a server the best, for whatever else the machine does
    adds to the time of the wall.
    """
    program, only = build("orm") / "orm", f"^{database}: "
    names = run([program, "--benchmark_list_tests", f"--benchmark_filter={only}"]).splitlines()
    timed = times.measure(program, rounds, only, statistics.median if database == "sqlite" else min)
    order = dict.fromkeys(name.removesuffix("/real_time").rsplit("/", 1)[0] for name in names)
    figures = {what.removeprefix(f"{database}: "): timed[what] for what in order}
    python = python_with(SQLALCHEMY[database][1])
    if python:
        script = ROOT / "benchmarks/sqlalchemy/orm.py"
        said = json.loads(run([python, script, url_for_sqlalchemy(database), str(min(rounds, 3))]))
        for what, time in said.items():
            figures[what]["sqlalchemy"] = time
    return figures
