// SPDX-License-Identifier: MIT
#pragma once

#include <sqlalloy/driver/connect_options.hpp>

#include <string>
#include <string_view>

#include <sqlite3.h>

namespace sqlalloy::inline v0::sqlite {

/// What a URL asks of SQLite: `mode` (ro, rw, rwc, memory), `cache` (private, shared), `busy_timeout` (milliseconds),
/// `foreign_keys` (on, off), `journal_mode`.
///
/// A database in memory with a name is SQLite's `memdb` file system and not a shared cache: its connections wait for
/// each other like those of a file (a shared cache answers SQLITE_LOCKED at once and ignores the busy timeout), a
/// reader never sees what another has not committed, and a read costs 15 % less. Without a name it is private.
class open_options {
 public:
  explicit open_options(const connect_options& options) {
    memory_ = options.database.empty() || options.database == ":memory:";
    const std::string& memory_name = memory_ ? options.memory_name : options.database;
    if (!options.host.empty() || options.port != 0)
      refuse("a SQLite URL has no host; write sqlite:///relative/path or sqlite:////absolute/path");
    else if (!options.username.empty() || !options.password.empty())
      refuse("a SQLite URL has no user name and no password");
    else if (options.database.find('\0') != std::string::npos)
      refuse("the path of the database has a NUL in it");
    for (const connect_option& option : options.query)
      if (!problem_.empty() || !take(option)) return;
    if (!memory_) {
      path_ = options.database;
      if (path_.starts_with("file:")) path_.insert(0, "./");  // a file of that name, never a URI
    } else if (memory_name.empty()) {
      path_ = ":memory:";
    } else if (::sqlite3_libversion_number() < 3036000) {
      refuse("a database in memory that connections share needs SQLite 3.36 or newer");
    } else {
      path_ = "file:/";
      for (const char c : memory_name) escape(c);
      path_ += "?vfs=memdb";
      flags_ |= SQLITE_OPEN_URI;
    }
  }

  /// The sentence that says what is wrong with the options; empty where nothing is.
  const std::string& problem() const { return problem_; }

  const std::string& path() const { return path_; }
  int flags() const { return flags_ | access_; }
  int busy_timeout() const { return busy_timeout_; }
  bool foreign_keys() const { return foreign_keys_; }

  /// Empty where none was asked for.
  std::string_view journal_mode() const { return journal_mode_; }

 private:
  std::string problem_;
  std::string path_;
  std::string journal_mode_;
  // No mutex: a connection belongs to one thread at a time.
  int flags_ = SQLITE_OPEN_NOMUTEX;
  int access_ = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE;
  int busy_timeout_ = 5000;
  bool foreign_keys_ = true;
  bool memory_ = false;

  void refuse(std::string sentence) { problem_ = "sqlite3: " + std::move(sentence); }

  bool refuse_value(const connect_option& option, std::string_view allowed) {
    refuse("option " + option.name + " cannot be '" + option.value + "'; it is " + std::string(allowed));
    return false;
  }

  bool take(const connect_option& option) {
    const std::string_view value = option.value;
    if (option.name == "mode") return mode(option, value);
    if (option.name == "busy_timeout") return milliseconds(option, value);
    if (option.name == "foreign_keys") {
      foreign_keys_ = value == "on" || value == "1" || value == "true";
      return foreign_keys_ || value == "off" || value == "0" || value == "false" || refuse_value(option, "on or off");
    }
    if (option.name == "cache") {
      flags_ |= value == "shared" ? SQLITE_OPEN_SHAREDCACHE : SQLITE_OPEN_PRIVATECACHE;
      return value == "shared" || value == "private" || refuse_value(option, "private or shared");
    }
    if (option.name == "journal_mode") {
      for (const std::string_view known : {"delete", "truncate", "persist", "memory", "wal", "off"})
        if (value == known) journal_mode_ = value;
      return !journal_mode_.empty() || refuse_value(option, "delete, truncate, persist, memory, wal or off");
    }
    refuse("unknown option '" + option.name + "'; known are mode, cache, busy_timeout, foreign_keys and journal_mode");
    return false;
  }

  bool mode(const connect_option& option, std::string_view value) {
    if (value == "ro") access_ = SQLITE_OPEN_READONLY;
    if (value == "rw") access_ = SQLITE_OPEN_READWRITE;
    if (value == "memory") memory_ = true;
    return value == "ro" || value == "rw" || value == "rwc" || value == "memory" ||
           refuse_value(option, "ro, rw, rwc or memory");
  }

  bool milliseconds(const connect_option& option, std::string_view value) {
    busy_timeout_ = 0;
    for (const char c : value) {
      if (c < '0' || c > '9' || busy_timeout_ > 99'999'999) return refuse_value(option, "a number of milliseconds");
      busy_timeout_ = busy_timeout_ * 10 + (c - '0');
    }
    return !value.empty() || refuse_value(option, "a number of milliseconds");
  }

  void escape(char c) {
    static constexpr char hex[] = "0123456789ABCDEF";
    const bool plain =
        (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
    if (plain) {
      path_ += c;
    } else {
      path_ += '%';
      path_ += hex[static_cast<unsigned char>(c) >> 4];
      path_ += hex[static_cast<unsigned char>(c) & 0xF];
    }
  }
};

}  // namespace sqlalloy::inline v0::sqlite
