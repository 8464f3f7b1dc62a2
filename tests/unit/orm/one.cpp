// SPDX-License-Identifier: MIT
#include <sqlalloy/orm/many.hpp>
#include <sqlalloy/orm/one.hpp>

#include <catch2/catch.hpp>

#include <support/orm_core.hpp>
#include <support/orm_schemas.hpp>
#include <type_traits>
#include <utility>

namespace sa = sqlalloy;

namespace {

using shop::Invoice;
using shop::Order;

static_assert(std::is_same_v<decltype(*std::declval<const sa::one<Order>&>()), const Order&>);

TEST_CASE("a plain struct holds the one that it is given") {
  Invoice invoice{.address = "A", .order = Order{.customer = "Ada"}};
  CHECK(invoice.order);
  CHECK(invoice.order->customer == "Ada");
  invoice.order = Order{.customer = "Eve"};
  CHECK((*invoice.order).customer == "Eve");
  const sa::tracked<Order> order = invoice.order.get();
  const Invoice copy = invoice;
  CHECK(copy.order.get() == order);
  invoice.order = nullptr;
  CHECK_FALSE(invoice.order);
  CHECK_FALSE(invoice.order.get());
  CHECK_THROWS_AS(invoice.order->customer, sa::invalid_request_error);
  CHECK(order->customer == "Eve");
  CHECK_FALSE(Invoice{}.order.is_loaded());
  CHECK_THROWS_AS(static_cast<bool>(Invoice{}.order), sa::invalid_request_error);
}

TEST_CASE("of one to one both sides are kept in step") {
  orm_core_owner<Order, shop::Line, Invoice> owner;
  auto first = owner.core->add(Order{.customer = "a"}), second = owner.core->add(Order{.customer = "b"});
  first->invoice = Invoice{.address = "A"};
  auto invoice = first->invoice.get();
  CHECK(invoice->order.get() == first);
  second->invoice = invoice;
  CHECK_FALSE(first->invoice);
  CHECK(invoice->order.get() == second);

  auto other = owner.core->add(Invoice{.address = "B"});
  other->order = second;
  CHECK(second->invoice.get() == other);
  CHECK_FALSE(invoice->order);
  other->order = sa::tracked<Order>{};
  CHECK_FALSE(second->invoice);
}

TEST_CASE("a copy of an object's one refers to the same") {
  sa::one<Order> copy{};
  {
    orm_core_owner<Order, shop::Line, Invoice> owner;
    auto order = owner.core->add(Order{.customer = "a", .invoice = Invoice{.address = "A"}});
    const auto invoice = std::as_const(order)->invoice.get();
    const auto of = invoice->order;
    CHECK(of.get() == order);
    copy = invoice->order;
    CHECK(copy.get() == order);
    order->invoice = nullptr;
    CHECK(of->customer == "a");
  }
  CHECK(copy->customer == "a");
}

TEST_CASE("a copy of an object's one that is not loaded may be given another") {
  orm_core_owner<Order, shop::Line, Invoice> owner;
  auto row = owner.core->load(Invoice{.id = 1});
  Invoice copy = *row;
  CHECK_FALSE(copy.order.is_loaded());
  CHECK_THROWS_WITH(copy.order.get(), Catch::Contains("Invoice::order is not loaded; say .options"));
  copy.order = owner.core->add(Order{.customer = "a"});
  CHECK(copy.order->customer == "a");
  const auto added = owner.core->add(copy);
  CHECK(copy.order->invoice.get() == added);
}

TEST_CASE("of one to one a copy that is assigned takes it from its former owner, and a swap exchanges both") {
  orm_core_owner<Order, shop::Line, Invoice> owner;
  auto first = owner.core->add(Order{.customer = "a", .invoice = Invoice{.address = "A"}});
  auto second = owner.core->add(Order{.customer = "b", .invoice = Invoice{.address = "B"}});
  auto a = first->invoice.get(), b = second->invoice.get();
  std::swap(first->invoice, second->invoice);
  CHECK(first->invoice.get() == b);
  CHECK(b->order.get() == first);
  CHECK(second->invoice.get() == a);
  CHECK(a->order.get() == second);
  first->invoice = second->invoice;
  CHECK(first->invoice.get() == a);
  CHECK_FALSE(second->invoice);
  CHECK_FALSE(b->order);
  first->invoice = second->invoice;  // which is none
  CHECK_FALSE(first->invoice);
  CHECK_FALSE(a->order);
}

TEST_CASE("the same one again changes nothing") {
  orm_core_owner<Order, shop::Line, Invoice> owner;
  auto order = owner.core->add(Order{.invoice = Invoice{.address = "A"}});
  const sa::tracked<Invoice> invoice = order->invoice.get();
  order->invoice = invoice;
  invoice.get_record()->object.order = order;
  CHECK(order->invoice.get() == invoice);
  CHECK(invoice->order.get() == order);
}

}  // namespace
