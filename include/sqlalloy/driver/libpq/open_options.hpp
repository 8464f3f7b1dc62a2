// SPDX-License-Identifier: MIT
#pragma once

#include <sqlalloy/driver/connect_options.hpp>

#include <cstdlib>
#include <string>
#include <string_view>
#include <vector>

#include <libpq-fe.h>

namespace sqlalloy::inline v0::postgresql {

/// What a URL asks of libpq: libpq's own keywords (PostgreSQL manual, "Parameter Key Words"), and
/// `prepared_statements` (true, false), for a pooler between here and the server. A host that is not this machine is
/// spoken to over TLS only (`sslmode=require`), unless the URL, a service or PGSSLMODE says otherwise.
///
/// It borrows the texts of what it was made from.
class open_options {
 public:
  explicit open_options(const connect_options& options)
      : port_(options.port == 0 ? std::string() : std::to_string(options.port)) {
    add("host", options.host.c_str());
    add("port", port_.c_str());
    add("user", options.username.c_str());
    add("password", options.password.c_str());
    add("dbname", options.database.c_str());
    ::PQconninfoOption* const known = ::PQconndefaults();
    for (const connect_option& option : options.query)
      if (problem_.empty()) take(option, known);
    add("client_encoding", "UTF8");
    const bool says_tls =
        !options.get("sslmode").empty() || options.find("service") || std::getenv("PGSSLMODE") || has_mode(known);
    if (!says_tls && !stays_here(options, known)) add("sslmode", "require");
    ::PQconninfoFree(known);
    names_.push_back(nullptr);
    values_.push_back(nullptr);
  }

  /// The sentence that says what is wrong with the options; empty where nothing is.
  const std::string& problem() const { return problem_; }

  /// As `PQconnectdbParams` takes them.
  const char* const* names() const { return names_.data(); }
  const char* const* values() const { return values_.data(); }

  /// Whether statements are kept on the server under a name.
  bool prepared_statements() const { return prepared_statements_; }

 private:
  std::string problem_;
  std::string port_;
  std::vector<const char*> names_, values_;
  bool prepared_statements_ = true;

  // Whether a service of the environment says it: "prefer" is what libpq would take anyway.
  static bool has_mode(const ::PQconninfoOption* known) {
    for (; known && known->keyword; ++known)
      if (std::string_view(known->keyword) == "sslmode") return known->val && std::string_view(known->val) != "prefer";
    return false;
  }

  // Whether the server is on this machine, by name and by address. What the URL leaves out is what libpq takes then:
  // the environment's.
  static bool stays_here(const connect_options& options, const ::PQconninfoOption* known) {
    std::string_view host = options.get("host", options.host), address = options.get("hostaddr");
    for (; known && known->keyword; ++known) {
      if (!known->val) continue;
      if (host.empty() && std::string_view(known->keyword) == "host") host = known->val;
      if (address.empty() && std::string_view(known->keyword) == "hostaddr") address = known->val;
    }
    return connect_options::is_this_machine(host) && connect_options::is_this_machine(address);
  }

  void add(const char* name, const char* value) {
    if (*value == '\0') return;
    names_.push_back(name);
    values_.push_back(value);
  }

  void take(const connect_option& option, const ::PQconninfoOption* known) {
    if (option.name == "client_encoding") {
      problem_ = "libpq: option client_encoding cannot be given; it is always UTF8";
    } else if (option.name == "prepared_statements") {
      prepared_statements_ = option.value == "true";
      if (!prepared_statements_ && option.value != "false")
        problem_ = "libpq: option prepared_statements cannot be '" + option.value + "'; it is true or false";
    } else {
      while (known && known->keyword && option.name != known->keyword) ++known;
      if (known && known->keyword)
        add(option.name.c_str(), option.value.c_str());
      else
        problem_ = "libpq: unknown option '" + option.name + "'";
    }
  }
};

}  // namespace sqlalloy::inline v0::postgresql
