// SPDX-License-Identifier: MIT
#pragma once

#include <chrono>
#include <cstddef>
#include <iostream>
#include <string>
#include <utility>

/// Says on stderr how far a long task is: nothing in the first second, then a line each second.
class progress {
 public:
  explicit progress(std::string task) : task_(std::move(task)) {}

  void report(std::size_t percent) {
    const auto now = std::chrono::steady_clock::now();
    if (now < next_) return;
    next_ = now + std::chrono::seconds(1);
    std::cerr << task_ << ": " << percent << " % imported" << std::endl;
  }

 private:
  std::string task_;
  std::chrono::steady_clock::time_point next_ = std::chrono::steady_clock::now() + std::chrono::seconds(1);
};
