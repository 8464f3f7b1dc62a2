// SPDX-License-Identifier: MIT
#include <sqlalloy/driver/concept.hpp>

#include <catch2/catch.hpp>

#include <type_traits>

namespace sa = sqlalloy;

namespace {

// The least that is a driver: it answers everything with "not supported".
struct archetype {
  struct connection {
    struct statement {};
    struct cursor {};
    template <std::size_t Count>
    struct parameters {
      parameters(connection&, statement&) {}
      sa::status bind_null(int) { return {}; }
      template <class Value>
      sa::status bind(int, const Value&) {
        return {};
      }
    };
    sa::status open(const sa::connect_options&) { return {sa::failure::not_supported}; }
    void close() noexcept {}
    bool is_open() const { return false; }
    void set_deadline(const sa::deadline&) noexcept {}
    sa::status cancel() { return {}; }
    sa::status ping() { return {}; }
    bool in_transaction() const { return false; }
    bool transaction_has_failed() const { return false; }
    sa::error_info error() const { return {}; }
    sa::status prepare(statement&, const sa::statement_text&) { return {}; }
    void release(statement&) noexcept {}
    template <std::size_t Count>
    sa::status execute(statement&, parameters<Count>&, cursor&) {
      return {};
    }
    template <std::size_t Count>
    sa::status stream(statement&, parameters<Count>&, cursor&, int) {
      return {};
    }
    sa::status execute_text(const char*, std::size_t, cursor&) { return {}; }
    sa::status run(const char*) { return {}; }
    sa::fetch_result fetch(cursor&) { return sa::fetch_result::done; }
    template <class Storage>
    sa::read_result read(cursor&, int, Storage&) {
      return sa::read_result::null;
    }
    sa::value_view value(cursor&, int) { return {}; }
    int column_count(const cursor&) const { return 0; }
    std::string_view column_name(const cursor&, int) const { return {}; }
    void finish(cursor&) noexcept {}
    std::int64_t rows_changed(const cursor&) const { return -1; }
    std::int64_t last_insert_id() const { return 0; }
  };
  struct dialect;
  static constexpr std::string_view dialect_name = "nothing";
  static constexpr std::string_view name = "archetype";
  static constexpr bool is_default = true;
};

struct without_a_name : archetype {
  static constexpr int name = 0;
};

static_assert(sa::driver<archetype>);
static_assert(sa::driver_connection<archetype::connection>);
static_assert(!sa::driver<archetype::connection>, "a connection is no driver");
static_assert(!sa::driver<without_a_name>);
static_assert(!sa::driver<int>);
static_assert(!sa::driver_connection<int>);

TEST_CASE("the concept asks for no more than the archetype has") { CHECK(sa::driver<archetype>); }

}  // namespace
