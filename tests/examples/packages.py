#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Runs examples/packages and checks what it says.

    packages.py PROGRAM [STATUS_FILE]

* Every answer is compared with that of the sqlite3 shell to hand-written SQL on the same database file.
* What was imported is compared with what dpkg-query says of the same status file.
* Files that are cut or wrong in other ways give one line, exit code 1, and leave the database as it was.
"""

import os
import random
import re
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

TAB = "\x1f"

# One question a heading: the SQL is written by hand, from the question and the tables, not from the program's output.
QUESTIONS = {
    "Which sections take the most space?": """
        SELECT coalesce(s.name, '(none)'), count(*), coalesce(sum(p.installed_size), 0)
        FROM packages p LEFT JOIN sections s ON s.id = p.section_id
        WHERE p.state <> 'config_files'
        GROUP BY p.section_id
        ORDER BY coalesce(sum(p.installed_size), 0) DESC, coalesce(s.name, '(none)')
        LIMIT 10""",
    "Which packages are the biggest?": """
        SELECT p.name, p.installed_size, s.name, m.name
        FROM packages p
        LEFT JOIN sections s ON s.id = p.section_id
        LEFT JOIN maintainers m ON m.id = p.maintainer_id
        WHERE p.state <> 'config_files' AND p.installed_size IS NOT NULL
        ORDER BY p.installed_size DESC, p.name, p.architecture
        LIMIT 10""",
    "Which are the two biggest packages of each large section?": """
        WITH present AS (SELECT * FROM packages WHERE state <> 'config_files' AND installed_size IS NOT NULL),
             placed AS (SELECT a.*, (SELECT count(*) FROM present b WHERE b.section_id = a.section_id
                                     AND b.installed_size > a.installed_size) + 1 AS place FROM present a)
        SELECT s.name, place, placed.name, installed_size
        FROM placed JOIN sections s ON s.id = placed.section_id
        WHERE place <= 2 AND (SELECT count(*) FROM present WHERE section_id = s.id) >= 10
        ORDER BY s.name, place, placed.name, placed.architecture""",
    "Which packages do the most others need?": """
        SELECT name, architecture,
               (SELECT count(DISTINCT package_id) FROM dependencies d
                WHERE d.depends_on_id = p.id AND kind IN ('depends', 'pre_depends')) AS dependants
        FROM packages p
        WHERE dependants > 0
        ORDER BY dependants DESC, name, architecture
        LIMIT 10""",
    "Which libraries does no other package need?": """
        SELECT name, version, installed_size
        FROM packages p
        WHERE state <> 'config_files' AND section_id = (SELECT id FROM sections WHERE name = 'libs')
          AND id NOT IN (SELECT depends_on_id FROM dependencies
                         WHERE depends_on_id IS NOT NULL AND kind IN ('depends', 'pre_depends'))
        ORDER BY coalesce(installed_size, -1) DESC, name, architecture
        LIMIT 10""",
    "What is recommended or suggested most, and is not there?": """
        SELECT d.name, count(DISTINCT d.package_id)
        FROM dependencies d
        WHERE d.kind IN ('recommends', 'suggests') AND d.depends_on_id IS NULL
          AND d.name NOT IN (SELECT name FROM provides)
        GROUP BY d.name
        ORDER BY count(DISTINCT d.package_id) DESC, d.name
        LIMIT 10""",
    "Who maintains the most packages?": """
        WITH present AS (SELECT * FROM packages WHERE state <> 'config_files')
        SELECT m.name, m.email, count(*), count(DISTINCT p.section_id),
               100 * count(*) / (SELECT count(*) FROM present)
        FROM present p, maintainers m
        WHERE m.id = p.maintainer_id
        GROUP BY m.id
        HAVING count(*) >= 2
        ORDER BY count(*) DESC, m.name, m.email
        LIMIT 10""",
    "Which packages are more than twenty times the average of their section?": """
        WITH average AS (SELECT section_id, avg(installed_size) AS size FROM packages
                         WHERE state <> 'config_files' GROUP BY section_id)
        SELECT p.name, s.name, p.installed_size, printf('%d', round(average.size))
        FROM packages p JOIN average USING (section_id) JOIN sections s ON s.id = p.section_id
        WHERE p.state <> 'config_files' AND p.installed_size > 20 * average.size
        ORDER BY p.installed_size / average.size DESC, p.name, p.architecture""",
    "How few packages fill half of the space?": """
        WITH present AS (SELECT * FROM packages WHERE state <> 'config_files' AND installed_size IS NOT NULL),
             bigger AS (SELECT a.id, a.installed_size AS own, coalesce(sum(b.installed_size), 0) AS before
                        FROM present a LEFT JOIN present b
                          ON b.installed_size > a.installed_size OR (b.installed_size = a.installed_size AND b.id < a.id)
                        GROUP BY a.id)
        SELECT count(*), min(own), sum(own)
        FROM bigger
        WHERE 2 * before < (SELECT sum(installed_size) FROM present)""",
    "Which packages need each other?": """
        WITH needs AS (SELECT DISTINCT package_id AS a, depends_on_id AS b FROM dependencies
                       WHERE depends_on_id IS NOT NULL AND kind IN ('depends', 'pre_depends'))
        SELECT p.name, q.name
        FROM packages p, packages q
        WHERE p.name < q.name AND (p.id, q.id) IN (SELECT a, b FROM needs) AND (q.id, p.id) IN (SELECT a, b FROM needs)
        GROUP BY p.name, q.name
        ORDER BY p.name, q.name""",
    "Which dependencies does nothing here meet?": """
        WITH met AS (SELECT package_id, kind, position FROM dependencies
                     WHERE depends_on_id IS NOT NULL OR name IN (SELECT name FROM provides))
        SELECT p.name, d.name
        FROM dependencies d JOIN packages p ON p.id = d.package_id
        WHERE d.kind IN ('depends', 'pre_depends') AND d.alternative = 1
          AND (d.package_id, d.kind, d.position) NOT IN (SELECT * FROM met)
        ORDER BY p.name, d.name, p.architecture, d.kind, d.position""",
    "How often has each file been read?": """
        SELECT file, times, packages FROM imports ORDER BY file""",
}

# Written by hand to hold what a tidy system does not: two architectures of one package, states, folded fields, a
# missing section and maintainer, alternatives, virtual packages, circles, what nothing meets.
STATUS = """\
Package: base
Essential: yes
Status: install ok installed
Priority: required
Section: admin
Installed-Size: 100
Maintainer: Zoë O'Brien, Inc. <zoe@example.org>
Architecture: amd64
Multi-Arch: foreign
Version: 1:2.0~rc1-3+b1
Pre-Depends: libone (>= 1.0)
Depends: libone (>= 1.0), libtwo:any (<< 9~), mta | mail-transport-agent,
 cron
  | anacron
Suggests: manual, absent-tool (= 1.2-3)
Description: the base
 Two lines
 .
 and a third: with a colon

Package: libone
Status: install ok installed
Priority: optional
Section: libs
Installed-Size: 10
Maintainer: Zoë O'Brien, Inc. <zoe@example.org>
Architecture: amd64
Multi-Arch: same
Version: 1.1
Depends: libtwo
Recommends: absent-tool
Description: one

package: libone
STATUS: hold ok unpacked
Priority: optional
Section: libs
Installed-Size: 11
Maintainer: Zoë O'Brien, Inc. <zoe@example.org>
Architecture: i386
Multi-Arch: same
Version: 1.1
Depends: libtwo
Description: one

Package: libtwo
Status: install ok installed
Section: libs
Installed-Size: 3000
Maintainer: Nobody
Architecture: amd64
Multi-Arch: same
Version: 2
Depends: libone
Provides: virtual-two (= 2), cron
Description: two

Package: libtwo
Status: install ok installed
Section: libs
Installed-Size: 3000
Maintainer: Nobody
Architecture: i386
Multi-Arch: same
Version: 2
Depends: libone, libone:amd64, no-such-package (>= 1) | nor-this
Description: two

Package: bare
Status: install ok triggers-pending
Architecture: all
Version: 0
Triggers-Pending: ldconfig

Package: gone
Status: deinstall ok config-files
Section: libs
Installed-Size: 99999
Maintainer: Nobody
Architecture: amd64
Version: 7
Depends: base
Description: has left its configuration

Package: mta
Status: deinstall ok config-files
Section: mail
Installed-Size: 5
Maintainer: Nobody <nobody@example.org>
Architecture: amd64
Version: 7
Provides: mail-transport-agent
Description: has left its configuration

Package: wanted
Status: install ok not-installed
Section: libs

Package: halfway
Status: install reinstreq half-installed
Section: libs

"""

# kind|position|alternative|name|qualifier|relation|version|the package it is linked to
BASE_DEPENDENCIES = """\
depends|1|1|libone|-|>=|1.0|libone:amd64
depends|2|1|libtwo|any|<<|9~|libtwo:amd64
depends|3|1|mta|-|-|-|-
depends|3|2|mail-transport-agent|-|-|-|-
depends|4|1|cron|-|-|-|-
depends|4|2|anacron|-|-|-|-
pre_depends|1|1|libone|-|>=|1.0|libone:amd64
suggests|1|1|manual|-|-|-|-
suggests|2|1|absent-tool|-|=|1.2-3|-"""

LINKS = """\
base:amd64 -> libone:amd64
base:amd64 -> libone:amd64
base:amd64 -> libtwo:amd64
libone:amd64 -> libtwo:amd64
libone:i386 -> libtwo:i386
libtwo:amd64 -> libone:amd64
libtwo:i386 -> libone:amd64
libtwo:i386 -> libone:i386"""

GOOD = """\
Package: good
Status: install ok installed
Architecture: all
Version: 1

"""

# What is wrong, the file, the line, and a part of the sentence.
BAD = {
    "cut inside a line": (GOOD + "Package: next\nStatus: inst", 7, "ends inside a line"),
    "cut inside a paragraph": (GOOD + GOOD[:-1].replace("good", "next"), 9, "ends inside the paragraph"),
    "empty": ("", 1, "empty"),
    "no Package": (GOOD + "Status: install ok installed\nArchitecture: all\nVersion: 1\n\n", 6, "Package"),
    "no Status": (GOOD + "Package: next\nArchitecture: all\nVersion: 1\n\n", 6, "Status"),
    "no Version": (GOOD + "Package: next\nStatus: install ok installed\nArchitecture: all\n\n", 6, "Version"),
    "no Architecture": (GOOD + "Package: next\nStatus: install ok installed\nVersion: 1\n\n", 6, "Architecture"),
    "empty Version": (GOOD + GOOD.replace("good", "next").replace("Version: 1", "Version:"), 9, "Version"),
    "wrong Version": (GOOD + GOOD.replace("good", "next").replace("Version: 1", "Version: 1 2"), 9, "version"),
    "continuation first": (" lost\n" + GOOD, 1, "continuation line"),
    "continuation after an empty line": (GOOD + " lost\n\n" + GOOD, 6, "continuation line"),
    "blank line in a field": (GOOD.replace("\n\n", "\nDescription: a\n \n b\n\n"), 6, "blank line"),
    "no colon": (GOOD + "Package next\n\n", 6, "colon"),
    "no name of a field": (GOOD + "Pack age: next\n\n", 6, "name of a field"),
    "field twice": (GOOD.replace("Version: 1", "Version: 1\nVersion: 2"), 5, "twice"),
    "package twice": (GOOD + GOOD, 6, "twice"),
    "wrong Status": (GOOD.replace("ok installed", "installed"), 2, "status"),
    "wrong name": (GOOD.replace("good", "-good"), 1, "name of a package"),
    "wrong size": (GOOD.replace("\n\n", "\nInstalled-Size: 12k\n\n"), 5, "size"),
    "negative size": (GOOD.replace("\n\n", "\nInstalled-Size: -1\n\n"), 5, "size"),
    "huge size": (GOOD.replace("\n\n", "\nInstalled-Size: 9223372036854775808\n\n"), 5, "size"),
    "wrong Essential": (GOOD.replace("\n\n", "\nEssential: perhaps\n\n"), 5, "yes nor no"),
    "empty dependency": (GOOD.replace("\n\n", "\nDepends: a,,b\n\n"), 5, "empty entry"),
    "empty alternative in a folded field": (GOOD.replace("\n\n", "\nDepends: a,\n b |\n\n"), 6, "empty entry"),
    "no relation": (GOOD.replace("\n\n", "\nDepends: a (1)\n\n"), 5, "relation"),
    "no parenthesis": (GOOD.replace("\n\n", "\nDepends: a (>= 1, b\n\n"), 5, "parenthesis"),
    "too much": (GOOD.replace("\n\n", "\nDepends: a b\n\n"), 5, "after the end"),
    "section of two lines": (GOOD.replace("\n\n", "\nSection: a\n b\n\n"), 5, "more than one line"),
    "NUL": (GOOD + "Package: ne\0xt\n\n", 6, "NUL"),
}

failures = 0


def check(condition, what, detail=""):
    global failures
    if not condition:
        failures += 1
        print(f"FAILED: {what}" + (f"\n{detail}" if detail else ""))


def difference(expected, actual):
    lines = ["    expected:"] + [f"        {row}" for row in expected] + ["    actual:"] + [f"        {row}" for row in actual]
    return "\n".join(lines)


def sql(database, statement):
    run = subprocess.run(
        ["sqlite3", "-init", os.devnull, "-batch", "-readonly", "-separator", TAB, "-nullvalue", "-", str(database), statement],
        capture_output=True, text=True)
    check(run.returncode == 0, "sqlite3 refuses the SQL", statement + run.stderr)
    return [line.split(TAB) for line in run.stdout.splitlines()]


def run(program, *arguments):
    """Runs the program. Lines that tell how far it is, as on a slow machine, are kept apart from what it has to say."""
    result = subprocess.run([str(program), *map(str, arguments)], capture_output=True, text=True)
    lines = result.stderr.splitlines(keepends=True)
    result.progress = [line for line in lines if re.fullmatch(r".*: \d+ % imported\n", line)]
    result.stderr = "".join(line for line in lines if line not in result.progress)
    return result


def answers(output):
    """The rows under each heading, without the names of the columns."""
    found = {}
    for part in output.split("\n== ")[1:]:
        heading, *rows = part.rstrip("\n").split("\n")
        if rows == ["(none)"]:
            rows = [""]
        found[heading] = [[cell.strip() for cell in row.split(" | ")] for row in rows[1:]]
    return found


def check_answers(output, database, name):
    found = answers(output)
    check(list(found) == list(QUESTIONS), f"{name}: the questions", difference(QUESTIONS, found))
    for question, statement in QUESTIONS.items():
        expected = sql(database, statement)
        check(found.get(question) == expected, f"{name}: {question}", difference(expected, found.get(question, [])))
    return found


def check_against_dpkg(status, database, name):
    """dpkg reads the file by itself; what it finds must be what was imported."""
    if not shutil.which("dpkg-query"):
        print("dpkg-query is not here: what was imported is not compared with it")
        return
    with tempfile.TemporaryDirectory() as directory:
        shutil.copy(status, Path(directory, "status"))
        fields = ["Package", "Architecture", "Version", "db:Status-Status", "Essential", "Priority", "Section",
                  "Installed-Size", "Maintainer", "Pre-Depends", "Depends", "Recommends", "Suggests", "Provides"]
        shown = "\x1f".join("${%s}" % field for field in fields) + "\x1e"
        listed = subprocess.run(["dpkg-query", f"--admindir={directory}", "-W", "-f", shown], capture_output=True, text=True)
        check(listed.returncode == 0, f"{name}: dpkg-query", listed.stderr)
    packages, dependencies, provides = [], [], []
    for record in listed.stdout.split("\x1e")[:-1]:
        values = dict(zip(fields, record.split("\x1f")))
        state = values["db:Status-Status"]
        if state == "not-installed" or (state == "half-installed" and not values["Version"]):
            continue
        key = values["Package"] + ":" + values["Architecture"]
        person = re.fullmatch(r"(.*?)\s*(?:<(.*)>)?", values["Maintainer"])
        maintainer = [person[1], person[2] or ""] if values["Maintainer"] else ["-", "-"]
        packages.append([key, values["Version"], state.replace("-", "_"), "1" if values["Essential"] == "yes" else "0",
                         values["Priority"] if values["Priority"] not in ("", "unknown") else "-",
                         values["Section"] or "-", values["Installed-Size"] or "-", *maintainer])
        if state == "config-files":
            continue
        for field in ("Pre-Depends", "Depends", "Recommends", "Suggests"):
            for position, group in enumerate(filter(None, values[field].split(", ")), 1):
                for alternative, text in enumerate(group.split(" | "), 1):
                    name_, qualifier, relation, version = re.fullmatch(
                        r"([^\s:]+)(?::(\S+))?(?: \((\S+) (\S+)\))?", text).groups()
                    dependencies.append([key, field.lower().replace("-", "_"), str(position), str(alternative), name_,
                                         qualifier or "-", relation or "-", version or "-"])
        for text in filter(None, values["Provides"].split(", ")):
            name_, version = re.fullmatch(r"(\S+)(?: \(= (\S+)\))?", text).groups()
            provides.append([key, name_, version or "-"])

    def same(expected, statement, what):
        actual = sorted(sql(database, statement))
        expected = sorted(expected)
        missing = [row for row in expected if row not in actual][:5]
        surplus = [row for row in actual if row not in expected][:5]
        check(actual == expected, f"{name}: {what} differ from dpkg-query's", difference(missing, surplus))

    same(packages, """SELECT p.name || ':' || architecture, version, state, essential, priority, s.name, installed_size,
                             m.name, m.email
                      FROM packages p LEFT JOIN sections s ON s.id = section_id
                      LEFT JOIN maintainers m ON m.id = maintainer_id""", "packages")
    same(dependencies, """SELECT p.name || ':' || architecture, kind, position, alternative, d.name, qualifier, relation,
                                 d.version
                          FROM dependencies d JOIN packages p ON p.id = package_id""", "dependencies")
    same(provides, """SELECT p.name || ':' || architecture, v.name, v.version
                      FROM provides v JOIN packages p ON p.id = package_id""", "provided names")


def contents(database):
    run = subprocess.run(["sqlite3", "-init", os.devnull, "-batch", "-readonly", str(database), ".dump"], capture_output=True, text=True)
    return run.stdout


def test_real_file(program, original, directory):
    # A copy, because somebody may install a package meanwhile.
    status, database = directory / "real", directory / "real.db"
    shutil.copy(original, status)
    result = run(program, status, f"sqlite:///{database}")
    check(result.returncode == 0, "the real file", result.stderr)
    check_answers(result.stdout, database, "the real file")
    check_against_dpkg(status, database, "the real file")
    in_memory = run(program, status)
    check(in_memory.returncode == 0 and answers(in_memory.stdout) == answers(result.stdout), "the database in memory",
          in_memory.stderr)
    if str(original) == "/var/lib/dpkg/status":
        by_default = run(program)
        check(by_default.returncode == 0, "the default file", by_default.stderr)
        read = answers(by_default.stdout).get("How often has each file been read?", [])
        check([row[0] for row in read] == [str(original)], "the default file is not dpkg's", by_default.stdout)
    test_postgresql(program, status, in_memory.stdout, "the real file")


def test_postgresql(program, status, expected, name):
    """The same answers from PostgreSQL, where the tests have a server."""
    server = os.environ.get("SQLALLOY_POSTGRESQL_URL")
    if not server or not shutil.which("psql"):
        print("no PostgreSQL server, or no psql: the answers of SQLite are not compared with its")
        return
    database = f"sqlalloy_packages_{os.getpid()}"

    def psql(statement):
        made = subprocess.run(["psql", "-X", "-q", "-d", server, "-c", statement], capture_output=True, text=True)
        check(made.returncode == 0, f"psql: {statement}", made.stderr)

    psql(f"CREATE DATABASE {database} TEMPLATE template0 ENCODING 'UTF8' LC_COLLATE 'C' LC_CTYPE 'C'")
    try:
        result = run(program, status, urlunsplit(urlsplit(server)._replace(path=f"/{database}")))
        check(result.returncode == 0, f"{name} on PostgreSQL", result.stderr)
        check(answers(result.stdout) == answers(expected), f"{name} on PostgreSQL: other answers",
              difference(expected.splitlines(), result.stdout.splitlines()))
    finally:
        psql(f"DROP DATABASE IF EXISTS {database}")


def test_written_file(program, directory):
    status, database = directory / "status", directory / "written.db"
    url = f"sqlite:///{database}"
    status.write_text(STATUS)
    result = run(program, status, url)
    check(result.returncode == 0 and result.stderr == "", "the written file", result.stderr)
    found = check_answers(result.stdout, database, "the written file")
    test_postgresql(program, status, result.stdout, "the written file")
    check_against_dpkg(status, database, "the written file")
    check(found["Which dependencies does nothing here meet?"] == [["base", "mta"], ["libtwo", "no-such-package"]],
          "what nothing meets", str(found["Which dependencies does nothing here meet?"]))
    check(found["Which packages need each other?"] == [["libone", "libtwo"]], "circles")

    rows = sql(database, """SELECT d.kind, d.position, d.alternative, d.name, d.qualifier, d.relation, d.version,
                                   t.name || ':' || t.architecture
                            FROM dependencies d JOIN packages p ON p.id = d.package_id
                            LEFT JOIN packages t ON t.id = d.depends_on_id
                            WHERE p.name = 'base' ORDER BY 1, 2, 3""")
    expected = [line.split("|") for line in BASE_DEPENDENCIES.splitlines()]
    check(rows == expected, "the dependencies of base", difference(expected, rows))
    rows = sql(database, """SELECT p.name || ':' || p.architecture || ' -> ' || t.name || ':' || t.architecture AS link
                            FROM dependencies d JOIN packages p ON p.id = d.package_id
                            JOIN packages t ON t.id = d.depends_on_id ORDER BY link""")
    expected = [[line] for line in LINKS.splitlines()]
    check(rows == expected, "the links", difference(expected, rows))
    rows = sql(database, "SELECT summary FROM packages WHERE name = 'base'")
    check(rows == [["the base"]], "the summary", str(rows))

    # Read once more, with one package of another version, one new and one gone.
    ids = dict(sql(database, "SELECT name || architecture, id FROM packages"))
    changed = STATUS.replace("Version: 1:2.0~rc1-3+b1", "Version: 1:2.0-1").replace("Package: bare", "Package: new")
    status.write_text(changed.replace("mail\n", "net\n"))
    again = run(program, status, url)
    check(again.returncode == 0, "the second import", again.stderr)
    check_answers(again.stdout, database, "the second import")
    check_against_dpkg(status, database, "the second import")
    new_ids = dict(sql(database, "SELECT name || architecture, id FROM packages"))
    kept = {name: id for name, id in ids.items() if name != "bareall"}
    check(kept.items() <= new_ids.items() and "newall" in new_ids and "bareall" not in new_ids, "the ids that stay")
    check(sql(database, "SELECT name FROM sections ORDER BY name") == [["admin"], ["libs"], ["net"]], "sections left over")
    check(sql(database, "SELECT times, packages FROM imports") == [["2", "8"]], "the upsert")

    # One package alone: most answers are empty.
    status.write_text(GOOD)
    alone = run(program, status, url)
    check(alone.returncode == 0, "one package", alone.stderr)
    check_answers(alone.stdout, database, "one package")


def test_bad_files(program, directory, status):
    empty, filled = directory / "empty.db", directory / "filled.db"
    bad = directory / "bad"
    bad.write_text(STATUS)
    check(run(program, bad, f"sqlite:///{filled}").returncode == 0, "a good file before the bad ones")
    before = contents(filled)
    check("libtwo" in before, "the database before the bad files")

    def refused(path, message, what):
        for database in (empty, filled):
            result = run(program, path, f"sqlite:///{database}")
            check(result.returncode == 1, f"{what}: exit code {result.returncode}")
            check(result.stdout == "", f"{what}: prints answers", result.stdout)
            check(result.stderr.count("\n") == 1 and result.stderr.endswith("\n"), f"{what}: not one line", result.stderr)
            check(re.search(message, result.stderr), f"{what}: expected {message}", result.stderr)
        check(contents(filled) == before, f"{what}: the database has changed")
        check(not empty.exists() or sql(empty, "SELECT count(*) FROM sqlite_schema") == [["0"]],
              f"{what}: something was imported")

    for what, (text, line, message) in BAD.items():
        bad.write_bytes(text.encode())
        refused(bad, f"{re.escape(str(bad))}:{line}: .*{message}", what)

    whole = status.read_bytes() if status else STATUS.encode()
    chance = random.Random(1)
    ends = [match.end() for match in re.finditer(rb"\n\n", whole)]  # a cut between two packages cannot be seen
    for cut in [len(whole) // 2, len(whole) - 1, *(chance.randrange(1, len(whole)) for _ in range(8))]:
        if cut not in ends:
            bad.write_bytes(whole[:cut])
            line = whole[:cut].count(b"\n") + (whole[cut - 1:cut] != b"\n")
            refused(bad, f"{re.escape(str(bad))}:{line}: .*cut", f"cut after {cut} bytes")

    refused(directory / "missing", re.escape(str(directory / "missing")) + ": .*No such file", "a file that is not there")
    refused(directory, re.escape(str(directory)) + ": .*directory", "a directory")
    if os.geteuid() != 0:
        bad.chmod(0)
        refused(bad, re.escape(str(bad)) + ": .*Permission denied", "a file that may not be read")
        bad.chmod(0o600)

    for url, message in (("sqlite:////no/such/folder/x.db", "open"), ("nonsense", "URL|url"), ("oracle://x", "oracle")):
        result = run(program, status or bad, url)
        check(result.returncode == 1 and result.stderr.count("\n") == 1 and re.search(message, result.stderr),
              f"the URL {url}", result.stderr)


def test_progress(program, directory):
    """An import of more than a second says how far it is, on stderr."""
    status = directory / "large"
    count = 500
    for _ in range(12):
        with status.open("w") as file:
            for i in range(count):
                file.write(f"Package: p{i}\nStatus: install ok installed\nSection: s{i % 50}\nInstalled-Size: {i}\n"
                           f"Maintainer: m{i % 100} <m@example.org>\nArchitecture: all\nVersion: {i}\n"
                           f"Depends: p{i // 2}, p{i // 3} (>= 1) | p{i // 4}, p{i // 5}\n\n")
        start = time.monotonic()
        result = run(program, status)
        elapsed = time.monotonic() - start
        check(result.returncode == 0, "a large file", result.stderr)
        if result.progress or elapsed > 20:
            break
        count *= 2
    check(result.progress and result.stderr == "", f"no progress line in {elapsed:.1f} s", result.stderr)


def main():
    if len(sys.argv) not in (2, 3):
        sys.exit(__doc__)
    program = Path(sys.argv[1]).resolve()
    status = Path(sys.argv[2] if len(sys.argv) > 2 else "/var/lib/dpkg/status")
    if not shutil.which("sqlite3"):
        sys.exit("packages.py: the sqlite3 shell is missing (Debian: apt install sqlite3)")
    with tempfile.TemporaryDirectory() as name:
        directory = Path(name)
        if status.exists():
            test_real_file(program, status, directory)
        else:
            print(f"{status} is not here: only written files are tested")
            status = None
        test_written_file(program, directory)
        test_bad_files(program, directory, status)
        test_progress(program, directory)
    if failures:
        sys.exit(f"{failures} checks failed")
    print("all checks passed")


if __name__ == "__main__":
    main()
