// SPDX-License-Identifier: MIT
#pragma once

#include <sqlalloy/engine/error.hpp>

#include <string>
#include <string_view>
#include <utility>

namespace sqlalloy::inline v0 {

/// A row was changed or deleted by others since it was loaded: fewer rows than objects were found. The session was not
/// flushed; refresh the object, or roll back.
class stale_data_error : public error {
 public:
  using error::error;
};

/// An object is asked for what only its session could load, and that is gone.
class detached_instance_error : public invalid_request_error {
 public:
  using invalid_request_error::invalid_request_error;
};

/// An object was to be read again, and its row is not there.
class object_deleted_error : public invalid_request_error {
 public:
  using invalid_request_error::invalid_request_error;
};

template <class Error>
[[noreturn, gnu::cold, gnu::noinline]] void throw_as(failure kind, std::string sentence) {
  throw Error(make_error(kind, std::move(sentence)));
}

/// `did` an object of a struct whose row there is not.
[[noreturn, gnu::cold, gnu::noinline]] inline void throw_gone(std::string_view did, std::string_view struct_name,
                                                              std::string_view because) {
  throw_as<no_result_found>(failure::no_result, "sqlalloy: " + std::string(did).append(struct_name).append(because));
}

[[noreturn, gnu::cold, gnu::noinline]] inline void throw_refusal(std::string sentence) {
  throw_as<invalid_request_error>(failure::invalid_request, std::move(sentence));
}

}  // namespace sqlalloy::inline v0
