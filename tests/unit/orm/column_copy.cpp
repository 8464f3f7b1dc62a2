// SPDX-License-Identifier: MIT
#include <sqlalloy/orm/column_copy.hpp>

#include <catch2/catch.hpp>

#include <utility>

namespace sa = sqlalloy;

namespace {

int ended = 0;
sa::column_copy copy_of(int value) {
  return {new int(value), [](void* object) noexcept {
            if (object) ++ended;
            delete static_cast<int*>(object);
          }};
}

TEST_CASE("a copy of columns is owned once, wherever it goes") {
  ended = 0;
  {
    sa::column_copy one = copy_of(1), two = copy_of(2);
    sa::column_copy taken = std::move(one);
    CHECK(one.get() == nullptr);
    two = std::move(taken);
    CHECK(*static_cast<int*>(two.get()) == 1);
    CHECK(ended == 0);
    int* const given = static_cast<int*>(two.exchange(new int(3)));
    CHECK(*given == 1);
    delete given;
  }
  CHECK(ended == 2);
}

}  // namespace
