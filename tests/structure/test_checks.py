#!/usr/bin/env python3
"""The checks see what they are there to see: each is shown a small tree with one fault in it."""

import contextlib
import io
import shutil
import sys
import tempfile
import unittest
from pathlib import Path

sys.dont_write_bytecode = True
sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "compile_fail_tests"))
import checks  # noqa: E402
import rules_are_tested  # noqa: E402
import run  # noqa: E402
import source  # noqa: E402

HEAD = "// SPDX-License-Identifier: MIT\n#pragma once\n\n"
OPEN, CLOSE = "namespace sqlalloy::inline v0 {\n", "}  // namespace sqlalloy::inline v0\n"
SENTENCE = "sqlalloy: where() is wrong; make it right"
PROGRAM = "int main() {}\n"

GOOD = {
    "include/sqlalloy.hpp": HEAD + "#include <sqlalloy/meta.hpp>\n#include <sqlalloy/query/select.hpp>\n",
    "include/sqlalloy/version.hpp": HEAD
    + "".join(f"#define SQLALLOY_VERSION_{part} {n}\n" for part, n in (("MAJOR", 0), ("MINOR", 1), ("PATCH", 0))),
    "include/sqlalloy/meta.hpp": HEAD + "#include <sqlalloy/meta/pack.hpp>\n",
    "include/sqlalloy/meta/pack.hpp": HEAD + "#include <boost/pfr/core.hpp>\n\n#include <string>\n" + OPEN + CLOSE,
    "include/sqlalloy/type/codec.hpp": HEAD + "#include <sqlalloy/meta/pack.hpp>\n" + OPEN + CLOSE,
    "include/sqlalloy/query/select.hpp": HEAD
    + "#include <sqlalloy/meta/pack.hpp>\n"
    + OPEN
    + 'static_assert(rule<a, b> /* , */ && f("x, y"),\n  "sqlalloy: where() is wrong; "\n  "make it right");\n'
    + CLOSE,
    "include/sqlalloy/query/detail/shape.hpp": HEAD + OPEN + CLOSE,
    "include/sqlalloy/dialect/tag.hpp": HEAD + OPEN + CLOSE,
    "include/sqlalloy/driver/status.hpp": HEAD + "#include <sqlalloy/type/codec.hpp>\n" + OPEN + CLOSE,
    "include/sqlalloy/driver/sqlite3.hpp": HEAD + "#include <sqlalloy/driver/sqlite3/connection.hpp>\n",
    "include/sqlalloy/driver/sqlite3/connection.hpp": HEAD
    + "#include <sqlalloy/dialect/tag.hpp>\n#include <sqlalloy/driver/status.hpp>\n\n#include <sqlite3.h>\n"
    + OPEN
    + CLOSE,
    "include/sqlalloy/engine/engine.hpp": HEAD
    + "#include <sqlalloy/driver/status.hpp>\n#include <sqlalloy/query/select.hpp>\n"
    + OPEN
    + CLOSE,
    "compile_fail_tests/query/where_is_wrong.cpp": f"// expect: {SENTENCE}\nbad();  // the line at fault\n",
    "compile_fail_tests/query/where_is_wrong.in_a_lambda.cpp": "// expect: sqlalloy: where() is wrong;\n"
    "//         make it right\nbad();  // the line at fault\n",
    "docs/errors.md": f"# Errors\n\n## Queries\n\n### Where is wrong\n\n> `{SENTENCE}`\n\n```cpp\n### no heading\n```\n",
    "examples/01_quickstart.cpp": "// SPDX-License-Identifier: MIT\n\n" + PROGRAM,
    "README.md": f"# SQLAlloy\n\n```cpp\n{PROGRAM}```\n\n<!-- from examples/01_quickstart.cpp -->\n```cpp\nint main() {{}}\n```\n",
    "CHANGELOG.md": "# Changes\n\n## 0.1.0\n",
}
for header in list(GOOD):
    if header.startswith("include/sqlalloy/") and header not in (
        "include/sqlalloy/meta.hpp",
        "include/sqlalloy/driver/sqlite3.hpp",
        "include/sqlalloy/query/detail/shape.hpp",
    ):
        included = header.removeprefix("include/")
        GOOD["tests/unit/" + included.removeprefix("sqlalloy/").replace(".hpp", ".cpp")] = (
            f'#include <{included}>\n\nnamespace {{\nstruct user {{}};\n}}  // namespace\n\nTEST_CASE("a: it (is), 1") {{}}\n'
        )


class Checks(unittest.TestCase):
    def setUp(self):
        self.root = Path(tempfile.mkdtemp())
        self.addCleanup(shutil.rmtree, self.root)
        for name, text in GOOD.items():
            self.write(name, text)

    def write(self, name, text):
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)

    def add(self, name, text):
        self.write(name, GOOD[name] + text)

    def faults(self, check):
        with contextlib.redirect_stdout(io.StringIO()):
            return list(checks.CHECKS[check](self.root))

    def sees(self, check, part):
        faults = self.faults(check)
        self.assertTrue(any(part in fault for fault in faults), f"{check} does not see '{part}': {faults}")

    def test_a_good_tree_has_no_fault(self):
        for check in checks.CHECKS:
            if check != "format":
                self.assertEqual(self.faults(check), [], check)

    def test_layers(self):
        for name, included in (
            ("query/select", "engine/engine"),
            ("query/select", "dialect/tag"),
            ("meta/pack", "type/codec"),
            ("driver/status", "query/select"),
            ("driver/sqlite3/connection", "query/select"),
            ("driver/status", "driver/sqlite3/connection"),
            ("engine/engine", "driver/sqlite3"),
            ("engine/engine", "driver/sqlite3/connection"),
        ):
            self.setUp()
            self.add(f"include/sqlalloy/{name}.hpp", f"#include <sqlalloy/{included}.hpp>\n")
            self.sees("layers", f"may not include sqlalloy/{included}.hpp")

    def test_umbrella_has_no_driver(self):
        self.add("include/sqlalloy.hpp", "#include <sqlalloy/driver/sqlite3.hpp>\n")
        self.sees("layers", "sqlalloy.hpp may not include sqlalloy/driver/sqlite3.hpp")

    def test_nobody_includes_the_umbrella(self):
        self.add("include/sqlalloy/engine/engine.hpp", "#include <sqlalloy.hpp>\n")
        self.sees("layers", "engine may not include sqlalloy.hpp")

    def test_circles(self):
        self.add("include/sqlalloy/query/detail/shape.hpp", "#include <sqlalloy/query/select.hpp>\n")
        self.add("include/sqlalloy/query/select.hpp", "#include <sqlalloy/query/detail/shape.hpp>\n")
        self.sees("layers", "a circle: ")

    def test_detail_is_private(self):
        self.add("include/sqlalloy/engine/engine.hpp", "#include <sqlalloy/query/detail/shape.hpp>\n")
        self.sees("layers", "belongs to its own folder")

    def test_includes_are_real_and_bracketed(self):
        self.add("include/sqlalloy/query/select.hpp", '#include "other.hpp"\n#include <sqlalloy/meta/no.hpp>\n')
        self.sees("layers", "with brackets")
        self.sees("layers", "there is no sqlalloy/meta/no.hpp")

    def test_folders_are_known(self):
        self.write("include/sqlalloy/cellar/box.hpp", HEAD)
        self.sees("layers", "cellar is no folder of the house")

    def test_the_tag_includes_nothing(self):
        self.add("include/sqlalloy/dialect/tag.hpp", "#include <string>\n")
        self.sees("layers", "dialect/tag.hpp includes nothing")

    def test_third_parties(self):
        self.add("include/sqlalloy/query/select.hpp", "#include <boost/hana/map.hpp>\n#include <sqlite3.h>\n")
        self.sees("third_parties", "only meta/ may include boost/hana/map.hpp")
        self.sees("third_parties", "client's sqlite3.h")
        self.add("include/sqlalloy/driver/status.hpp", "#include <postgresql/libpq-fe.h>\n")
        self.sees("third_parties", "client's postgresql/libpq-fe.h")

    def test_tests_mirror_headers(self):
        (self.root / "tests/unit/query/select.cpp").unlink()
        self.sees("tests_mirror_headers", "has no test at tests/unit/query/select.cpp")
        self.write("tests/unit/query/select.cpp", "#include <sqlalloy.hpp>\n")
        self.sees("tests_mirror_headers", "does not include <sqlalloy/query/select.hpp>")
        self.add("include/sqlalloy/meta.hpp", "struct code {};\n")
        self.sees("tests_mirror_headers", "has no test at tests/unit/meta.cpp")

    def test_sizes(self):
        self.add("include/sqlalloy/query/select.hpp", "\n" * 400)
        self.sees("sizes", "a header has 400 at most")

    def test_heads(self):
        self.write("include/sqlalloy/query/select.hpp", "#pragma once\n")
        self.sees("heads", "select.hpp")

    def test_names(self):
        self.add("include/sqlalloy/query/select.hpp", "namespace impl {}\nint _x;\nint operator\"\"_p(); int __GNUC__;\n")
        self.assertEqual(len(self.faults("names")), 2)

    def test_a_sentence_without_a_file(self):
        self.add("include/sqlalloy/meta/pack.hpp", 'static_assert(false, "sqlalloy: other; remedy");\n')
        self.sees("rules_are_one_set", "expects 'sqlalloy: other; remedy'")

    def test_a_sentence_without_a_remedy(self):
        self.add("include/sqlalloy/meta/pack.hpp", 'static_assert(false, "sqlalloy: other");\n')
        self.sees("rules_are_one_set", "the form is")

    def test_a_file_without_a_sentence(self):
        self.write("compile_fail_tests/query/other.cpp", "// expect: sqlalloy: no; such\n// the line at fault\n")
        self.sees("rules_are_one_set", "no static_assert says 'sqlalloy: no; such'")
        self.sees("rules_are_one_set", "no heading '### other'")
        self.write("compile_fail_tests/query/other.cpp", "int main() {}\n")
        self.sees("rules_are_one_set", "the first line is")

    def test_a_heading_without_a_file(self):
        self.add("docs/errors.md", "\n### Another `rule`\n")
        self.sees("rules_are_one_set", "no file in compile_fail_tests/ is named another_rule")

    def test_a_section_without_the_sentence(self):
        self.write("docs/errors.md", "### where is wrong\n\nIt is.\n")
        self.sees("rules_are_one_set", "does not quote")

    def test_two_rules_of_one_name(self):
        self.write("compile_fail_tests/expr/where_is_wrong.cpp", f"// expect: {SENTENCE}\n// the line at fault\n")
        self.sees("rules_are_one_set", "has a rule of the same name")

    def test_documents_quote_programs(self):
        self.add("examples/01_quickstart.cpp", "// changed\n")
        self.sees("documents_quote_programs", "no block of code is the text of")
        self.write("docs/page.md", "<!-- from examples/01_quickstart.cpp -->\n```cpp\nnot there\n```\n")
        self.sees("documents_quote_programs", "the block below is not in")
        self.write("examples/a.cpp", "int main() {\n  if (a)\n\n    b();\n}\n")
        self.write("docs/page.md", "<!-- from examples/a.cpp -->\n```cpp\nif (a)\n\n  b();\n```\n")
        self.assertFalse(any("page.md" in fault for fault in self.faults("documents_quote_programs")))
        self.write("docs/page.md", "<!-- from examples/a.cpp -->\n```cpp\nif (a)\nb();\n```\n")
        self.sees("documents_quote_programs", "page.md:1: the block below is not in examples/a.cpp")

    def test_versions(self):
        self.write("CHANGELOG.md", "## 0.2.0\n")
        self.sees("versions", "the newest version is 0.1.0")
        self.add("include/sqlalloy/query/select.hpp", "namespace sqlalloy {\n}\n")
        self.sees("versions", "select.hpp:10: the namespace is sqlalloy::inline v0")
        self.write("include/sqlalloy/query/select.hpp", "namespace sqlalloy::inline v0::query {}\n")
        self.assertFalse(any("select.hpp" in fault for fault in self.faults("versions")))

    def test_words(self):
        self.write("docs/page.md", "TO" + "DO: write\n")
        self.sees("words", "docs/page.md:1")

    def test_one_definition(self):
        for name in ("a", "b"):
            self.write(f"tests/unit/{name}.cpp", "namespace {\nstruct hidden {};\n}\nstruct user {\n int x{};\n};\n")
        self.sees("tests_define_once", "user is also in")
        self.assertEqual(len(self.faults("tests_define_once")), 1)

    def test_names_of_test_cases(self):
        self.write("tests/unit/a.cpp", 'TEST_CASE("a [tag]") {}\n')
        self.sees("tests_define_once", "has a character")

    def test_the_house_has_no_circle(self):
        for folder, below in checks.MAY_INCLUDE.items():
            for one in below & checks.MAY_INCLUDE.keys():
                self.assertNotIn(folder, checks.MAY_INCLUDE[one])
                self.assertLessEqual(checks.MAY_INCLUDE[one] - {"dialect/tag.hpp"}, below, (folder, one))


class Source(unittest.TestCase):
    def test_assertions(self):
        text = GOOD["include/sqlalloy/query/select.hpp"] + '// static_assert(x, "sqlalloy: a comment; no");\n'
        (found,) = source.assertions(text)
        self.assertEqual(found.sentence, SENTENCE)
        self.assertEqual(text[slice(*found.condition)], 'rule<a, b> /* , */ && f("x, y")')

    def test_literals_and_comments(self):
        text = 'a("//"); // "b"\nR"x(/* )")x"; 1\'000; \'"\'; c("\\"");'
        self.assertEqual(len(source.blank(text)), len(text))
        self.assertEqual([literal.text for literal in source.literals(text)], ["//", '"'])

    def test_named_types(self):
        text = "namespace a {\nstruct b { struct c {}; };\nenum class d { x };\nnamespace {\nstruct e {};\n}\n}\n"
        text += "struct f g() { return {}; }\ntemplate <class T> struct h {};\nstruct i;\n"
        self.assertEqual([name for line, name in source.named_types(text)], ["a::b", "a::d"])


class CompileFail(unittest.TestCase):
    SAID = f"""x.cpp: In instantiation of 'auto where()':
x.cpp:2:5:   required from here
select.hpp:7:9: error: static assertion failed: {SENTENCE}"""

    def faults(self, code=1, said=SAID, text="// expect: ...\nbad();  // the line at fault\n"):
        with tempfile.TemporaryDirectory() as folder:
            file = Path(folder) / "x.cpp"
            file.write_text(text)
            return run.faults_of(file, SENTENCE, code, said)

    def test_a_good_refusal(self):
        self.assertEqual(self.faults(), [])

    def test_no_refusal(self):
        self.assertEqual(self.faults(code=0, said=""), ["with -DREJECT=1 it compiles"])

    def test_another_error_comes_first(self):
        (fault,) = self.faults(said="a.hpp:1:1: error: no type\n" + self.SAID)
        self.assertIn("the first error is not", fault)

    def test_the_line_is_not_shown(self):
        self.assertEqual(self.faults(said=self.SAID.replace("x.cpp:2", "x.cpp:22")), ["the line at fault is not shown"])
        self.assertEqual(self.faults(text="bad();\n"), ["no line ends with '// the line at fault'"])

    def test_too_much_is_said(self):
        self.assertEqual(self.faults(said=self.SAID + "\nnote" * 9), [])
        (fault,) = self.faults(said=self.SAID + "\nnote" * 10)
        self.assertIn("13 lines", fault)

    def test_a_rule_is_switched_off(self):
        text = GOOD["include/sqlalloy/query/select.hpp"]
        self.assertIn('static_assert(true,\n  "sqlalloy: where()', rules_are_tested.without(text, {SENTENCE}))
        self.assertEqual(rules_are_tested.without(text, {"sqlalloy: another; one"}), text)


class Precompiled(unittest.TestCase):
    """A precompiled header changes nothing of what a file is told."""

    HEADERS = {
        "others.hpp": "#include <string>\n",
        "engine.hpp": "#include <sqlalloy.hpp>\n#include <sqlalloy/driver/sqlite3.hpp>\n",
        "session.hpp": "#include <sqlalloy.hpp>\n#include <sqlalloy/driver/sqlite3.hpp>\n#include <sqlalloy/orm.hpp>\n",
        "not_made.hpp": "#include <sqlalloy/query.hpp>\n",
    }
    SESSION = "// expect: a\n" + HEADERS["session.hpp"] + "#include <string>\n"

    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)
        self.addCleanup(setattr, run, "HERE", run.HERE)
        run.HERE = self.folder
        (self.folder / "precompiled").mkdir()
        for name, text in self.HEADERS.items():
            (self.folder / "precompiled" / name).write_text(text)
            if name != "not_made.hpp":
                (self.folder / f"{name}.gch").touch()

    def header_for(self, text):
        file = self.folder / "x.cpp"
        file.write_text(text)
        header = run.precompiled_for(file, self.folder)
        return header and header.name

    def test_it_has_what_the_file_includes_first_and_no_more(self):
        self.assertEqual(self.header_for(self.SESSION), "session.hpp")
        self.assertEqual(self.header_for(self.SESSION.replace("orm", "async")), "engine.hpp")
        self.assertEqual(self.header_for(self.SESSION.replace("driver/sqlite3", "driver/libpq")), "others.hpp")
        self.assertEqual(self.header_for("#include <sqlalloy/query.hpp>\n" + self.SESSION), "others.hpp")

    def test_none_is_made(self):
        (self.folder / "others.hpp.gch").unlink()
        self.assertIsNone(self.header_for("#include <string>\n"))

    def test_the_lines_are_those_of_the_file(self):
        self.header_for(self.SESSION)
        file, header = self.folder / "x.cpp", self.folder / "precompiled/session.hpp"
        for said, expected in (
            (f"                 from {header}:3:\n", f"                 from {file}:4:\n"),
            (f"                 from {header}:1,\n", f"                 from {file}:2,\n"),
            (
                f"In file included from {file}:1:\nIn file included from {header}:3:\na.hpp:1:2: error: b\n",
                f"In file included from {file}:4:\na.hpp:1:2: error: b\n",
            ),
        ):
            self.assertEqual(run.as_if_included(said, file, header), expected)


if __name__ == "__main__":
    unittest.main()
