// SPDX-License-Identifier: MIT
#include <sqlalloy/engine/pool/waiting_line.hpp>

#include <catch2/catch.hpp>

#include <thread>
#include <vector>

namespace sa = sqlalloy;

namespace {

struct line_fixture {
  sa::mutex lock{};
  sa::waiting_line<int> line{};

  void await(int size) {
    for (;; std::this_thread::yield()) {
      const sa::mutex_lock held(lock);
      if (line.size() == size) return;
    }
  }
};

TEST_CASE_METHOD(line_fixture, "who waits is served in the order in which they came") {
  int given[3] = {};
  std::vector<int*> got(3);
  std::vector<std::thread> threads;
  for (int number = 0; number != 3; ++number) {
    threads.emplace_back([&, number] {
      const sa::mutex_lock held(lock);
      got[static_cast<std::size_t>(number)] =
          line.wait(lock, sa::monotonic_nanoseconds() + sa::nanoseconds_of(60)).given;
    });
    await(number + 1);
  }
  for (int& one : given) {
    const sa::mutex_lock held(lock);
    line.serve(&one);
  }
  for (std::thread& one : threads) one.join();
  CHECK(got == std::vector<int*>{&given[0], &given[1], &given[2]});
  CHECK(line.is_empty());
}

TEST_CASE_METHOD(line_fixture, "nobody waits less long than they said, and who left is not served") {
  const sa::mutex_lock held(lock);
  const auto deadline = sa::monotonic_nanoseconds() + 10'000'000;
  CHECK_FALSE(line.wait(lock, deadline).is_served);
  CHECK(sa::monotonic_nanoseconds() >= deadline);
  CHECK(line.is_empty());
  CHECK(line.size() == 0);
}

TEST_CASE_METHOD(line_fixture, "who leaves the line leaves the others where they are") {
  bool has_left = false;  // with the lock held
  int served = 0;
  const auto wait = [&] { served += line.wait(lock, sa::monotonic_nanoseconds() + sa::nanoseconds_of(60)).is_served; };
  std::thread first([&] {
    const sa::mutex_lock held(lock);
    wait();
  });
  await(1);
  std::thread last([&] {
    for (;; std::this_thread::yield()) {
      const sa::mutex_lock held(lock);
      if (line.size() != 2 && !has_left) continue;
      return wait();
    }
  });
  {
    const sa::mutex_lock held(lock);
    CHECK_FALSE(line.wait(lock, sa::monotonic_nanoseconds() + 20'000'000).is_served);  // mostly from the middle
    has_left = true;
  }
  await(2);
  {
    const sa::mutex_lock held(lock);
    CHECK_FALSE(line.wait(lock, sa::monotonic_nanoseconds()).is_served);  // from the end
    line.serve(nullptr);
    line.serve(nullptr);
    CHECK(line.is_empty());
  }
  first.join();
  last.join();
  CHECK(served == 2);
}

}  // namespace
