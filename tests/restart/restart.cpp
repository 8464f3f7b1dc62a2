// SPDX-License-Identifier: MIT
//
// restart SCRIPTS/SERVERS NAME FOLDER: starts a server of its own in FOLDER (NAME is postgresql or mariadb), lets
// threads write and read over one engine, and kills the server ten times without a warning. In the end each transaction
// that was acknowledged is there once, and none that was refused; of those in doubt, either. The threads do nothing but
// try again, and are not told that there is a new server.

#include <sqlalloy.hpp>
#include <sqlalloy/driver/libpq.hpp>
#include <sqlalloy/driver/mysqlclient.hpp>

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <iterator>
#include <map>
#include <mutex>
#include <optional>
#include <random>
#include <stdexcept>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

namespace sa = sqlalloy;
using namespace sa::literals;

namespace {

constexpr int times = 10, threads = 4;
constexpr auto patience = std::chrono::seconds(90);

[[noreturn]] void stop(const std::string& why) {
  std::fprintf(stderr, "restart: %s\n", why.c_str());
  throw std::runtime_error(why);
}

// Below those that the system gives to clients: one that connects to a port where nobody listens could get that very
// port, and talk to itself.
int free_port() {
  for (int port = 20000 + static_cast<int>(::getpid() % 10000); port != 32000; ++port) {
    const int one = ::socket(AF_INET, SOCK_STREAM, 0);
    sockaddr_in own{};
    own.sin_family = AF_INET;
    own.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    own.sin_port = htons(static_cast<std::uint16_t>(port));
    const bool is_free = ::bind(one, reinterpret_cast<sockaddr*>(&own), sizeof own) == 0;
    ::close(one);
    if (is_free) return port;
  }
  stop("there is no free port");
}

/// The server: it is stopped and its data deleted in the end, whatever happens.
class private_server {
 public:
  private_server(std::string script, std::string name, const char* folder)
      : script_(std::move(script)), name_(std::move(name)) {
    const std::string port = std::to_string(free_port());
    ::setenv("SQLALLOY_SERVERS", folder, 1);
    ::setenv("SQLALLOY_PG_PORT", port.c_str(), 1);
    ::setenv("SQLALLOY_MARIADB_PORT", port.c_str(), 1);
    ::setenv("SQLALLOY_DURABLE", "1", 1);
    call("clean");
  }
  private_server(const private_server&) = delete;
  private_server& operator=(const private_server&) = delete;
  ~private_server() { end(); }

  void end() const noexcept { (void)!std::system(command("clean").c_str()); }

  void kill() const { call("kill"); }

  /// Starts it and gives its URL.
  std::string up() const {
    std::FILE* said = ::popen(command("up").c_str(), "r");
    if (!said) stop("cannot start " + script_);
    std::string text;
    for (int c = std::fgetc(said); c != EOF; c = std::fgetc(said)) text += static_cast<char>(c);
    if (::pclose(said) != 0) stop("the server did not start");
    std::string url = text.substr(text.find("_URL=") + 5);
    url.erase(url.find('\n'));
    std::erase(url, '\'');
    // A server that does not answer is not waited for longer than a service would.
    return name_ == "mariadb" ? url + "?connect_timeout=5&read_timeout=10&write_timeout=10" : url;
  }

 private:
  const std::string script_, name_;

  std::string command(const char* verb) const { return "'" + script_ + "' " + verb + " " + name_; }
  void call(const char* verb) const {
    if (std::system(command(verb).c_str()) != 0) stop(std::string("the server could not be told to ") + verb);
  }
};

// Nothing but the program keeps a number from being there twice. A transaction with an odd number writes two rows.
struct Row {
  std::int64_t id{};
  std::int64_t number{};
  std::int32_t part{};
  std::string word{};

  using table = sa::table<"restart_rows", sa::primary_key<&Row::id>, sa::index<&Row::number>>;
};

constexpr auto by_number = sa::select<Row>().where(sa::col<&Row::number> == "number"_p);

std::int32_t parts_of(std::int64_t number) { return 1 + static_cast<std::int32_t>(number % 2); }
std::string word_of(std::int64_t number) { return std::to_string(number * 7919) + std::string(number % 300, 'x'); }

enum class outcome { acknowledged, refused, in_doubt };

/// What the threads have seen.
class observations {
 public:
  const std::int64_t started = sa::monotonic_nanoseconds();

  void note(int thread, std::int64_t number, outcome what) {
    const std::lock_guard held(lock_);
    of_number_[number] = what;
    if (what == outcome::acknowledged) ++acknowledged_[thread];
    changed_.notify_all();
  }
  void note_fault(const std::string& what) {
    const std::lock_guard held(lock_);
    if (++faults_ <= 10) std::fprintf(stderr, "restart: %s\n", what.c_str());
  }

  /// Waits until so many more transactions were acknowledged, in all and to each thread.
  void wait_for(int in_all, int to_each) {
    std::unique_lock held(lock_);
    const auto before = acknowledged_;
    const auto enough = [&] {
      int sum = 0;
      bool each = true;
      for (int thread = 0; thread != threads; ++thread) {
        const int more = acknowledged_[thread] - before[thread];
        sum += more;
        each = each && more >= to_each;
      }
      return each && sum >= in_all;
    };
    if (!changed_.wait_for(held, patience, enough)) stop("the threads do not go on");
  }

  int faults() const { return faults_; }
  const std::map<std::int64_t, outcome>& of_number() const { return of_number_; }
  int count(outcome what) const {
    int sum = 0;
    for (const auto& [number, seen] : of_number_) sum += seen == what;
    return sum;
  }

 private:
  std::mutex lock_{};
  std::condition_variable changed_{};
  std::map<std::int64_t, outcome> of_number_{};
  std::vector<int> acknowledged_ = std::vector<int>(threads);
  int faults_ = 0;
};

struct second_thoughts {};

// Writes what belongs to a number, in one of the ways that there are.
template <class Engine>
outcome write(Engine& engine, std::int64_t number, int way) {
  const auto insert = [&](auto& db) {
    for (std::int32_t part = 0; part != parts_of(number); ++part)
      db.execute(sa::insert(Row{.number = number, .part = part, .word = word_of(number)}));
  };
  try {
    if (way == 0) {
      engine.begin(insert);
    } else if (way == 1) {
      auto db = engine.connect();
      insert(db);
      db.commit();
    } else if (way == 2) {
      engine.begin([&](auto& db) {
        insert(db);
        throw second_thoughts();
      });
    } else {
      engine.run(insert);
    }
    return outcome::acknowledged;
  } catch (const second_thoughts&) {
    return outcome::refused;
  } catch (const sa::operational_error&) {
    return outcome::refused;
  } catch (const sa::in_doubt_error&) {
    return outcome::in_doubt;
  }
}

// Reads what was acknowledged; false where the server was not there.
template <class Engine>
bool read(Engine& engine, std::int64_t number, observations& seen) {
  try {
    std::int32_t rows = 0;
    auto db = engine.connect();
    for (const Row& row : db.execute(by_number, "number"_p = number))
      rows += row.number == number && row.word == word_of(number) && row.part < parts_of(number);
    if (rows != parts_of(number))
      seen.note_fault("number " + std::to_string(number) + " is not read as it was written");
    return true;
  } catch (const sa::operational_error&) {
    return false;
  }
}

template <class Engine>
void work(Engine& engine, int thread, const std::atomic<bool>& is_over, observations& seen) {
  std::optional<std::int64_t> last;
  for (std::int64_t number = thread; !is_over; number += threads) {
    outcome what = outcome::in_doubt;
    bool could_read = true;
    try {
      what = write(engine, number, static_cast<int>(number / threads % 5));
      if (what == outcome::acknowledged) last = number;
      could_read = !last || read(engine, *last, seen);
    } catch (const std::exception& error) {
      seen.note_fault(std::string("an error that is none of a lost server: ") + error.what());
    }
    seen.note(thread, number, what);
    if (what != outcome::acknowledged || !could_read) sa::sleep_nanoseconds(2'000'000);
  }
}

// Compares what is there with what was said; gives how many of those in doubt are there.
template <class Engine>
int compare(Engine& engine, observations& seen) {
  std::map<std::int64_t, std::int32_t> found;  // a bit for each part
  auto db = engine.begin();
  for (const Row& row : db.execute(sa::select<Row>())) {
    const std::int32_t bit = 1 << row.part;
    if (row.part < 0 || row.part >= parts_of(row.number) || row.word != word_of(row.number))
      seen.note_fault("a row that nobody wrote: number " + std::to_string(row.number));
    else if (found[row.number] & bit)
      seen.note_fault("number " + std::to_string(row.number) + " is there twice");
    else
      found[row.number] |= bit;
  }
  int kept = 0;
  for (const auto& [number, what] : seen.of_number()) {
    const auto there = found.extract(number);
    const std::int32_t parts = there ? there.mapped() : 0, all = (1 << parts_of(number)) - 1;
    const bool is_whole = parts == 0 || parts == all;
    if (!is_whole) seen.note_fault("of number " + std::to_string(number) + " a part is there");
    if (what == outcome::acknowledged && parts != all)
      seen.note_fault("number " + std::to_string(number) + " was acknowledged and is lost");
    if (what == outcome::refused && parts != 0)
      seen.note_fault("number " + std::to_string(number) + " was refused and is there");
    kept += what == outcome::in_doubt && parts != 0;
  }
  for (const auto& [number, parts] : found) seen.note_fault("number " + std::to_string(number) + " is unheard of");
  return kept;
}

std::ptrdiff_t open_files() {
  return std::distance(std::filesystem::directory_iterator("/proc/self/fd"), std::filesystem::directory_iterator());
}

template <class Driver>
int run(const char* script, const char* name, const char* folder) {
  const private_server server(script, name, folder);
  const auto files = open_files();
  auto engine = sa::create_engine<Driver>(server.up(), {.pool_size = threads - 1, .max_overflow = 1});
  engine.begin([](auto& db) { db.create_all(sa::tables<Row>); });

  observations seen;
  std::atomic<bool> is_over = false;
  const auto seed = static_cast<unsigned>(seen.started);
  std::printf("seed %u\n", seed);
  std::vector<std::thread> all;
  try {
    std::mt19937 random(seed);
    for (int thread = 0; thread != threads; ++thread)
      all.emplace_back([&, thread] { work(engine, thread, is_over, seen); });
    for (int i = 0; i != times; ++i) {
      seen.wait_for(std::uniform_int_distribution(1, 400)(random), 5);
      server.kill();
      server.up();
    }
    seen.wait_for(100, 5);
  } catch (const std::exception&) {
    server.end();
    std::_Exit(1);  // a thread may never end
  }
  is_over = true;
  for (std::thread& one : all) one.join();
  const int kept = compare(engine, seen);

  const sa::pool_status now = engine.pool_status();
  if (now.in_use != 0 || now.waiting != 0 || now.connecting != 0 || now.open != now.idle ||
      now.made != now.closed + static_cast<std::uint64_t>(now.open))
    seen.note_fault("the pool has lost count of its connections");
  engine.dispose();
  if (engine.pool_status().open != 0 || open_files() != files) seen.note_fault("a connection was left open");
  if (now.invalidations < times) seen.note_fault("the pool did not notice each restart");

  std::printf("%d acknowledged, %d refused, %d in doubt (%d of them kept); %d connections, %d refused; %.1f s\n",
              seen.count(outcome::acknowledged), seen.count(outcome::refused), seen.count(outcome::in_doubt), kept,
              static_cast<int>(now.made), static_cast<int>(now.failed),
              static_cast<double>(sa::monotonic_nanoseconds() - seen.started) * 1e-9);
  return seen.faults() == 0 ? 0 : 1;
}

}  // namespace

int main(int count, char** words) {
  if (count != 4) {
    std::fprintf(stderr, "usage: %s SCRIPTS/SERVERS postgresql|mariadb FOLDER\n", words[0]);
    return 2;
  }
  try {
    return std::string(words[2]) == "postgresql" ? run<sa::postgresql::libpq>(words[1], words[2], words[3])
                                                 : run<sa::mariadb::mysqlclient>(words[1], words[2], words[3]);
  } catch (const std::exception& error) {
    std::fprintf(stderr, "restart: %s\n", error.what());
    return 1;
  }
}
