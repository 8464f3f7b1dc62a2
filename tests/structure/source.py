"""What the checks read out of C++ text: includes, assertions, namespaces, and the sentence that a file expects."""

import re
from dataclasses import dataclass


@dataclass
class Literal:
    begin: int  # of the opening quote, prefix included
    end: int  # past the closing quote
    text: str  # what the program would see


@dataclass
class Assertion:
    condition: tuple  # (begin, end) in the text
    sentence: str


TOKEN = re.compile(
    r"""
      (?P<comment>//(?:[^\n\\]|\\.)*|/\*.*?\*/)
    | (?P<raw>\b(?:u8|[uUL])?R"(?P<tag>[^()\\\s]*)\(.*?\)(?P=tag)")
    | (?P<string>(?:\b(?:u8|[uUL]))?"(?:[^"\\\n]|\\.)*")
    | (?P<number>\b\d[\w.']*)
    | (?P<char>'(?:[^'\\\n]|\\.)*')
    """,
    re.VERBOSE | re.DOTALL,
)


def blank(text, strings=True):
    """The text with comments (and the insides of literals) turned into spaces; every position stays where it was."""

    def replace(match):
        token = match.group()
        if match.group("number") or (not strings and not match.group("comment")):
            return token
        spaces = re.sub(r"[^\n]", " ", token)
        if match.group("comment"):
            return spaces
        quote = token[-1]
        return token[: token.index(quote) + 1] + spaces[token.index(quote) + 1 : -1] + quote

    return TOKEN.sub(replace, text)


def literals(text):
    """The string literals of the text, outside comments."""
    found = []
    for match in TOKEN.finditer(text):
        if match.group("string"):
            inner = match.group()[match.group().index('"') + 1 : -1]
            inner = re.sub(r"\\(.)", lambda m: {"n": "\n", "t": "\t", "0": "\0"}.get(m.group(1), m.group(1)), inner)
            found.append(Literal(match.start(), match.end(), inner))
    return found


def includes(text):
    """(line number, quoted or bracketed, name) of each #include."""
    found = []
    for number, line in enumerate(blank(text, strings=False).split("\n"), 1):
        match = re.match(r'\s*#\s*include\s*([<"])([^>"]+)[>"]', line)
        if match:
            found.append((number, match.group(1), match.group(2)))
    return found


def closing(code, opening):
    """The position of the bracket that closes the one at `opening`."""
    depth = 0
    for position in range(opening, len(code)):
        if code[position] in "([{":
            depth += 1
        elif code[position] in ")]}":
            depth -= 1
            if depth == 0:
                return position
    raise ValueError("a bracket is not closed")


def assertions(text):
    """Each static_assert with a sentence of ours, with the place of its condition."""
    code = blank(text)
    strings = literals(text)
    found = []
    for match in re.finditer(r"\bstatic_assert\s*\(", code):
        begin, end = match.end(), closing(code, match.end() - 1)
        message, comma = "", end
        for literal in reversed([one for one in strings if begin <= one.begin and one.end <= end]):
            if code[literal.end : comma].strip():
                break
            message, comma = literal.text + message, literal.begin
        before = code[begin:comma].rstrip()
        if message.startswith("sqlalloy: ") and before.endswith(","):
            found.append(Assertion((begin, begin + len(before) - 1), message))
    return found


def expectation(path):
    """The sentence that a compile-fail file expects: its first line, and what continues it below."""
    lines = path.read_text().split("\n")
    if not lines[0].startswith("// expect: "):
        return None
    sentence = lines[0].removeprefix("// expect: ").strip()
    for line in lines[1:]:
        if not line.startswith("//   "):
            break
        sentence += " " + line.removeprefix("//").strip()
    return sentence


def named_types(text):
    """(line, name) of each class, struct, union or enum that other files could see: those at namespace scope and not
    in an unnamed namespace."""
    code = re.sub(r"^\s*#.*$", lambda m: " " * len(m.group()), blank(text), flags=re.MULTILINE)
    found, scopes, statement = [], [], ""
    for position, char in enumerate(code):
        if char == "{":
            head = statement.strip()
            space = re.search(r"\bnamespace\b\s*(?:inline\s+)?([\w:\s]*)$", head)
            kind = re.search(r"\b(?:struct|class|union|enum(?:\s+(?:struct|class))?)\s+(\w+)\b(?!.*[()=])", head, re.DOTALL)
            if space:
                name = re.sub(r"\s+|inline\b", "", space.group(1))
                scopes.append(("namespace", name))
            else:
                names = [name for what, name in scopes]
                if kind and all(what == "namespace" and name for what, name in scopes) and "template" not in head:
                    found.append((code.count("\n", 0, position) + 1, "::".join(names + [kind.group(1)])))
                scopes.append(("block", ""))
            statement = ""
        elif char == "}":
            if scopes:
                scopes.pop()
            statement = ""
        elif char == ";":
            statement = ""
        else:
            statement += char
    return found
