// SPDX-License-Identifier: MIT
#pragma once

#include <pthread.h>

namespace sqlalloy::inline v0 {

/// A flag that is set in a child process, so that nobody has to ask whether this is one. To make one and to end it
/// takes a lock; a child process may end those of its parent only while it has one thread.
class fork_mark {
 public:
  /// Sets `flag` among `flags`, which must live as long.
  fork_mark(unsigned char& flags, unsigned char flag) noexcept;
  fork_mark(const fork_mark&) = delete;
  fork_mark& operator=(const fork_mark&) = delete;
  ~fork_mark();

 private:
  friend struct fork_registry;

  unsigned char& flags_;
  const unsigned char flag_;
  fork_mark* previous_ = nullptr;
  fork_mark* next_ = nullptr;
};

/// All of them, and how often this process has been forked off since it was first asked: the process id would be a
/// system call.
struct fork_registry {
  ::pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
  fork_mark* first = nullptr;
  unsigned counted = 0;

  void add(fork_mark& mark) noexcept {
    ::pthread_mutex_lock(&lock);
    mark.next_ = first;
    if (first) first->previous_ = &mark;
    first = &mark;
    ::pthread_mutex_unlock(&lock);
  }

  void remove(fork_mark& mark) noexcept {
    ::pthread_mutex_lock(&lock);
    if (mark.next_) mark.next_->previous_ = mark.previous_;
    (mark.previous_ ? mark.previous_->next_ : first) = mark.next_;
    ::pthread_mutex_unlock(&lock);
  }

  // In the child, whose only thread is the one that has forked.
  void enter_child() noexcept {
    ++counted;
    for (fork_mark* mark = first; mark; mark = mark->next_)
      mark->flags_ = static_cast<unsigned char>(mark->flags_ | mark->flag_);
    ::pthread_mutex_unlock(&lock);
  }
};

inline constinit fork_registry registry_of_forks{};

/// A number that is another one in a child process than it was in its parent.
inline unsigned forks() noexcept { return registry_of_forks.counted; }

/// Has the number kept; to be called before it is asked for.
inline void count_forks() noexcept {
  static constinit ::pthread_once_t once = PTHREAD_ONCE_INIT;
  ::pthread_once(&once, [] {
    // The list is whole in the child, because nobody changes it while the process is copied.
    ::pthread_atfork([] { ::pthread_mutex_lock(&registry_of_forks.lock); },
                     [] { ::pthread_mutex_unlock(&registry_of_forks.lock); }, [] { registry_of_forks.enter_child(); });
  });
}

inline fork_mark::fork_mark(unsigned char& flags, unsigned char flag) noexcept : flags_(flags), flag_(flag) {
  count_forks();
  registry_of_forks.add(*this);
}

inline fork_mark::~fork_mark() { registry_of_forks.remove(*this); }

}  // namespace sqlalloy::inline v0
