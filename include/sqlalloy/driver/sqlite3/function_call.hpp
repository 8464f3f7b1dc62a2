// SPDX-License-Identifier: MIT
#pragma once

#include <sqlalloy/driver/error_info.hpp>
#include <sqlalloy/driver/iso_text.hpp>
#include <sqlalloy/driver/sqlite3/read.hpp>
#include <sqlalloy/driver/status.hpp>
#include <sqlalloy/meta/call_signature.hpp>
#include <sqlalloy/meta/pack.hpp>
#include <sqlalloy/type/decoded.hpp>
#include <sqlalloy/type/encoded.hpp>

#include <concepts>
#include <cstddef>
#include <cstdint>
#include <exception>
#include <new>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>

#include <sqlite3.h>

namespace sqlalloy::inline v0::sqlite {

/// What tells a value or why there is none: `sa::result<T>`, `std::expected<T, sa::error_info>`.
template <class T>
concept outcome = requires(const T& given) {
  typename T::value_type;
  { given.has_value() } -> std::convertible_to<bool>;
  { given.error() } -> std::convertible_to<const error_info&>;
};

/// What a function of SQL may give: nothing (NULL), a value with a codec, `std::optional` of it, or an outcome of
/// these.
template <class T>
concept function_value = std::is_void_v<T> || sql_value<T> ||
                         (outcome<T> && (std::is_void_v<typename T::value_type> || sql_value<typename T::value_type>));

/// A call by SQLite: the name of the function, and where its result goes.
class function_call {
 public:
  function_call(::sqlite3_context* context, std::string_view name) noexcept : context_(context), name_(name) {}

  /// The call fails, and with it the statement.
  void fail(failure kind, std::string_view what) const {
    const std::string sentence = "sqlite3: " + std::string(name_) + std::string(what);
    ::sqlite3_result_error(context_, sentence.data(), static_cast<int>(sentence.size()));
    if (kind == failure::data) ::sqlite3_result_error_code(context_, SQLITE_MISMATCH);
    if (kind == failure::integrity) ::sqlite3_result_error_code(context_, SQLITE_CONSTRAINT_FUNCTION);
  }

  void give_null() const noexcept { ::sqlite3_result_null(context_); }

  /// The result of the call.
  template <class T>
  void give(const T& given) const {
    if constexpr (outcome<T>) {
      if (!given.has_value())
        fail(given.error().kind, "(): " + given.error().message);
      else if constexpr (!std::is_void_v<typename T::value_type>)
        give(*given);
    } else {
      const encoded<T> form(given);
      if (form.is_null())
        give_null();
      else if (form.fits())
        put(form.value());
      else
        fail(failure::data, "() gives what does not fit the type of its result");
    }
  }

  /// Calls `f` with the arguments. Where one is NULL and has no `std::optional`, `f` is not called and `otherwise` is.
  template <class F, class Otherwise, class... T>
  void apply(type_list<T...>, F f, Otherwise otherwise, ::sqlite3_value** values) const {
    apply<T...>(f, otherwise, values, std::index_sequence_for<T...>{});
  }

  /// What `call` throws fails the call: nothing may pass through SQLite.
  template <class Call>
  void guard(Call call) const noexcept {
#if defined(__cpp_exceptions)
    try {
      call();
    } catch (const std::bad_alloc&) {
      ::sqlite3_result_error_nomem(context_);
    } catch (const std::exception& thrown) {
      fail(failure::operational, std::string("(): ") + thrown.what());
    } catch (...) {
      fail(failure::operational, "() has thrown what is no std::exception");
    }
#else
    call();
#endif
  }

 private:
  ::sqlite3_context* context_;
  std::string_view name_;

  template <std::integral T>
  void put(T value) const {
    ::sqlite3_result_int64(context_, std::int64_t{value});
  }
  void put(double value) const {
    if (value != value) return fail(failure::data, "() gives NaN, and SQLite would take it for NULL");
    ::sqlite3_result_double(context_, value);
  }
  void put(float value) const { put(double{value}); }
  void put(std::string_view value) const {
    const char* text = value.data() ? value.data() : "";  // a null pointer would be NULL
    ::sqlite3_result_text64(context_, text, value.size(), SQLITE_TRANSIENT, SQLITE_UTF8);
  }
  void put(bytes_view value) const {
    const void* bytes = value.data() ? static_cast<const void*>(value.data()) : "";
    ::sqlite3_result_blob64(context_, bytes, value.size(), SQLITE_TRANSIENT);
  }
  void put(interval_value value) const { put(value.microseconds); }
  template <class Time>
    requires std::constructible_from<iso_text, Time>
  void put(Time value) const {
    const iso_text text(value);
    if (text.empty()) return fail(failure::data, "() gives a time outside the years 0000 to 9999, or no time of day");
    put(text.view());
  }

  template <class T>
  struct argument {
    std::optional<remove_optional_t<T>> value{};

    read_result read(::sqlite3_value* from) {
      storage_t<T> stored{};
      const read_result found = read_value(from, stored);
      if (found != read_result::value) return found;
      value = decoded<remove_optional_t<T>>(stored);
      return value ? found : read_result::mismatch;
    }
    T&& pass() {
      if constexpr (nullable<T>)
        return std::move(value);
      else
        return std::move(*value);
    }
  };

  template <class... T, class F, class Otherwise, std::size_t... I>
  void apply(F& f, Otherwise& otherwise, [[maybe_unused]] ::sqlite3_value** values, std::index_sequence<I...>) const {
    [[maybe_unused]] meta::pack<argument<T>...> held{};
    bool is_null = false;
    std::size_t wrong = sizeof...(T);
    [[maybe_unused]] const auto read = [&](std::size_t index, auto& one, bool may_be_null) {
      const read_result found = one.read(values[index]);
      if (found == read_result::mismatch && wrong == sizeof...(T)) wrong = index;
      if (found == read_result::null && !may_be_null) is_null = true;
    };
    (read(I, meta::get<I>(held), nullable<T>), ...);
    if (wrong != sizeof...(T)) return refuse(wrong, values[wrong]);
    if (is_null) return otherwise();
    f(meta::get<I>(held).pass()...);
  }

  [[gnu::cold, gnu::noinline]] void refuse(std::size_t index, ::sqlite3_value* value) const {
    const int type = ::sqlite3_value_type(value);
    const char* words = type == SQLITE_INTEGER ? "an integer"
                        : type == SQLITE_FLOAT ? "a real"
                        : type == SQLITE_TEXT  ? "text"
                                               : "a blob";
    fail(failure::data,
         "() is given " + std::string(words) + " that it does not take, as argument " + std::to_string(index + 1));
  }
};

}  // namespace sqlalloy::inline v0::sqlite
