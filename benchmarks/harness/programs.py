"""Programs for the compile-time benchmark: two tables of eight columns and N queries, no two of them alike.

A query is described once and then written for the library and for SQLite's C API by hand, so that both do the same.
The kinds take turns: select with where, order by and limit; join; insert; update; delete.
"""

from itertools import combinations

# The columns and their types. The database gives the key.
ALBUM = {
    "id": "std::int64_t",
    "title": "std::string",
    "label": "std::optional<std::string>",
    "released": "std::optional<std::int32_t>",
    "price": "double",
    "discs": "std::int32_t",
    "active": "bool",
    "note": "std::optional<std::string>",
}
TRACK = {
    "id": "std::int64_t",
    "album_id": "std::int64_t",
    "name": "std::string",
    "position": "std::int32_t",
    "seconds": "double",
    "composer": "std::optional<std::string>",
    "plays": "std::optional<std::int32_t>",
    "liked": "bool",
}
TABLES = {"album": ALBUM, "track": TRACK}

OPTIONAL = "std::optional<"


def bare(kind):
    return kind[len(OPTIONAL) : -1] if kind.startswith(OPTIONAL) else kind


# The value that a column is compared with or set to: a member of `values`.
VALUE = {
    "std::int64_t": "number",
    "std::int32_t": "count",
    "double": "amount",
    "bool": "flag",
    "std::string": "text",
}
BIND = {
    "std::int64_t": "sqlite3_bind_int64(statement, {}, given.number)",
    "std::int32_t": "sqlite3_bind_int(statement, {}, given.count)",
    "double": "sqlite3_bind_double(statement, {}, given.amount)",
    "bool": "sqlite3_bind_int(statement, {}, given.flag)",
    "std::string": "sqlite3_bind_text(statement, {}, given.text.data(), static_cast<int>(given.text.size()), "
    "SQLITE_STATIC)",
}
READ = {
    "std::int64_t": "std::int64_t{{sqlite3_column_int64(statement, {})}}",
    "std::int32_t": "sqlite3_column_int(statement, {})",
    "double": "sqlite3_column_double(statement, {})",
    "bool": "sqlite3_column_int(statement, {}) != 0",
    "std::string": "text_of(statement, {})",
}


def value_of(column):
    table, name = column
    return VALUE[bare(TABLES[table][name])]


def pairs(table):
    """All ways to choose two of the columns beside the key."""
    names = [(table, name) for name in TABLES[table] if name != "id"]
    return list(combinations(names, 2))


def queries(count):
    """Descriptions of the first `count` queries. A column is (table, name)."""
    for i in range(count):
        kind, turn = i % 5, i // 5
        table = "album" if turn % 2 == 0 else "track"
        choice = pairs(table)
        first, second = choice[turn % len(choice)]
        others = [(table, name) for name in TABLES[table] if (table, name) not in (first, second)]
        if kind == 0:
            yield "select", dict(
                columns=[(table, "id"), first, second, others[-1]],
                where=[(first, "=="), (others[1], ">")],
                order=second,
                limit=10 + i,
            )
        elif kind == 1:
            album, track = pairs("album")[turn % 21], pairs("track")[(turn * 5 + 2) % 21]
            yield "join", dict(
                columns=[*album, *track], where=[(album[0], "!="), (track[1], "<=")], order=track[0]
            )
        elif kind == 2:
            table = "album" if turn < 8 else "track"
            bits = turn % 8
            optional = [name for name, kind in TABLES[table].items() if kind.startswith(OPTIONAL)]
            left_out = {name for bit, name in enumerate(optional) if bits >> bit & 1}
            yield "insert", dict(
                columns=[(table, name) for name in TABLES[table] if name != "id" and name not in left_out]
            )
        elif kind == 3:
            yield "update", dict(columns=[first, second], where=[(others[1], "=="), (others[2], "<")])
        else:
            yield "delete", dict(where=[(first, ">="), (second, "!=")])


COMMON = """\
struct values {
  std::int64_t number = 1;
  std::int32_t count = 2;
  double amount = 3;
  bool flag = true;
  std::string text = "text";
};

std::int64_t sum = 0;
void use(std::int64_t value) { sum += value; }
void use(std::int32_t value) { sum += value; }
void use(double value) { sum += value > 0; }
void use(bool value) { sum += value; }
void use(std::string_view value) { sum += static_cast<std::int64_t>(value.size()); }
void use(const std::optional<std::int32_t>& value) { sum += value.value_or(0); }
void use(const std::optional<std::string_view>& value) { sum += value ? static_cast<std::int64_t>(value->size()) : 0; }
"""

HEADERS = "#include <cstdint>\n#include <optional>\n#include <string>\n#include <string_view>\n"


def structs():
    for table, columns in TABLES.items():
        members = "".join(f"  {kind} {name}{{}};\n" for name, kind in columns.items())
        yield f"struct {table} {{\n{members}}};\n"


# --- the library


def col(column):
    table, name = column
    return f"sa::col<&{table}::{name}>"


def library_where(conditions):
    return " && ".join(f"{col(column)} {operator} given.{value_of(column)}" for column, operator in conditions)


def library_query(kind, what):
    if kind == "select":
        return (
            f"sa::select({', '.join(map(col, what['columns']))}).where({library_where(what['where'])})"
            f".order_by({col(what['order'])}).limit({what['limit']})"
        )
    if kind == "join":
        return (
            f"sa::select({', '.join(map(col, what['columns']))}).from(sa::tables<album>)"
            f".join(sa::tables<track>, {col(('track', 'album_id'))} == {col(('album', 'id'))})"
            f".where({library_where(what['where'])}).order_by({col(what['order'])})"
        )
    if kind == "insert":
        table = what["columns"][0][0]
        values = ", ".join(f"{col(column)} = given.{value_of(column)}" for column in what["columns"])
        return f"sa::insert<{table}>().values({values})"
    table = what["where"][0][0][0]
    if kind == "update":
        values = ", ".join(f"{col(column)} = given.{value_of(column)}" for column in what["columns"])
        return f"sa::update<{table}>().set({values}).where({library_where(what['where'])})"
    return f"sa::delete_from<{table}>().where({library_where(what['where'])})"


def library(count):
    lines = [
        HEADERS + "#include <sqlalloy.hpp>\n#include <sqlalloy/driver/sqlite3.hpp>\n",
        "namespace sa = sqlalloy;\n",
        *structs(),
        COMMON,
        "using database = sa::connection<sa::sqlite::sqlite3>;\n",
    ]
    for i, (kind, what) in enumerate(queries(count)):
        execute = f"db.execute({library_query(kind, what)})"
        if kind in ("select", "join"):
            uses = "".join(f"    use({name});\n" for name in "abcd")
            body = f"  for (const auto& [a, b, c, d] : {execute}) {{\n{uses}  }}\n"
        else:
            body = f"  {execute};\n"
        lines.append(f"void query_{i}(database& db, const values& given) {{\n{body}}}\n")
    calls = "".join(f"  query_{i}(db, given);\n" for i in range(count))
    lines.append(
        "int main() {\n  auto engine = sa::create_engine<sa::sqlite::sqlite3>(\"sqlite://\");\n"
        "  auto db = engine.connect();\n  db.create_all(sa::tables<album, track>);\n  const values given;\n"
        f"{calls}  db.commit();\n  return sum < 0;\n}}\n"
    )
    return "\n".join(lines)


# --- C by hand

BY_HAND = """\
sqlite3_stmt* prepare(sqlite3* db, const char* sql) {
  sqlite3_stmt* statement = nullptr;
  if (sqlite3_prepare_v2(db, sql, -1, &statement, nullptr) != SQLITE_OK) {
    std::fprintf(stderr, "%s\\n", sqlite3_errmsg(db));
    std::exit(1);
  }
  return statement;
}

void finish(sqlite3* db, sqlite3_stmt* statement, int code) {
  if (code != SQLITE_DONE) {
    std::fprintf(stderr, "%s\\n", sqlite3_errmsg(db));
    std::exit(1);
  }
  sqlite3_finalize(statement);
}

std::string_view text_of(sqlite3_stmt* statement, int column) {
  const char* text = reinterpret_cast<const char*>(sqlite3_column_text(statement, column));
  return {text, static_cast<std::size_t>(sqlite3_column_bytes(statement, column))};
}
"""


def sql_where(conditions):
    spelt = {"==": "=", "!=": "<>"}
    return " AND ".join(f"{table}.{name} {spelt.get(operator, operator)} ?" for (table, name), operator in conditions)


def sql_text(kind, what):
    spelt = lambda columns: ", ".join(f"{table}.{name}" for table, name in columns)  # noqa: E731
    names = lambda columns: ", ".join(name for _, name in columns)  # noqa: E731
    if kind == "select":
        table = what["columns"][0][0]
        return (
            f"SELECT {spelt(what['columns'])} FROM {table} WHERE {sql_where(what['where'])} "
            f"ORDER BY {spelt([what['order']])} LIMIT ?"
        )
    if kind == "join":
        return (
            f"SELECT {spelt(what['columns'])} FROM album JOIN track ON track.album_id = album.id "
            f"WHERE {sql_where(what['where'])} ORDER BY {spelt([what['order']])}"
        )
    if kind == "insert":
        table = what["columns"][0][0]
        marks = ", ".join("?" for _ in what["columns"])
        return f"INSERT INTO {table} ({names(what['columns'])}) VALUES ({marks})"
    table = what["where"][0][0][0]
    if kind == "update":
        values = ", ".join(f"{name} = ?" for _, name in what["columns"])
        return f"UPDATE {table} SET {values} WHERE {sql_where(what['where'])}"
    return f"DELETE FROM {table} WHERE {sql_where(what['where'])}"


def bound(kind, what):
    """The columns whose values are bound, in order."""
    columns = what["columns"] if kind in ("insert", "update") else []
    return [*columns, *(column for column, _ in what.get("where", []))]


def by_hand_read(index, column):
    kind = TABLES[column[0]][column[1]]
    value = READ[bare(kind)].format(index)
    if kind.startswith(OPTIONAL):
        view = "std::string_view" if bare(kind) == "std::string" else bare(kind)
        value = f"sqlite3_column_type(statement, {index}) == SQLITE_NULL ? std::optional<{view}>() : {value}"
    return f"    use({value});\n"


def sql_type(kind):
    name = {"std::string": "TEXT", "double": "REAL"}.get(bare(kind), "INTEGER")
    return name if kind.startswith(OPTIONAL) else name + " NOT NULL"


def create_tables():
    for table, columns in TABLES.items():
        fields = ", ".join(
            f"{name} {sql_type(kind)}{' PRIMARY KEY' if name == 'id' else ''}" for name, kind in columns.items()
        )
        yield f"CREATE TABLE {table} ({fields}) STRICT;"


def by_hand(count):
    lines = ["#include <cstdio>\n#include <cstdlib>\n" + HEADERS + "#include <sqlite3.h>\n", COMMON, BY_HAND]
    for i, (kind, what) in enumerate(queries(count)):
        body = f'  sqlite3_stmt* statement = prepare(db, "{sql_text(kind, what)}");\n'
        for index, (table, name) in enumerate(bound(kind, what), 1):
            body += f"  {BIND[bare(TABLES[table][name])].format(index)};\n"
        if kind == "select":
            body += f"  sqlite3_bind_int(statement, {len(bound(kind, what)) + 1}, {what['limit']});\n"
        body += "  int code = sqlite3_step(statement);\n"
        if kind in ("select", "join"):
            reads = "".join(by_hand_read(index, column) for index, column in enumerate(what["columns"]))
            body += f"  for (; code == SQLITE_ROW; code = sqlite3_step(statement)) {{\n{reads}  }}\n"
        body += "  finish(db, statement, code);\n"
        lines.append(f"void query_{i}(sqlite3* db, const values& given) {{\n{body}}}\n")
    calls = "".join(f"  query_{i}(db, given);\n" for i in range(count))
    tables = "".join(f'      "{table}"\n' for table in create_tables())
    lines.append(
        "int main() {\n  sqlite3* db = nullptr;\n"
        '  if (sqlite3_open(":memory:", &db) != SQLITE_OK) return 1;\n'
        f"  sqlite3_exec(db,\n{tables}      \"BEGIN\", nullptr, nullptr, nullptr);\n  const values given;\n"
        f'{calls}  sqlite3_exec(db, "COMMIT", nullptr, nullptr, nullptr);\n  sqlite3_close(db);\n'
        "  return sum < 0;\n}\n"
    )
    return "\n".join(lines)
