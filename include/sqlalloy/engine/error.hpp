// SPDX-License-Identifier: MIT
#pragma once

#include <sqlalloy/driver/error_info.hpp>

#include <exception>
#include <string>
#include <utility>

namespace sqlalloy::inline v0 {

/// One sentence for a failure: what the database said, then the statement.
inline std::string sentence_of(const error_info& info) {
  std::string sentence = info.message.empty() ? std::string("the database gave no reason") : info.message;
  if (!info.sql.empty()) ((sentence += " [SQL: ") += info.sql) += ']';
  if (!info.parameters.empty()) ((sentence += " [parameters: ") += info.parameters) += ']';
  return sentence;
}

/// A failure that is not the database's.
inline error_info make_error(failure kind, std::string message) {
  error_info info;
  info.kind = kind;
  info.message = std::move(message);
  return info;
}

}  // namespace sqlalloy::inline v0

#if defined(__cpp_exceptions)

namespace sqlalloy::inline v0 {

/// What every exception of the library is. `what()` is one sentence: what the database said, then the statement.
/// Copies share their contents, so that copying one never fails.
class error : public std::exception {
 public:
  explicit error(error_info info) : shared_(new contents{1, std::move(info), {}}) {
    shared_->sentence = sentence_of(shared_->info);
  }
  error(const error& other) noexcept : std::exception(other), shared_(other.shared_) {
    __atomic_fetch_add(&shared_->owners, 1, __ATOMIC_RELAXED);
  }
  error& operator=(const error& other) noexcept {
    error copy(other);
    std::swap(shared_, copy.shared_);
    return *this;
  }
  ~error() override {
    if (__atomic_fetch_sub(&shared_->owners, 1, __ATOMIC_ACQ_REL) == 1) delete shared_;
  }

  const char* what() const noexcept override { return shared_->sentence.c_str(); }

  const error_info& info() const noexcept { return shared_->info; }
  failure kind() const noexcept { return info().kind; }

  /// Whether the transaction failed because of another one, and may succeed when it is run anew.
  bool is_retryable() const noexcept { return info().is_retryable; }

  /// Whether the connection was lost.
  bool is_disconnect() const noexcept { return info().is_disconnect; }

  /// The client library's own number (SQLite: the extended result code); 0 where it has none.
  int code() const noexcept { return info().code; }

  /// Five characters, empty where the database has none.
  const std::string& sqlstate() const noexcept { return info().sqlstate; }

  /// The constraint that refused: its name, or its columns, where the database tells.
  const std::string& constraint() const noexcept { return info().constraint; }

  /// The statement that failed; empty where it was none.
  const std::string& sql() const noexcept { return info().sql; }

  /// The values that were bound; empty unless the engine was made with `show_parameters`.
  const std::string& parameters() const noexcept { return info().parameters; }

 private:
  struct contents {
    unsigned owners;
    error_info info;
    std::string sentence;
  };

  contents* shared_;
};

/// A URL or an option that cannot be meant.
class argument_error : public error {
 public:
  using error::error;
};

/// The library was asked for something out of order.
class invalid_request_error : public error {
 public:
  using error::error;
};

/// One row was demanded and there was none.
class no_result_found : public invalid_request_error {
 public:
  using invalid_request_error::invalid_request_error;
};

/// One row was demanded and there were more.
class multiple_results_found : public invalid_request_error {
 public:
  using invalid_request_error::invalid_request_error;
};

/// The pool had no connection in time.
class timeout_error : public error {
 public:
  using error::error;
};

/// The database, or its client library, refused.
class database_error : public error {
 public:
  using error::error;
};

/// A driver was used in a way that its client library forbids.
class interface_error : public database_error {
 public:
  using database_error::database_error;
};

/// A value does not fit, or is not of the type that was asked for.
class data_error : public database_error {
 public:
  using database_error::database_error;
};

/// The database cannot do it now: the connection is lost, the database busy, the disk full.
class operational_error : public database_error {
 public:
  using database_error::database_error;
};

/// The connection was lost during COMMIT: what the transaction did may have been kept or not. Look before doing it
/// again. It is no operational_error, so that who runs those anew does not run this.
class in_doubt_error : public database_error {
 public:
  using database_error::database_error;
};

/// A constraint refused it.
class integrity_error : public database_error {
 public:
  using database_error::database_error;
};

/// The database lost its way.
class internal_error : public database_error {
 public:
  using database_error::database_error;
};

/// Wrong SQL: syntax, an unknown table.
class programming_error : public database_error {
 public:
  using database_error::database_error;
};

/// The database has no such feature.
class not_supported_error : public database_error {
 public:
  using database_error::database_error;
};

/// Throws the exception that stands for a failure.
[[noreturn, gnu::cold]] inline void throw_error(error_info info) {
  switch (info.kind) {
    case failure::argument:
      throw argument_error(std::move(info));
    case failure::invalid_request:
      throw invalid_request_error(std::move(info));
    case failure::no_result:
      throw no_result_found(std::move(info));
    case failure::multiple_results:
      throw multiple_results_found(std::move(info));
    case failure::timeout:
      throw timeout_error(std::move(info));
    case failure::interface:
      throw interface_error(std::move(info));
    case failure::data:
      throw data_error(std::move(info));
    case failure::operational:
      throw operational_error(std::move(info));
    case failure::integrity:
      throw integrity_error(std::move(info));
    case failure::internal:
      throw internal_error(std::move(info));
    case failure::programming:
      throw programming_error(std::move(info));
    case failure::not_supported:
      throw not_supported_error(std::move(info));
    case failure::in_doubt:
      throw in_doubt_error(std::move(info));
    case failure::none:
      break;
  }
  throw database_error(std::move(info));
}

}  // namespace sqlalloy::inline v0

#endif
