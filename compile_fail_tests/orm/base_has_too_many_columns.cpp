// expect: sqlalloy: a struct that others inherit has more than 63 columns; put some of them into a table of their own
#include <sqlalloy.hpp>
#include <sqlalloy/driver/sqlite3.hpp>
#include <sqlalloy/orm.hpp>

#include <cstdint>

namespace sa = sqlalloy;

using engine = sa::engine<sa::sqlite::sqlite3>;

struct vehicle {
  std::int64_t id{};
  int kind{};
#if REJECT
  int c0{}, c1{}, c2{}, c3{}, c4{}, c5{}, c6{}, c7{};
  int c8{}, c9{}, c10{}, c11{}, c12{}, c13{}, c14{}, c15{};
  int c16{}, c17{}, c18{}, c19{}, c20{}, c21{}, c22{}, c23{};
  int c24{}, c25{}, c26{}, c27{}, c28{}, c29{}, c30{}, c31{};
  int c32{}, c33{}, c34{}, c35{}, c36{}, c37{}, c38{}, c39{};
  int c40{}, c41{}, c42{}, c43{}, c44{}, c45{}, c46{}, c47{};
  int c48{}, c49{}, c50{}, c51{}, c52{}, c53{}, c54{}, c55{};
  int c56{}, c57{}, c58{}, c59{}, c60{}, c61{}, c62{}, c63{};
#endif

  using table = sa::table<"vehicles", sa::primary_key<&vehicle::id>, sa::polymorphic_on<&vehicle::kind>>;
};
struct car {
  vehicle base{};
  int doors{};

  using table = sa::table<"cars", sa::inherits<&car::base>, sa::polymorphic_identity<1>>;
};

void run(engine& of) {
  sa::session session(of, sa::tables<vehicle, car>);  // the line at fault
}
