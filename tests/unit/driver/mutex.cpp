// SPDX-License-Identifier: MIT
#include <sqlalloy/driver/mutex.hpp>
#include <sqlalloy/engine/events.hpp>

#include <catch2/catch.hpp>

#include <thread>

namespace sa = sqlalloy;

namespace {

TEST_CASE("a mutex lets one thread in at a time") {
  sa::mutex held;
  int count = 0;
  const auto add = [&] {
    for (int i = 0; i != 10'000; ++i) {
      const sa::mutex_lock lock(held);
      ++count;
    }
  };
  std::thread other(add);
  add();
  other.join();
  CHECK(count == 20'000);
}

TEST_CASE("who waits is woken, or stops at the deadline") {
  sa::mutex held;
  sa::wake_up woken;
  const sa::mutex_lock lock(held);
  const auto began = sa::monotonic_nanoseconds();
  while (woken.wait(held, began + 20'000'000)) {
  }
  CHECK(sa::monotonic_nanoseconds() - began >= 20'000'000);

  bool is_there = false;
  std::thread other([&] {
    const sa::mutex_lock theirs(held);
    is_there = true;
    woken.signal();
  });
  while (!is_there)
    if (!woken.wait(held, sa::monotonic_nanoseconds() + 10'000'000'000)) break;
  CHECK(is_there);
  held.unlock();
  other.join();
  held.lock();
}

}  // namespace
