#!/usr/bin/env python3
"""What holds for the source tree as a whole. CONTRIBUTING.md says it in prose.

checks.py <check> [--root <folder>]   prints one line for each fault; exit code 1 if there is any
checks.py --list                      the names of the checks
"""

import argparse
import re
import shutil
import statistics
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from textwrap import indent

sys.dont_write_bytecode = True
import source  # noqa: E402

CHECKS = {}

# The house, from the ground up: what each folder of include/sqlalloy may include beside itself.
ABOVE = ["meta", "type", "schema", "expr", "query", "dialect"]
MAY_INCLUDE = {folder: set(ABOVE[:place]) for place, folder in enumerate(ABOVE)}
MAY_INCLUDE["driver"] = {"meta", "type", "dialect/tag.hpp"}
MAY_INCLUDE["driver/*"] = MAY_INCLUDE["driver"] | {"driver"}
MAY_INCLUDE["engine"] = {*ABOVE, "driver"}
MAY_INCLUDE["orm"] = MAY_INCLUDE["engine"] | {"engine"}
MAY_INCLUDE["async"] = MAY_INCLUDE["orm"] | {"orm"}
MAY_INCLUDE["migrate"] = MAY_INCLUDE["engine"] | {"engine"}
# The umbrella is everything but what a program has to ask for.
MAY_INCLUDE["sqlalloy.hpp"] = MAY_INCLUDE["orm"] | {"orm"}

# Of the system, and no client's.
SYSTEM_HEADERS = {"pthread.h", "poll.h", "unistd.h"}

# A type of another library, in a header that a program has to ask for.
ADAPTERS = {"sqlalloy/type/nlohmann_json.hpp": "nlohmann/json.hpp"}

LONGEST_HEADER = 400
SOURCE_FOLDERS = ["include", "tests", "examples", "benchmarks", "compile_fail_tests"]


def check(function):
    CHECKS[function.__name__] = function
    return function


def headers(root):
    return sorted(root.glob("include/**/*.hpp"))


def name_of(root, path):
    """A header as one includes it: sqlalloy/query/select.hpp."""
    return path.relative_to(root / "include").as_posix()


def layer(name):
    """The folder of the house that a header belongs to; driver/<name>.hpp belongs to driver/<name>/."""
    parts = name.split("/")
    if parts == ["sqlalloy.hpp"]:
        return "sqlalloy.hpp"
    if parts == ["sqlalloy", "version.hpp"]:
        return "version.hpp"
    folder = parts[1].removesuffix(".hpp")
    return folder


def driver_layer(root, name):
    """driver/<name> for what belongs to one client library, else None."""
    parts = name.removesuffix(".hpp").split("/")
    if len(parts) >= 3 and parts[:2] == ["sqlalloy", "driver"] and parts[2] != "detail":
        if (root / "include/sqlalloy/driver" / parts[2]).is_dir():
            return "driver/" + parts[2]
    return None


def is_umbrella(root, path):
    """A header beside a folder of its own name, with nothing in it but includes."""
    lines = source.blank(path.read_text()).split("\n")
    has_code = any(line.strip() and not line.lstrip().startswith("#") for line in lines)
    folder = path.with_suffix("")
    return not has_code and (folder.is_dir() or name_of(root, path) == "sqlalloy.hpp")


def own_includes(root, path):
    for line, kind, name in source.includes(path.read_text()):
        if name == "sqlalloy.hpp" or name.startswith("sqlalloy/"):
            yield line, name


@check
def layers(root):
    """A folder includes only folders above it; no file includes itself through others."""
    graph = {}
    for path in headers(root):
        name = name_of(root, path)
        graph[name] = []
        mine = driver_layer(root, name) or layer(name)
        allowed = MAY_INCLUDE.get("driver/*" if mine.startswith("driver/") else mine)
        if allowed is None and mine != "version.hpp":
            yield f"{path}:1: {mine} is no folder of the house"
            continue
        for line, kind, included in source.includes(path.read_text()):
            if kind == '"':
                yield f'{path}:{line}: own headers are included as <{included}>, with brackets'
        for line, included in own_includes(root, path):
            graph[name].append(included)
            if not (root / "include" / included).is_file():
                yield f"{path}:{line}: there is no {included}"
                continue
            theirs = driver_layer(root, included) or layer(included)
            if theirs in (mine, "version.hpp") or theirs in (allowed or ()):
                pass
            elif included.removeprefix("sqlalloy/") in (allowed or ()):
                pass
            else:
                yield f"{path}:{line}: {mine} may not include {included}"
            if "/detail/" in included and included.split("/detail/")[0] != str(Path(name).parent).split("/detail")[0]:
                yield f"{path}:{line}: {included} belongs to its own folder"
        if name == "sqlalloy/dialect/tag.hpp" and source.includes(path.read_text()):
            yield f"{path}:1: dialect/tag.hpp includes nothing"
    yield from circles(graph)


def circles(graph):
    done, way = set(), []

    def visit(name):
        if name in way:
            yield "a circle: " + " -> ".join(way[way.index(name) :] + [name])
        elif name not in done:
            way.append(name)
            for included in graph.get(name, []):
                yield from visit(included)
            way.pop()
            done.add(name)

    for name in sorted(graph):
        yield from visit(name)


@check
def third_parties(root):
    """Only meta/ includes Boost.PFR and Boost.Hana; only driver/<name>/ includes its client's header."""
    for path in headers(root):
        name = name_of(root, path)
        for line, kind, included in source.includes(path.read_text()):
            if re.match(r"boost/(pfr|hana)\b", included):
                if layer(name) != "meta":
                    yield f"{path}:{line}: only meta/ may include {included}"
            elif re.match(r"boost/asio\b", included):
                if layer(name) != "async":
                    yield f"{path}:{line}: only async/ may include {included}"
            elif included.startswith(("boost/", "sqlalloy")) or included in SYSTEM_HEADERS:
                pass
            elif included == ADAPTERS.get(name):
                pass
            elif ("/" in included or included.endswith(".h")) and not driver_layer(root, name):
                yield f"{path}:{line}: only driver/<name>/ may include its client's {included}"


@check
def tests_mirror_headers(root):
    """Each header has a unit test at the same path, which includes it."""
    for path in headers(root):
        name = name_of(root, path)
        if "/detail/" in name or is_umbrella(root, path):
            continue
        test = root / "tests/unit" / Path(name).relative_to("sqlalloy").with_suffix(".cpp")
        if not test.is_file():
            yield f"{path}:1: has no test at {test.relative_to(root)}"
        elif name not in [included for line, kind, included in source.includes(test.read_text())]:
            yield f"{test}:1: does not include <{name}>, which it tests"


@check
def sizes(root):
    """No header is longer than 400 lines; the median is told."""
    lengths = {path: len(path.read_text().splitlines()) for path in headers(root)}
    for path, length in lengths.items():
        if length > LONGEST_HEADER:
            yield f"{path}:{LONGEST_HEADER + 1}: {length} lines; a header has {LONGEST_HEADER} at most"
    if lengths:
        longest = max(lengths, key=lengths.get)
        print(
            f"{len(lengths)} headers, median {statistics.median(lengths.values()):.0f} lines,"
            f" longest {lengths[longest]} ({name_of(root, longest)})"
        )


@check
def heads(root):
    """Each header begins with its licence and #pragma once."""
    for path in headers(root):
        if path.read_text().split("\n")[:2] != ["// SPDX-License-Identifier: MIT", "#pragma once"]:
            yield f"{path}:1: the first two lines are '// SPDX-License-Identifier: MIT' and '#pragma once'"


@check
def names(root):
    """One detail/ in a folder and no impl; no leading underscore; snake_case file names."""
    for path in headers(root):
        name = name_of(root, path)
        if not re.fullmatch(r"[a-z0-9_/]+\.hpp", name):
            yield f"{path}:1: file names are snake_case"
        if re.search(r"\bimpl\b|_impl\b|\bdetail/.*detail/", name):
            yield f"{path}:1: what is nobody's business is in one detail/, not in impl"
        for line, text in enumerate(source.blank(path.read_text()).split("\n"), 1):
            match = re.search(r"\b\w*_impl\b|\bimpl\b", text)
            if match:
                yield f"{path}:{line}: {match.group()}: no impl beside detail"
            match = re.search(r'(?<!["\w])_[A-Za-z]\w*', text)
            if match:
                yield f"{path}:{line}: {match.group()}: names have no leading underscore"


def rule_of(path):
    """where_uses_an_unknown_table.in_a_lambda.cpp is a case of the rule where_uses_an_unknown_table."""
    return path.name.split(".")[0]


def compile_fail_files(root):
    return sorted(root.glob("compile_fail_tests/*/*.cpp"))


@check
def rules_are_one_set(root):
    """The sentences in include/, the files in compile_fail_tests/ and the headings of docs/errors.md are one set."""
    sentences = {}
    for path in headers(root):
        text = path.read_text()
        for assertion in source.assertions(text):
            line = text.count("\n", 0, assertion.condition[0]) + 1
            sentences.setdefault(assertion.sentence, f"{path}:{line}")

    expected, folders = {}, {}
    for path in compile_fail_files(root):
        sentence = source.expectation(path)
        if sentence is None or not sentence.startswith("sqlalloy: "):
            yield f"{path}:1: the first line is '// expect: sqlalloy: <sentence>'"
            continue
        if "the line at fault" not in path.read_text():
            yield f"{path}:1: no line ends with '// the line at fault'"
        expected.setdefault(sentence, []).append(path)
        if sentence not in sentences:
            yield f"{path}:1: no static_assert says '{sentence}'"
        other = folders.setdefault(rule_of(path), path.parent)
        if other != path.parent:
            yield f"{path}:1: {other.name}/ has a rule of the same name"
    for sentence, place in sorted(sentences.items()):
        if sentence not in expected:
            yield f"{place}: no file in compile_fail_tests/ expects '{sentence}'"
        if "; " not in sentence:
            yield f"{place}: the form is 'sqlalloy: <clause>() <fault>; <remedy>': '{sentence}'"

    page = root / "docs/errors.md"
    if not page.is_file():
        yield f"{page}:1: is missing"
        return
    sections, heading, fenced = {}, None, False
    for number, line in enumerate(page.read_text().split("\n"), 1):
        fenced ^= line.lstrip().startswith("```")
        if not fenced and re.match(r"#{1,3} ", line):
            heading = None
            if line.startswith("### "):
                heading = re.sub(r"\W+", "_", line.removeprefix("### ").strip().lower()).strip("_")
                if heading in sections:
                    yield f"{page}:{number}: a second heading '{line}'"
                sections[heading] = (number, "")
        elif heading:
            sections[heading] = (sections[heading][0], sections[heading][1] + " " + line)
    for rule in sorted(folders.keys() - sections.keys()):
        yield f"{page}:1: no heading '### {rule.replace('_', ' ')}'"
    for rule in sorted(sections.keys() - folders.keys()):
        yield f"{page}:{sections[rule][0]}: no file in compile_fail_tests/ is named {rule}"
    for sentence, paths in sorted(expected.items()):
        for rule in sorted({rule_of(path) for path in paths} & sections.keys()):
            said = re.sub(r"[\s>`]+", " ", sections[rule][1])
            if re.sub(r"[\s>`]+", " ", sentence) not in said:
                yield f"{page}:{sections[rule][0]}: the section does not quote '{sentence}'"


@check
def documents_quote_programs(root):
    """The README's quick start is examples/01_quickstart.cpp, and a block of code below a line
    '<!-- from <file> -->' stands in that file, where it may be further to the right."""

    def program(path):
        return re.sub(r"\A// SPDX.*\n", "", path.read_text()).strip()

    readme, quickstart = root / "README.md", root / "examples/01_quickstart.cpp"
    for path in (readme, quickstart):
        if not path.is_file():
            yield f"{path}:1: is missing"
            return
    blocks = re.findall(r"^```cpp\n(.*?)^```", readme.read_text(), re.MULTILINE | re.DOTALL)
    if program(quickstart) not in [block.strip() for block in blocks]:
        yield f"{readme}:1: no block of code is the text of {quickstart.relative_to(root)}"
    for page in [readme, *sorted(root.glob("docs/**/*.md"))]:
        text = page.read_text()
        for match in re.finditer(r"^<!-- from (\S+) -->\n+(```cpp\n(.*?)^```)?", text, re.MULTILINE | re.DOTALL):
            line = text.count("\n", 0, match.start()) + 1
            path = root / match.group(1)
            if not path.is_file() or match.group(3) is None:
                yield f"{page}:{line}: names a file and is followed by a block of code"
            elif not any(indent(match.group(3).strip("\n"), " " * by) in path.read_text() for by in range(0, 9, 2)):
                yield f"{page}:{line}: the block below is not in {match.group(1)}"


@check
def versions(root):
    """Version macros, inline namespace and CHANGELOG.md agree."""
    header = root / "include/sqlalloy/version.hpp"
    parts = re.findall(r"^#define SQLALLOY_VERSION_(?:MAJOR|MINOR|PATCH) (\d+)$", header.read_text(), re.MULTILINE)
    if len(parts) != 3:
        yield f"{header}:1: MAJOR, MINOR and PATCH are three numbers"
        return
    for path in headers(root):
        for line, text in enumerate(source.blank(path.read_text()).split("\n"), 1):
            match = re.search(r"\bnamespace\s+sqlalloy\b(\S*( v\d+)?)", text)
            if match and not text.lstrip().startswith("using") and match.group(1).strip() != f"::inline v{parts[0]}":
                if not match.group(1).startswith(f"::inline v{parts[0]}::"):
                    yield f"{path}:{line}: the namespace is sqlalloy::inline v{parts[0]}"
    log = root / "CHANGELOG.md"
    newest = re.search(r"^## \[?(\d+\.\d+\.\d+)", log.read_text(), re.MULTILINE) if log.is_file() else None
    if not newest or newest.group(1) != ".".join(parts):
        yield f"{log}:1: the newest version is {'.'.join(parts)}"


@check
def format(root):
    """clang-format has nothing to change."""
    tool = shutil.which("clang-format-16")
    if not tool:
        yield "clang-format-16 is not installed"
        return
    files = [path for folder in SOURCE_FOLDERS for path in sorted((root / folder).glob("**/*.[ch]pp"))]

    # Not --dry-run: to that, a comment of `namespace a::inline b` is wrong whatever it says.
    def formatted(path):
        return subprocess.run([tool, path], capture_output=True, text=True, check=True).stdout

    with ThreadPoolExecutor() as pool:
        for path, text in zip(files, pool.map(formatted, files)):
            lines = zip(path.read_text().split("\n"), text.split("\n"))
            line = next((number for number, (is_, should) in enumerate(lines, 1) if is_ != should), None)
            if line:
                yield f"{path}:{line}: clang-format-16 -i {path.relative_to(root)}"


@check
def words(root):
    """No note to do something later."""
    later = re.compile(r"\b(" + "|".join(["TO" + "DO", "FIX" + "ME", "X" + "XX"]) + r")\b")
    folders = [*SOURCE_FOLDERS, "docs", "cmake", "scripts", ".ci"]
    files = [path for folder in folders for path in sorted((root / folder).glob("**/*"))]
    for path in [*files, *sorted(root.glob("*"))]:
        if not path.is_file() or "__pycache__" in path.parts:
            continue
        try:
            text = path.read_text()
        except UnicodeDecodeError:
            continue
        for line, said in enumerate(text.split("\n"), 1):
            if later.search(said):
                yield f"{path}:{line}: says {later.search(said).group()}"


@check
def tests_define_once(root):
    """Files that are linked together do not define a type of the same name twice: the linker would keep one of two
    functions over them and say nothing. An unnamed namespace is the remedy. The names of test cases are plain."""
    for folder in ("unit", "integration", "threads"):
        seen = {}
        for path in sorted((root / "tests" / folder).glob("**/*.cpp")):
            text = path.read_text()
            for line, name in source.named_types(text):
                if name in seen:
                    yield f"{path}:{line}: {name} is also in {seen[name]}; put it into an unnamed namespace"
                seen.setdefault(name, f"{path}:{line}")
            names = re.finditer(r'\bTEST_CASE\s*\(\s*("(?:[^"\\]|\\.)*")', source.blank(text, strings=False))
            for match in names:
                if not re.fullmatch(r'"[A-Za-z0-9][^\[\]"\\;*$]*"', match.group(1)) or match.group(1).endswith('*"'):
                    line = text.count("\n", 0, match.start()) + 1
                    yield f"{path}:{line}: the name {match.group(1)} has a character that ctest or Catch2 reads otherwise"


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("check", nargs="?", choices=sorted(CHECKS))
    parser.add_argument("--list", action="store_true")
    parser.add_argument("--root", type=Path, default=Path(__file__).resolve().parents[2])
    arguments = parser.parse_args()
    if arguments.list or not arguments.check:
        print("\n".join(CHECKS))
        return 0
    faults = list(CHECKS[arguments.check](arguments.root))
    for fault in faults:
        print(fault.replace(f"{arguments.root}/", ""))
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
