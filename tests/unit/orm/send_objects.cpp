// SPDX-License-Identifier: MIT
#include <sqlalloy/orm/send_objects.hpp>

#include <catch2/catch.hpp>

#include <string>
#include <type_traits>
#include <vector>

#include "support/orm_session.hpp"

namespace sa = sqlalloy;

namespace {

using shop::Line;
using shop::Order;
using driver = sa::sqlite::sqlite3;

static_assert(
    std::is_same_v<sa::finder_of<Order>, sa::row_finder<sa::columns<&Order::id>, sa::columns<&Order::version>>>);
static_assert(
    std::is_same_v<sa::finder_of<Line>, sa::row_finder<sa::columns<&Line::order_id, &Line::number>, sa::columns<>>>);

struct fixture : shop_database {
  sa::session_connection<driver> db{engine.connect()};
  sa::tracked<Order> a = sa::make_tracked(Order{.customer = "a"}), b = sa::make_tracked(Order{.customer = "b"});
  std::vector<sa::record*> both{a.get_record(), b.get_record()};

  std::string stored() {
    db.commit();
    return read("SELECT id || customer || version FROM orders ORDER BY id");
  }
};

TEST_CASE_METHOD(fixture, "rows are inserted, and their objects get the keys in order") {
  sa::send_inserts<driver, Order>(db.pooled(), both);
  CHECK(a->id == 1);
  CHECK(b->id == 2);
  const auto line = sa::make_tracked(Line{.order_id = 2, .number = 7});
  sa::send_inserts<driver, Line>(db.pooled(), std::vector<sa::record*>{line.get_record()});
  CHECK(stored() == "1a0|2b0");
  CHECK(read("SELECT order_id || ':' || number FROM lines") == "2:7");
}

TEST_CASE_METHOD(fixture, "rows are inserted with the keys of their objects") {
  a.get_record()->object.id = 7;
  b.get_record()->object.id = 5;
  sa::send_inserts_with_keys<driver, Order>(db.pooled(), both);
  CHECK(stored() == "5b0|7a0");
}

TEST_CASE_METHOD(fixture, "rows are updated where key and version are what they were") {
  sa::send_inserts<driver, Order>(db.pooled(), both);
  for (auto* one : {&a, &b}) {
    one->get_record()->take_snapshot();
    one->get_record()->object.customer += "!";
    one->get_record()->object.version = 1;
  }
  sa::send_updates<driver, Order>(db.pooled(), sa::mask_of_column(1) | sa::mask_of_column(2), both);
  CHECK_THROWS_WITH((sa::send_updates<driver, Order>(db.pooled(), sa::mask_of_column(2), both)),
                    Catch::Contains("UPDATE of 2 row(s) of orders found 0"));
  CHECK(stored() == "1a!1|2b!1");
}

TEST_CASE_METHOD(fixture, "rows are deleted where key and version are what they were") {
  sa::send_inserts<driver, Order>(db.pooled(), both);
  db.exec_driver_sql("UPDATE orders SET version = 9 WHERE id = 2");
  CHECK_THROWS_WITH((sa::send_deletes<driver, Order>(db.pooled(), both)),
                    Catch::Contains("DELETE of 2 row(s) of orders found 1"));
  CHECK(stored() == "2b9");
}

TEST_CASE_METHOD(fixture, "what the database refuses is thrown") {
  const auto line = sa::make_tracked(Line{.order_id = 99, .number = 7});
  CHECK_THROWS_AS((sa::send_inserts<driver, Line>(db.pooled(), std::vector<sa::record*>{line.get_record()})),
                  sa::integrity_error);
}

}  // namespace
