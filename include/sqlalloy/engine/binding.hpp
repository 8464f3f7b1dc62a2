// SPDX-License-Identifier: MIT
#pragma once

#include <sqlalloy/driver/status.hpp>
#include <sqlalloy/engine/arguments.hpp>
#include <sqlalloy/engine/shown_value.hpp>
#include <sqlalloy/expr/rules.hpp>
#include <sqlalloy/query/slots.hpp>
#include <sqlalloy/type/encoded.hpp>

#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>

namespace sqlalloy::inline v0 {

/// Text and bytes that had to be made for an execution, because no value of the program has them.
class made_values {
 public:
  made_values() = default;
  made_values(const made_values&) = delete;
  made_values& operator=(const made_values&) = delete;
  ~made_values() { clear(); }

  void clear() noexcept {
    while (first_) {
      node* next = first_->next;
      first_->destroy(first_);
      first_ = next;
    }
  }

  template <class T>
  const encoded<T>& make(const T& value) {
    auto* made = new holder<T>(value);
    made->next = first_;
    made->destroy = [](node* old) { delete static_cast<holder<T>*>(old); };
    first_ = made;
    return made->form;
  }

 private:
  struct node {
    node* next = nullptr;
    void (*destroy)(node*) = nullptr;
  };
  template <class T>
  struct holder : node {
    explicit holder(const T& value) : form(value) {}
    encoded<T> form;
  };

  node* first_ = nullptr;
};

/// How far the binding of an execution's parameters has come.
struct binding {
  made_values& made;
  std::string* shown = nullptr;  ///< where values are written down, if they are
  int index = 0;                 ///< of the next parameter
  status failed{};
  int misfit = -1;  ///< the parameter whose value has no form in the database; -1: the driver says why
};

template <class Parameters, class Form>
inline void bind_form(Parameters& parameters, binding& state, const Form& form) {
  if (state.shown) [[unlikely]]
    show_value(*state.shown, form);
  const status bound = parameters.bind(state.index++, form);
  if (!bound.ok()) [[unlikely]]
    state.failed = bound;
}

template <class Parameters>
inline void bind_null(Parameters& parameters, binding& state) {
  if (state.shown) [[unlikely]]
    show_null(*state.shown);
  const status bound = parameters.bind_null(state.index++);
  if (!bound.ok()) [[unlikely]]
    state.failed = bound;
}

[[gnu::cold]] inline void bind_misfit(binding& state) {
  state.misfit = state.index++;
  state.failed = {failure::data};
}

/// Binds a value of a type that has a codec, or NULL.
template <class Parameters, class T>
inline void bind_value(Parameters& parameters, binding& state, const T& value) {
  if constexpr (nullable<T>) {
    if (value)
      bind_value(parameters, state, *value);
    else
      bind_null(parameters, state);
  } else if constexpr (encodes_in_place<T>) {
    storage_t<T> form{};
    if (encode_value(value, form)) [[likely]]
      bind_form(parameters, state, form);
    else
      bind_misfit(state);
  } else {
    const encoded<T>& made = state.made.make(value);
    if (made.fits()) [[likely]]
      bind_form(parameters, state, made.value());
    else
      bind_misfit(state);
  }
}

// A number as another type of number: whether it is the same number still.
template <class To, class From>
constexpr bool convert_number(From from, To& to) {
  if constexpr (std::is_integral_v<To> && std::is_integral_v<From>) {
    const To converted = static_cast<To>(from);
    if (static_cast<From>(converted) != from || (converted < To{}) != (from < From{})) return false;
  } else if constexpr (std::is_integral_v<To>) {
    // Powers of two, so that they are exact; what is not below the upper one does not fit.
    constexpr From end = static_cast<From>(std::numeric_limits<To>::max() / 2 + 1) * 2;
    constexpr From begin = static_cast<From>(std::numeric_limits<To>::min());
    if (!(from >= begin && from < end)) return false;
    if (static_cast<From>(static_cast<To>(from)) != from) return false;
  } else if constexpr (std::is_integral_v<From>) {
    constexpr bool is_wide = std::numeric_limits<From>::digits > std::numeric_limits<To>::digits;
    if constexpr (is_wide) {
      constexpr From exact = From{1} << std::numeric_limits<To>::digits;
      if (from > exact) return false;
      if constexpr (std::is_signed_v<From>)
        if (from < -exact) return false;
    }
  } else if constexpr (sizeof(From) > sizeof(To)) {
    constexpr From greatest = std::numeric_limits<To>::max(), infinity = std::numeric_limits<From>::infinity();
    if ((from > greatest && from != infinity) || (from < -greatest && from != -infinity)) return false;
  }
  to = static_cast<To>(from);
  return true;
}

/// Binds an argument to a parameter of type `T`. A number becomes a T where it is the same number; text is text.
template <class T, class Parameters, class Given>
inline void bind_argument(Parameters& parameters, binding& state, const Given& given) {
  using value = remove_optional_t<T>;
  if constexpr (std::is_same_v<Given, std::nullopt_t>) {
    bind_null(parameters, state);
  } else if constexpr (nullable<Given>) {
    if (given)
      bind_argument<T>(parameters, state, *given);
    else
      bind_null(parameters, state);
  } else if constexpr (std::is_same_v<Given, value>) {
    bind_value(parameters, state, given);
  } else if constexpr (rules::is_text<value> && rules::is_text<Given>) {
    bind_form(parameters, state, std::string_view(given));
  } else if constexpr (std::is_arithmetic_v<value> && std::is_arithmetic_v<Given>) {
    value converted{};
    if (convert_number(given, converted)) [[likely]]
      bind_value(parameters, state, converted);
    else
      bind_misfit(state);
  } else if constexpr (sql_value<Given>) {
    bind_value(parameters, state, given);  // another type with the same form in the database
  }
}

/// Gives each slot of a query its value.
template <class Parameters, class Arguments>
struct slot_binder {
  Parameters& parameters;
  binding& state;
  const Arguments& arguments;

  template <class Value>
  void operator()(const bind<Value>& slot) const {
    bind_value(parameters, state, slot.value);
  }
  template <class Value>
  void operator()(const bound_field<Value>& slot) const {
    bind_value(parameters, state, slot.value);
  }
  template <class T, class Range>
  void operator()(const bind_list<T, Range>& slot) const {
    if (slot.fits()) [[likely]]
      bind_form(parameters, state, slot.view());
    else
      bind_misfit(state);
  }
  template <fixed_string Name, class Value>
  void operator()(const param<Name, Value>&) const {
    with_argument<param<Name, Value>>(arguments,
                                      [this](const auto& given) { bind_argument<Value>(parameters, state, given); });
  }
};

}  // namespace sqlalloy::inline v0
