// SPDX-License-Identifier: MIT
#pragma once

#include <sqlalloy/meta/type.hpp>

#include <type_traits>

namespace sqlalloy::inline v0::meta {

template <class Result, class... Arguments>
struct call_signature {
  using result = Result;
  using arguments = type_list<std::remove_cvref_t<Arguments>...>;
};

/// What is called, of what it is given and what it gives, by its type: a function, a pointer to a function or to a
/// member function, or an object with one `operator()`. Arguments are told without reference and const.
template <class F>
struct call_signature_of {};

template <class F>
  requires requires { &F::operator(); }
struct call_signature_of<F> : call_signature_of<decltype(&F::operator())> {};
template <class R, class... A>
struct call_signature_of<R(A...)> : call_signature<R, A...> {};
template <class R, class... A>
struct call_signature_of<R (*)(A...)> : call_signature<R, A...> {};
template <class R, class... A>
struct call_signature_of<R (*)(A...) noexcept> : call_signature<R, A...> {};
template <class C, class R, class... A>
struct call_signature_of<R (C::*)(A...)> : call_signature<R, A...> {};
template <class C, class R, class... A>
struct call_signature_of<R (C::*)(A...) noexcept> : call_signature<R, A...> {};
template <class C, class R, class... A>
struct call_signature_of<R (C::*)(A...) const> : call_signature<R, A...> {};
template <class C, class R, class... A>
struct call_signature_of<R (C::*)(A...) const noexcept> : call_signature<R, A...> {};

/// Something whose signature is known: not overloaded and no template.
template <class F>
concept has_call_signature = requires { typename call_signature_of<F>::result; };

}  // namespace sqlalloy::inline v0::meta
