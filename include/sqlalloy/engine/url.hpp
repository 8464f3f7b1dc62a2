// SPDX-License-Identifier: MIT
#pragma once

#include <sqlalloy/driver/connect_options.hpp>

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>

namespace sqlalloy::inline v0 {

struct parsed_url;

/// Which database, by which driver, and where: `dialect+driver://user:password@host:port/database?option=value`.
///
/// The parts may hold percent escapes (`p%40ss` for `p@ss`), a host may be an IPv6 address in brackets. For a database
/// that is a file: `sqlite://` is in memory, `sqlite:///relative/path`, `sqlite:////absolute/path`.
struct url {
  std::string dialect{};
  std::string driver{};  ///< empty: the dialect's default
  connect_options options{};

  /// The URL as text, with `***` for a password.
  std::string render() const;

  /// Takes a URL apart; what is wrong with it is told in a sentence, which never holds the password.
  static parsed_url parse(std::string_view text);
};

/// A URL, or the sentence that says why the text is none.
struct parsed_url {
  url value{};
  std::string error{};  ///< empty where the text is a URL

  bool ok() const { return error.empty(); }
};

namespace detail {

class url_parser {
 public:
  explicit url_parser(std::string_view text) : rest_(text) {}

  parsed_url parse() {
    if (!names() || !where() || !query()) return {{}, "sqlalloy: " + error_};
    return {std::move(url_), {}};
  }

 private:
  url url_;
  std::string error_;
  std::string_view rest_;

  bool fail(std::string sentence) {
    error_ = std::move(sentence);
    return false;
  }

  // --- dialect+driver://

  bool names() {
    const auto end = rest_.find("://");
    const std::string_view scheme = rest_.substr(0, end);
    if (end == rest_.npos || scheme.empty() || !is_name(scheme))
      return fail("a URL begins with dialect:// or dialect+driver://, as in sqlite:///file.db");
    const auto plus = scheme.find('+');
    url_.dialect = scheme.substr(0, plus);
    if (plus != scheme.npos) url_.driver = scheme.substr(plus + 1);
    rest_.remove_prefix(end + 3);
    if (url_.dialect.empty()) return fail("the URL names no dialect before the plus sign");
    if (plus != scheme.npos && url_.driver.empty()) return fail("the URL names no driver after the plus sign");
    if (url_.dialect == "postgres") return fail("the dialect 'postgres' is spelt postgresql://");
    if (url_.dialect == "sqlite3") return fail("the dialect 'sqlite3' is spelt sqlite://");
    return knows_driver();
  }

  /// A driver's name that comes from SQLAlchemy gets the name of ours.
  bool knows_driver() {
    struct pair {
      std::string_view theirs, ours;
    };
    static constexpr pair pairs[] = {
        {"psycopg", "libpq"},
        {"psycopg2", "libpq"},
        {"psycopg2cffi", "libpq"},
        {"psycopg_async", "libpq"},
        {"asyncpg", "libpq"},
        {"pg8000", "libpq"},
        {"pygresql", "libpq"},
        {"pysqlite", "sqlite3"},
        {"aiosqlite", "sqlite3"},
        {"pysqlcipher", "sqlite3"},
        {"mysqldb", "mysqlclient"},
        {"pymysql", "mysqlclient"},
        {"aiomysql", "mysqlclient"},
        {"asyncmy", "mysqlclient"},
        {"cymysql", "mysqlclient"},
        {"mariadbconnector", "mysqlclient"},
        {"mysqlconnector", "mysqlclient"},
        {"pyodbc", "odbc"},
        {"aioodbc", "odbc"},
        {"pymssql", "odbc"},
        {"fdb", "fbclient"},
        {"kinterbasdb", "fbclient"},
    };
    for (const pair& known : pairs)
      if (url_.driver == known.theirs)
        return fail("the driver '" + url_.driver + "' is Python's; write " + url_.dialect + "+" +
                    std::string(known.ours) + "://");
    return true;
  }

  static bool is_name(std::string_view text) {
    for (const char c : text) {
      const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
      if (!letter && c != '_' && c != '+') return false;
    }
    return true;
  }

  // --- user:password@host:port/database

  bool where() {
    const std::string_view before_query = rest_.substr(0, rest_.find('?'));
    const auto slash = before_query.find('/');
    std::string_view authority = before_query.substr(0, slash);
    std::string_view database = slash == before_query.npos ? std::string_view() : before_query.substr(slash + 1);
    // A password with a bare '/' or '?' would be taken for a host, a port and a database, and be shown as those.
    const auto colon = authority.rfind(':');
    if (authority.find('@') == authority.npos && colon != authority.npos) {
      const bool has_port = authority.starts_with('[') || is_port(authority.substr(colon + 1));
      if (database.find('@') != database.npos || (!has_port && rest_.find('@') != rest_.npos))
        return fail("the '@' stands behind a '/' or '?'; in a password write %2F and %3F for them, in a database %40");
    }
    rest_.remove_prefix(before_query.size());
    if (const auto at = authority.rfind('@'); at != authority.npos) {
      if (!credentials(authority.substr(0, at))) return false;
      authority.remove_prefix(at + 1);
    }
    return host_and_port(authority) && unescape(database, "database", url_.options.database);
  }

  bool credentials(std::string_view text) {
    const auto colon = text.find(':');
    if (!unescape(text.substr(0, colon), "user name", url_.options.username)) return false;
    return colon == text.npos || unescape(text.substr(colon + 1), "password", url_.options.password);
  }

  bool host_and_port(std::string_view text) {
    std::string_view port;
    if (text.starts_with('[')) {
      const auto close = text.find(']');
      if (close == text.npos) return fail("the host begins with '[' and has no ']'");
      url_.options.host = text.substr(1, close - 1);
      text.remove_prefix(close + 1);
      if (!text.empty() && text[0] != ':') return fail("the host has text between its ']' and the port");
      if (text.size() == 1) return fail("the port is empty");
      if (!text.empty()) port = text.substr(1);
    } else {
      const auto colon = text.find(':');
      if (colon != text.npos && text.find(':', colon + 1) != text.npos)
        return fail("the host has more than one ':'; an IPv6 address stands in brackets, as in [::1]:5432");
      if (!unescape(text.substr(0, colon), "host", url_.options.host)) return false;
      if (colon != text.npos && colon + 1 == text.size()) return fail("the port is empty");
      if (colon != text.npos) port = text.substr(colon + 1);
    }
    if (port.empty()) return true;
    if (!is_port(port)) return fail("the port is no number from 1 to 65535");
    for (const char c : port) url_.options.port = url_.options.port * 10 + (c - '0');
    return true;
  }

  static bool is_port(std::string_view text) {
    int port = 0;
    for (const char c : text) {
      if (c < '0' || c > '9' || port > 6553) return false;
      port = port * 10 + (c - '0');
    }
    return port >= 1 && port <= 65535;
  }

  // --- ?option=value&option=value

  bool query() {
    if (!rest_.empty()) rest_.remove_prefix(1);
    while (!rest_.empty()) {
      const std::string_view piece = rest_.substr(0, rest_.find('&'));
      rest_.remove_prefix(piece.size() == rest_.size() ? piece.size() : piece.size() + 1);
      const auto equals = piece.find('=');
      connect_option option;
      if (equals == piece.npos || equals == 0) return fail("an option in the URL is not of the form name=value");
      if (!unescape(piece.substr(0, equals), "name of an option", option.name)) return false;
      if (!unescape(piece.substr(equals + 1), "value of an option", option.value)) return false;
      url_.options.query.push_back(std::move(option));
    }
    return true;
  }

  static int hex(char c) {
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
  }

  bool unescape(std::string_view text, std::string_view part, std::string& out) {
    for (std::size_t i = 0; i != text.size(); ++i) {
      if (text[i] != '%') {
        out += text[i];
        continue;
      }
      const int high = i + 2 < text.size() ? hex(text[i + 1]) : -1, low = high < 0 ? -1 : hex(text[i + 2]);
      if (low < 0)
        return fail("the " + std::string(part) + " has a '%' without two hexadecimal digits; write %25 for it");
      if (high == 0 && low == 0) return fail("the " + std::string(part) + " holds a NUL");
      out += static_cast<char>(high * 16 + low);
      i += 2;
    }
    return true;
  }
};

/// Escapes what would end a part of a URL; `keep` are signs that may stand in this one.
inline void escape_url(std::string& out, std::string_view text, std::string_view keep) {
  static constexpr char hex[] = "0123456789ABCDEF";
  for (const char c : text) {
    const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                       std::string_view("-._~").find(c) != std::string_view::npos || keep.find(c) != keep.npos;
    if (plain) {
      out += c;
    } else {
      out += '%';
      out += hex[static_cast<unsigned char>(c) >> 4];
      out += hex[static_cast<unsigned char>(c) & 0xF];
    }
  }
}

}  // namespace detail

inline parsed_url url::parse(std::string_view text) { return detail::url_parser(text).parse(); }

inline std::string url::render() const {
  std::string out = dialect;
  if (!driver.empty()) (out += '+') += driver;
  out += "://";
  if (!options.username.empty() || !options.password.empty()) {
    detail::escape_url(out, options.username, "");
    out += options.password.empty() ? "@" : ":***@";
  }
  const bool brackets = options.host.find(':') != std::string::npos;
  if (brackets) out += '[';
  detail::escape_url(out, options.host, ":");
  if (brackets) out += ']';
  if (options.port != 0) (out += ':') += std::to_string(options.port);
  if (!options.database.empty()) {
    out += '/';
    detail::escape_url(out, options.database, "/:");
  }
  for (std::size_t i = 0; i != options.query.size(); ++i) {
    out += i == 0 ? '?' : '&';
    detail::escape_url(out, options.query[i].name, "");
    out += '=';
    if (options.query[i].name.find("password") != std::string::npos)  // libpq's sslpassword
      out += "***";
    else
      detail::escape_url(out, options.query[i].value, "/:");
  }
  return out;
}

}  // namespace sqlalloy::inline v0
