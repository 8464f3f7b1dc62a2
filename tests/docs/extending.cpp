// SPDX-License-Identifier: MIT
//
// The code of docs/extending.md: a block there stands here, word for
// word.
#include <sqlalloy.hpp>
#include <sqlalloy/driver/sqlite3.hpp>

#include <catch2/catch.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <type_traits>
#include <utility>
#include <vector>

namespace sa = sqlalloy;
using namespace sa::literals;

// --- a codec

struct money {
  std::int64_t cents{};
};

template <>
struct sqlalloy::codec<money> {
  using storage = std::int64_t;
  static constexpr storage encode(const money& from) {
    return from.cents;
  }
  static constexpr money decode(storage cents) { return {cents}; }
};

static_assert(sa::has_codec<money>);

struct percent {
  int value{};
};

template <>
struct sqlalloy::codec<percent> {
  using storage = std::int16_t;

  static constexpr std::optional<storage> encode(const percent& from) {
    if (from.value < 0 || from.value > 100) return std::nullopt;
    return static_cast<storage>(from.value);
  }
  static constexpr std::optional<percent> decode(storage stored) {
    if (stored < 0 || stored > 100) return std::nullopt;
    return percent{stored};
  }
};

struct place {
  std::vector<std::string> parts{};
};

template <>
struct sqlalloy::codec<place> {
  using storage = std::string;  // made here: returned by value

  static storage encode(const place& from) {
    std::string text;
    for (const std::string& part : from.parts) text += '/' + part;
    return text;
  }
  static place decode(storage text) {
    place to;
    for (const char letter : text)
      if (letter == '/')
        to.parts.emplace_back();
      else
        to.parts.back() += letter;
    return to;
  }
};

class isbn {
 public:
  isbn() = default;
  explicit isbn(std::string digits) : digits_(std::move(digits)) {}
  const std::string& digits() const { return digits_; }

 private:
  std::string digits_{};
};

template <>
struct sqlalloy::codec<isbn> {
  using storage = std::string_view;  // of text that the value has
  using view = std::string_view;     // what a row of views shows

  static storage encode(const isbn& from) { return from.digits(); }
  static isbn decode(storage text) { return isbn(std::string(text)); }
};

struct Volume {
  std::int64_t id{};
  std::string title{};
  isbn number{};
  place shelf{};
  std::optional<percent> discount{};

  using table = sa::table<"volumes", sa::primary_key<&Volume::id>>;
};

// --- a dialect

/// SQLite, where contains() minds upper and lower case.
struct exact_dialect : sa::sqlite::dialect {
  using sa::sqlite::dialect::write;

  template <class Writer, class Text, class Needle>
  static constexpr void write(
      Writer& out,
      sa::type<sa::operation<sa::find_operator<sa::placed::anywhere>,
                             Text, Needle>>) {
    out.text("instr(");
    out.template node<Text>();
    out.text(", ");
    out.template node<Needle>();
    out.text(") > 0");
  }
};

struct exact {
  using dialect = exact_dialect;
  using connection = sa::sqlite::sqlite3_connection;
  static constexpr std::string_view dialect_name = "sqlite";
  static constexpr std::string_view name = "exact";
  static constexpr bool is_default = false;
};

static_assert(sa::driver<exact>);

/// The standard, with :1, :2, … for ?.
struct plain_dialect : sa::ansi::dialect {
  template <class Writer>
  static constexpr void placeholder(Writer& out) {
    out.text(":");
    out.number(out.placeholders);
  }
};

// --- a driver

struct tuned_connection : sa::sqlite::sqlite3_connection {
  sa::status open(const sa::connect_options& options) {
    const sa::status opened = sqlite3_connection::open(options);
    return opened.ok() ? run("PRAGMA synchronous = NORMAL") : opened;
  }
};

struct tuned {
  using dialect = sa::sqlite::dialect;
  using connection = tuned_connection;
  static constexpr std::string_view dialect_name = "sqlite";
  static constexpr std::string_view name = "tuned";
  static constexpr bool is_default = false;
};

static_assert(sa::driver<tuned>);

/// Writes down what it is sent. Its database is always empty.
class recorder_connection {
 public:
  static inline std::vector<std::string> sent{};

  struct statement {
    const char* sql = nullptr;  // static storage
  };
  struct cursor {};

  template <std::size_t Count>
  struct parameters {
    parameters(recorder_connection&, const statement&) {}

    sa::status bind_null(int index) { return keep(index, "NULL"); }
    template <class Value>
    sa::status bind(int index, const Value& value) {
      if constexpr (std::is_arithmetic_v<Value>)
        return keep(index, std::to_string(value));
      else if constexpr (std::is_same_v<Value, std::string_view>)
        return keep(index, std::string(value));
      else
        return keep(index, "(bytes, a time, or a list)");
    }

    std::array<std::string, Count> values{};

   private:
    sa::status keep(int index, std::string value) {
      values[static_cast<std::size_t>(index)] = std::move(value);
      return {};
    }
  };

  recorder_connection() = default;
  recorder_connection(recorder_connection&& other) noexcept
      : is_open_(std::exchange(other.is_open_, false)) {}
  recorder_connection& operator=(recorder_connection&& other) noexcept {
    is_open_ = std::exchange(other.is_open_, false);
    return *this;
  }

  sa::status open(const sa::connect_options&) {
    is_open_ = true;
    return {};
  }
  void close() noexcept { is_open_ = false; }
  bool is_open() const { return is_open_; }
  sa::status ping() { return {}; }
  void set_deadline(const sa::deadline&) noexcept {}
  sa::status cancel() { return {}; }

  sa::status prepare(statement& target,
                     const sa::statement_text& text) {
    target.sql = text.sql;
    return {};
  }
  void release(statement&) noexcept {}

  template <std::size_t Count>
  sa::status execute(const statement& prepared,
                     const parameters<Count>& given, cursor& rows) {
    std::string text = prepared.sql;
    for (const std::string& value : given.values)
      text += " [" + value + "]";
    return execute_text(text.data(), text.size(), rows);
  }
  template <std::size_t Count>
  sa::status stream(const statement& prepared,
                    const parameters<Count>& given, cursor& rows, int) {
    return execute(prepared, given, rows);
  }
  sa::status execute_text(const char* sql, std::size_t size, cursor&) {
    sent.emplace_back(sql, size);
    return {};
  }
  sa::status run(const char* sql) {
    sent.emplace_back(sql);
    in_transaction_ = sent.back() == "BEGIN";
    return {};
  }
  bool in_transaction() const { return in_transaction_; }
  bool transaction_has_failed() const { return false; }
  sa::error_info error() const { return {}; }  // nothing ever fails

  sa::fetch_result fetch(cursor&) { return sa::fetch_result::done; }
  template <class Storage>
  sa::read_result read(cursor&, int, Storage&) {
    return sa::read_result::null;
  }
  sa::value_view value(cursor&, int) { return {}; }
  int column_count(const cursor&) const { return 0; }
  std::string_view column_name(const cursor&, int) const { return {}; }
  void finish(cursor&) noexcept {}
  std::int64_t rows_changed(const cursor&) const { return 0; }
  std::int64_t last_insert_id() const { return 0; }

 private:
  bool is_open_ = false;
  bool in_transaction_ = false;
};

struct recorder {
  using dialect = sa::sqlite::dialect;
  using connection = recorder_connection;
  static constexpr std::string_view dialect_name = "sqlite";
  static constexpr std::string_view name = "recorder";
  static constexpr bool is_default = false;
};

static_assert(sa::driver<recorder>);

// --- a reflection backend

template <class T>
concept lists_its_fields = requires { T::fields(); };

/// Classes that list pointers to their members, by name.
template <lists_its_fields T>
struct sqlalloy::meta::reflection<T> {
  using list = decltype(T::fields());

  static constexpr bool available = true;
  static constexpr std::size_t size = std::tuple_size_v<list>;

  template <std::size_t Index>
  using field = value_t<std::get<Index>(T::fields()).second>;

  static consteval std::array<std::string_view, size> names() {
    return std::apply(
        [](const auto&... each) {
          return std::array<std::string_view, size>{each.first...};
        },
        T::fields());
  }

  template <class Object, class F>
  static constexpr void each(Object& object, F& f) {
    std::apply(
        [&](const auto&... each) { (f(object.*each.second), ...); },
        T::fields());
  }
};

class Reader {
 public:
  Reader() = default;
  explicit Reader(std::string name) : name_(std::move(name)) {}
  const std::string& name() const { return name_; }

  static constexpr auto fields() {
    return std::tuple(std::pair("id", &Reader::id_),
                      std::pair("name", &Reader::name_));
  }

 private:
  std::int64_t id_{};
  std::string name_{};
};

template <>
struct sqlalloy::mapping<Reader>
    : sqlalloy::table<"readers", sqlalloy::primary_key<
                                     sqlalloy::member<Reader, "id">>> {
};

namespace {

constexpr auto title = sa::col<&Volume::title>;
constexpr auto number = sa::col<&Volume::number>;
constexpr auto shelf = sa::col<&Volume::shelf>;

}  // namespace

TEST_CASE("extending: a codec") {
  auto engine = sa::create_engine<sa::sqlite::sqlite3>("sqlite://");
  auto db = engine.connect();
  db.create_all(sa::tables<Volume>);
  db.execute(sa::insert(Volume{.number = isbn("9780131103627"),
                               .shelf = {{"c", "1988"}},
                               .discount = percent{20}}));
  const Volume found = db.execute(sa::select<Volume>()).one();
  CHECK(found.number.digits() == "9780131103627");
  CHECK(found.shelf.parts == std::vector<std::string>{"c", "1988"});
  CHECK(found.discount->value == 20);
  for (const auto& [digits] : db.execute(sa::select(number))) {
    static_assert(
        std::is_same_v<decltype(digits), const std::string_view>);
    CHECK(digits == "9780131103627");
  }
  CHECK_THROWS_AS(
      db.execute(sa::insert(Volume{.discount = percent{101}})),
      sa::data_error);
  CHECK(sa::create_all_sql<sa::sqlite::dialect>(sa::tables<Volume>) ==
        "CREATE TABLE IF NOT EXISTS volumes (id INTEGER PRIMARY KEY, "
        "title TEXT NOT NULL, number TEXT NOT NULL, shelf TEXT NOT "
        "NULL, discount INTEGER) "
        "STRICT;\n");
}

TEST_CASE("extending: a dialect") {
  constexpr auto has_c =
      sa::select(sa::col<&Volume::id>).where(sa::contains(title, "C"));
  CHECK(sa::sql<exact_dialect>(has_c) ==
        "SELECT volumes.id FROM volumes "
        "WHERE instr(volumes.title, ?) > 0");
  auto engine = sa::create_engine<exact>("sqlite+exact://");
  engine.begin([&](auto& db) {
    db.create_all(sa::tables<Volume>);
    db.execute(sa::insert(Volume{.title = "The c book"}));
    CHECK(db.execute(has_c).all().empty());
  });
  constexpr auto two =
      sa::select(sa::col<&Volume::id>)
          .where(sa::col<&Volume::id> > 1, sa::col<&Volume::id> < 9);
  CHECK(sa::sql<plain_dialect>(two) ==
        "SELECT volumes.id FROM volumes "
        "WHERE volumes.id > :1 AND volumes.id < :2");
}

TEST_CASE("extending: a driver") {
  auto engine = sa::create_engine<tuned>("sqlite+tuned://");
  const auto synchronous = engine.connect()
                               .exec_driver_sql("PRAGMA synchronous")
                               .into(sa::type<int>{});
  CHECK(synchronous == std::vector<int>{1});

  auto mock = sa::create_engine<recorder>("sqlite+recorder://");
  mock.begin([](auto& db) {
    db.execute(sa::insert<Volume>().values(
        title = "C", number = isbn("1"), shelf = place{{"a"}}));
    CHECK(db.execute(sa::select<Volume>()).all().empty());
  });
  CHECK(recorder_connection::sent ==
        std::vector<std::string>{"BEGIN",
                                 "INSERT INTO volumes (title, number, "
                                 "shelf) VALUES (?, ?, ?) [C] [1] [/a]",
                                 "SELECT volumes.id, volumes.title, "
                                 "volumes.number, volumes.shelf, "
                                 "volumes.discount FROM volumes",
                                 "COMMIT"});
}

TEST_CASE("extending: a reflection backend") {
  auto engine = sa::create_engine<sa::sqlite::sqlite3>("sqlite://");
  auto db = engine.connect();
  db.create_all(sa::tables<Reader>);
  db.execute(sa::insert(Reader("Ada")));
  constexpr auto named = sa::select<Reader>().where(
      sa::col<sa::member<Reader, "name">> == "Ada");
  CHECK(db.execute(named).one().name() == "Ada");
}
