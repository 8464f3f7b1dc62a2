// SPDX-License-Identifier: MIT
#include <sqlalloy/orm/cascades.hpp>

#include <catch2/catch.hpp>

#include <vector>

#include "support/orm_session.hpp"

namespace sa = sqlalloy;

namespace {

struct Room;
struct Chair;

struct House {
  int id{};
  sa::many<Room> rooms{};

  using table = sa::table<"houses", sa::primary_key<&House::id>,
                          sa::relation<&House::rooms, sa::cascades<"save-update, expunge, refresh-expire">>>;
};
struct Room {
  int id{};
  int house_id{};
  int size{};
  sa::one<House> house{};
  sa::many<Chair> chairs{};

  using table = sa::table<"rooms", sa::primary_key<&Room::id>, sa::references<&Room::house_id, House>,
                          sa::relation<&Room::chairs, sa::cascades<"save-update, refresh-expire">>>;
};
struct Chair {
  int id{};
  int room_id{};

  using table = sa::table<"chairs", sa::primary_key<&Chair::id>, sa::references<&Chair::room_id, Room>>;
};

struct fixture : orm_database<House, Room, Chair> {
  sa::tracked<House> house = session.add(House{});
  sa::tracked<Room> room = house->rooms.append(Room{.size = 1});
  sa::tracked<Chair> chair = room->chairs.append(Chair{});

  fixture() {
    session.flush();
    take();
  }
};

TEST_CASE_METHOD(fixture, "what shares the fate of an object is found along relations, each once") {
  using records = std::vector<sa::record*>;
  CHECK(sa::with_related(*house.get_record(), &sa::cascade_set::refresh_expire) ==
        records{house.get_record(), room.get_record(), chair.get_record()});
  CHECK(sa::with_related(*house.get_record(), &sa::cascade_set::expunge) ==
        records{house.get_record(), room.get_record()});
  CHECK(sa::with_related(*room.get_record(), &sa::cascade_set::expunge) == records{room.get_record()});
  CHECK_FALSE(room.get_record()->is_seen);
}

TEST_CASE_METHOD(fixture, "expunge() lets objects go together") {
  session.expunge(house);
  CHECK(house.state() == sa::object_state::detached);
  CHECK(room.state() == sa::object_state::detached);
  CHECK(chair.state() == sa::object_state::persistent);
  CHECK(room->size == 1);
}

TEST_CASE_METHOD(fixture, "expire() and refresh() have related objects read again") {
  session.expire(room);
  CHECK(room.is_expired());
  CHECK(chair.is_expired());
  CHECK_FALSE(house.is_expired());
  CHECK(chair->room_id == room->id);
  session.load(house, sa::col<&House::rooms>);
  room->size = 2;
  session.refresh(house);
  CHECK_FALSE(house.is_expired());
  CHECK(room.is_expired());
  CHECK(room->size == 1);
}

TEST_CASE_METHOD(fixture, "add() takes along what has left the session with an object, and is changed since") {
  session.expunge(house);
  room->size = 2;
  auto other = house->rooms.append(Room{.size = 5});
  session.add(house);
  CHECK(room.state() == sa::object_state::persistent);
  CHECK(session.get(sa::tables<Room>, 1) == room);
  CHECK(other.state() == sa::object_state::pending);
  session.commit();
  CHECK(read("SELECT house_id || ':' || size FROM rooms ORDER BY id") == "1:2|1:5");
}

TEST_CASE_METHOD(fixture, "add() takes in all of what belongs together, or nothing") {
  session.expunge(house);
  const auto twin = session.get_one(sa::tables<Room>, 1);
  CHECK_THROWS_WITH(session.add(house), Catch::Contains("add() of a Room whose row this session has as another"));
  CHECK(house.state() == sa::object_state::detached);
  CHECK(room.state() == sa::object_state::detached);
  CHECK(session.get_one(sa::tables<House>, 1) != house);
}

}  // namespace
