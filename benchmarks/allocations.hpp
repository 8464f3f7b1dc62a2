// SPDX-License-Identifier: MIT
#pragma once

// Counts what the program and the libraries it is linked with take from the heap: the C library lets a program define
// malloc, and then everybody calls that one. Included by one source file of a program.

#include <cstddef>

namespace allocations {

inline long count = 0;

}  // namespace allocations

extern "C" {

void* __libc_malloc(std::size_t size);                           // NOLINT: glibc's own names
void* __libc_calloc(std::size_t count, std::size_t size);        // NOLINT
void* __libc_realloc(void* memory, std::size_t size);            // NOLINT
void* __libc_memalign(std::size_t alignment, std::size_t size);  // NOLINT
void __libc_free(void* memory);                                  // NOLINT

void* malloc(std::size_t size) {
  ++allocations::count;
  return __libc_malloc(size);
}

void* calloc(std::size_t count, std::size_t size) {
  ++allocations::count;
  return __libc_calloc(count, size);
}

void* realloc(void* memory, std::size_t size) {
  ++allocations::count;
  return __libc_realloc(memory, size);
}

void* aligned_alloc(std::size_t alignment, std::size_t size) {
  ++allocations::count;
  return __libc_memalign(alignment, size);
}

void free(void* memory) { __libc_free(memory); }
}
