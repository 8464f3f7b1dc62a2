// SPDX-License-Identifier: MIT
#pragma once

#include <integration/orm_tables.hpp>

#include <catch2/catch.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <random>
#include <set>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

// A session against a plain model of what it should do: the same random operations on both. At each commit the
// database has what the model has, and so have the objects in memory, there and after each rollback, as far as they are
// loaded. Everything is known by a number of its own, which stands in its name.

namespace orm_suite {

struct model {
  struct user {
    int revision = 0;
    std::optional<int> email{};  // unique
  };
  struct profile {
    int user;
    int revision = 0;
  };
  struct post {
    int author;
    std::optional<int> editor;
    int revision = 0;
    std::set<int> tags{};
  };
  struct comment {
    int post;
    std::optional<int> parent;
    int revision = 0;
  };

  std::map<int, user> users{};
  std::map<int, profile> profiles{};
  std::map<int, post> posts{};
  std::map<int, comment> comments{};
  std::set<int> tags{};

  void remove_comment(int number) {
    comments.erase(number);
    for (auto& [other, one] : comments)
      if (one.parent == number) one.parent.reset();
  }
  void remove_post(int number) {
    posts.erase(number);
    for (auto one = comments.begin(); one != comments.end();) {
      const auto [other, what] = *one++;
      if (what.post == number) remove_comment(other);
    }
  }
  void remove_user(int number) {
    users.erase(number);
    std::erase_if(profiles, [number](const auto& one) { return one.second.user == number; });
    for (auto one = posts.begin(); one != posts.end();) {
      const auto [other, what] = *one++;
      if (what.author == number) remove_post(other);
    }
    for (auto& [other, one] : posts)
      if (one.editor == number) one.editor.reset();
  }
  void remove_tag(int number) {
    tags.erase(number);
    for (auto& [other, one] : posts) one.tags.erase(number);
  }

  /// The numbers of those of which something holds, in order.
  template <class Map, class Holds>
  static std::vector<int> those(const Map& from, Holds holds) {
    std::vector<int> numbers;
    for (const auto& [number, one] : from)
      if (holds(one)) numbers.push_back(number);
    return numbers;
  }
  std::optional<int> profile_of(int number) const {
    const auto found = those(profiles, [number](const profile& one) { return one.user == number; });
    return found.empty() ? std::nullopt : std::optional(found.front());
  }
};

/// A model in words, to be compared and read.
inline std::string describe(const model& of) {
  const auto or_none = [](const std::optional<int>& number) { return number ? std::to_string(*number) : "none"; };
  std::string words;
  for (const auto& [number, one] : of.users)
    words += "user " + std::to_string(number) + "." + std::to_string(one.revision) + " @" + or_none(one.email) + "\n";
  for (const auto& [number, one] : of.profiles)
    words += "profile " + std::to_string(number) + "." + std::to_string(one.revision) + " of " +
             std::to_string(one.user) + "\n";
  for (const auto& [number, one] : of.posts) {
    words += "post " + std::to_string(number) + "." + std::to_string(one.revision) + " by " +
             std::to_string(one.author) + ", editor " + or_none(one.editor);
    for (const int tag : one.tags) words += " #" + std::to_string(tag);
    words += "\n";
  }
  for (const auto& [number, one] : of.comments)
    words += "comment " + std::to_string(number) + "." + std::to_string(one.revision) + " on " +
             std::to_string(one.post) + ", answers " + or_none(one.parent) + "\n";
  for (const int tag : of.tags) words += "tag " + std::to_string(tag) + "\n";
  return words;
}

template <class Map>
int pick(const Map& from, std::mt19937& random) {
  auto at = from.begin();
  std::advance(at, static_cast<std::ptrdiff_t>(random() % from.size()));
  if constexpr (requires { at->first; })
    return at->first;
  else
    return *at;
}

inline std::string named(int number, int revision) { return std::to_string(number) + "." + std::to_string(revision); }
inline std::optional<std::string> email_of(std::optional<int> number) {
  return number ? std::optional(std::to_string(*number) + "@example.org") : std::nullopt;
}

// The text in which the number of a row stands.
inline const std::string& text_of(const User& one) { return one.name; }
inline const std::string& text_of(const Profile& one) { return one.about; }
inline const std::string& text_of(const Post& one) { return one.title; }
inline const std::string& text_of(const Comment& one) { return one.text; }
inline const std::string& text_of(const Tag& one) { return one.name; }

template <class T>
bool is_live(const sa::tracked<T>& one) {
  return one.state() == sa::object_state::pending || one.state() == sa::object_state::persistent;
}

/// The objects of a struct by their numbers, as far as somebody has a handle; apart from them those that are gone, as
/// long as the transaction may be undone.
template <class T>
struct handles {
  std::map<int, sa::tracked<T>> live{}, gone{};

  /// What the model does not have is gone, and what it has again is back.
  template <class Map>
  void follow(const Map& model) {
    for (auto one = live.begin(); one != live.end();) {
      const auto known = one++;
      if (!model.contains(known->first)) gone.insert_or_assign(known->first, known->second), live.erase(known);
    }
    for (auto one = gone.begin(); one != gone.end();) {
      const auto known = one++;
      if (model.contains(known->first)) live.emplace(known->first, known->second), gone.erase(known);
    }
  }
  /// The transaction has ended: what is gone is no row of the session any more.
  void end() {
    for (const auto& [number, one] : gone) {
      INFO("the former " << number);
      CHECK((one.state() == sa::object_state::transient || one.state() == sa::object_state::detached));
    }
    gone.clear();
  }
  void clear() {
    live.clear();
    gone.clear();
  }
};

/// The numbers of the objects that a collection has, in order; a deleted one stays there until it is loaded again.
template <class T>
std::vector<int> numbers_in(const sa::many<T>& collection) {
  std::vector<int> numbers;
  for (const auto& one : collection)
    if (one.state() < sa::object_state::deleted) numbers.push_back(std::stoi(text_of(*one)));
  std::sort(numbers.begin(), numbers.end());
  return numbers;
}
template <class T>
std::optional<int> number_in(const sa::one<T>& relation) {
  const auto held = relation.get();
  if (!held || held.state() >= sa::object_state::deleted) return {};
  return std::stoi(text_of(*held));
}

/// Does the same to a session and to the model of it.
template <class Database>
class rehearsal {
  using session_type = decltype(std::declval<Database&>().session());

 public:
  rehearsal(Database& database, unsigned seed) : database_(database), session_(database.session()), random_(seed) {}

  void run(int operations) {
    for (int i = 0; i != operations; ++i) {
      step();
      if (chance(25)) finish();
    }
    finish();
  }

 private:
  Database& database_;
  session_type session_;
  std::mt19937 random_;
  model now_{}, committed_{};
  int next_ = 0, depth_ = 0;
  bool autoflush_ = true;
  handles<User> users_{};
  handles<Profile> profiles_{};
  handles<Post> posts_{};
  handles<Comment> comments_{};
  handles<Tag> tags_{};

  bool chance(unsigned one_in) { return random_() % one_in == 0; }

  // Handles are forgotten now and then, so that the session finds its objects by queries.
  template <auto Member, class T>
  sa::tracked<T> find(handles<T>& among, int number) {
    if (auto& known = among.live[number]; !known || chance(8)) {
      if (!autoflush_) session_.flush();
      known = session_.query(sa::select<T>().where(sa::like(sa::col<Member>, std::to_string(number) + ".%"))).one();
    }
    return among.live[number];
  }
  sa::tracked<User> user(int number) { return find<&User::name>(users_, number); }
  sa::tracked<Profile> profile(int number) { return find<&Profile::about>(profiles_, number); }
  sa::tracked<Post> post(int number) { return find<&Post::title>(posts_, number); }
  sa::tracked<Comment> comment(int number) { return find<&Comment::text>(comments_, number); }
  sa::tracked<Tag> tag(int number) {
    if (auto& known = tags_.live[number]; !known || chance(8)) {
      if (!autoflush_) session_.flush();
      known = session_.get_one(sa::tables<Tag>, std::to_string(number));
    }
    return tags_.live[number];
  }

  void step() {
    switch (random_() % 26) {
      case 0:
        return add_user();
      case 1:
      case 2:
        return add_post();
      case 3:
      case 4:
        return add_comment();
      case 5:
        return add_tag();
      case 6:
        return change();
      case 7:
        return move_post();
      case 8:
        return edit();
      case 9:
      case 10:
        return tag_or_untag();
      case 11:
        return remove();
      case 12:
        return take_out();
      case 13:
        return answer();
      case 14:
        return chance(2) ? session_.flush() : refresh_all();
      case 15:
        return add_profile();
      case 16:
        return chance(2) ? move_profile() : give_email();
      case 17:
      case 18:
        return fail();
      case 19:
        return hand_on_email();
      case 20:
        return write_by_reference();
      case 21:
        return move_by_key();
      case 22:
      case 23:
        return copy_relation();
      case 24:
        return replace_tag();
      default:
        return nest();
    }
  }

  void add_user() {
    const int number = next_++;
    now_.users[number] = {};
    users_.live[number] = session_.add(User{.name = named(number, 0)});
  }
  void add_post() {
    if (now_.users.empty()) return add_user();
    const int author = pick(now_.users, random_), number = next_++;
    now_.posts[number] = {author, {}};
    auto owner = user(author);
    if (chance(2)) {
      posts_.live[number] = session_.add(Post{.title = named(number, 0), .author = owner});
    } else {
      session_.load(owner, sa::col<&User::posts>);
      posts_.live[number] = owner->posts.append(Post{.title = named(number, 0)});
    }
  }
  void add_comment() {
    if (now_.posts.empty()) return add_post();
    const int on = pick(now_.posts, random_), number = next_++;
    now_.comments[number] = {on, {}};
    comments_.live[number] = session_.add(Comment{.text = named(number, 0), .post = post(on)});
  }
  void add_tag() {
    if (now_.tags.size() > 5) return;
    const int number = next_++;
    now_.tags.insert(number);
    tags_.live[number] = session_.add(Tag{.name = std::to_string(number)});
  }
  void change() {
    if (!now_.users.empty() && chance(3)) {
      const int number = pick(now_.users, random_);
      user(number)->name = named(number, ++now_.users[number].revision);
    } else if (!now_.profiles.empty() && chance(3)) {
      const int number = pick(now_.profiles, random_);
      profile(number)->about = named(number, ++now_.profiles[number].revision);
    } else if (!now_.posts.empty() && chance(2)) {
      const int number = pick(now_.posts, random_);
      post(number)->title = named(number, ++now_.posts[number].revision);
    } else if (!now_.comments.empty()) {
      const int number = pick(now_.comments, random_);
      comment(number)->text = named(number, ++now_.comments[number].revision);
    }
  }
  void give_email() {
    if (now_.users.empty()) return;
    const int number = pick(now_.users, random_);
    auto& model_user = now_.users[number];
    model_user.email = model_user.email ? std::nullopt : std::optional(next_++);
    user(number)->email = email_of(model_user.email);
  }
  // A new row has what another one gives up in the same flush.
  void hand_on_email() {
    const auto with_email = model::those(now_.users, [](const auto& one) { return one.email.has_value(); });
    if (with_email.empty()) return give_email();
    const int giver = with_email[random_() % with_email.size()], number = next_++;
    auto from = user(giver);
    from->email.reset();
    now_.users[number].email = std::exchange(now_.users[giver].email, {});
    users_.live[number] = session_.add(User{.name = named(number, 0), .email = email_of(now_.users[number].email)});
    session_.flush();  // or an older one might be given it before it is given up
  }
  // What a reference was taken of is watched, however often it is flushed.
  void write_by_reference() {
    if (now_.users.empty()) return;
    const int number = pick(now_.users, random_);
    auto kept = user(number);
    std::string& name = kept->name;
    for (unsigned i = random_() % 3; i != 0; --i) session_.flush();
    name = named(number, ++now_.users[number].revision);
  }

  // One that has no profile.
  std::optional<int> pick_bare_user() {
    if (now_.users.empty()) return {};
    const int number = pick(now_.users, random_);
    return now_.profile_of(number) ? std::nullopt : std::optional(number);
  }
  void add_profile() {
    if (const std::optional<int> of = pick_bare_user()) add_profile_to(*of);
  }
  void add_profile_to(int of) {
    const int number = next_++;
    now_.profiles[number] = {of};
    auto owner = user(of);
    if (chance(2)) {
      profiles_.live[number] = session_.add(Profile{.about = named(number, 0), .user = owner});
    } else {
      session_.load(owner, sa::col<&User::profile>);
      owner->profile = Profile{.about = named(number, 0)};
      profiles_.live[number] = owner->profile.get();
    }
  }
  void move_profile() {
    const std::optional<int> to = pick_bare_user();
    if (!to || now_.profiles.empty()) return;
    const int number = pick(now_.profiles, random_);
    const int from = now_.profiles[number].user;
    auto moved = profile(number);
    auto owner = user(*to);
    now_.profiles[number].user = *to;
    if (chance(2)) {
      session_.load(moved, sa::col<&Profile::user>);
      moved->user = owner;
    } else {
      session_.load(owner, sa::col<&User::profile>);
      owner->profile = moved;
    }
    if (chance(2)) add_profile_to(from);
    session_.flush();  // or an older one might be given this place before it is free
  }

  // A flush that the database refuses leaves all that was to be written for the next one.
  void fail() {
    for (unsigned i = random_() % 3; i != 0; --i) step_within();
    const auto with_email = model::those(now_.users, [](const auto& one) { return one.email.has_value(); });
    if (with_email.size() < 2) return give_email();
    const int owner = with_email[random_() % with_email.size()];
    const auto taken = email_of(now_.users[owner].email);
    if (const int victim = pick(now_.users, random_); chance(2) || victim == owner) {
      auto bad = session_.add(User{.name = "bad", .email = taken, .posts = {Post{.title = "bad"}}});
      CHECK_THROWS_AS(session_.flush(), sa::integrity_error);
      CHECK(bad.state() == sa::object_state::pending);
      session_.expunge(std::as_const(bad)->posts[0]);
      session_.expunge(bad);
    } else {
      auto changed = user(victim);
      const auto before = std::as_const(changed)->email;
      changed->email = taken;
      CHECK_THROWS_AS(session_.flush(), sa::integrity_error);
      CHECK(std::as_const(changed)->email == taken);
      changed->email = before;
    }
    check_objects(now_);
  }

  void move_post() {
    if (now_.posts.empty()) return;
    const int number = pick(now_.posts, random_), to = pick(now_.users, random_);
    now_.posts[number].author = to;
    auto moved = post(number);
    auto owner = user(to);
    if (chance(2)) {
      session_.load(moved, sa::col<&Post::author>);
      moved->author = owner;
    } else {
      session_.load(owner, sa::col<&User::posts>);
      owner->posts.append(moved);
    }
  }
  // What is in memory does not know of it until it is read again.
  void move_by_key() {
    if (now_.posts.empty()) return;
    const int number = pick(now_.posts, random_), to = pick(now_.users, random_);
    now_.posts[number].author = to;
    auto moved = post(number);
    auto owner = user(to);
    session_.flush();  // so that it has a key
    moved->author_id = std::as_const(owner)->id;
    refresh_all();
  }
  // A copy of a relation holds the same objects.
  void copy_relation() {
    if (now_.posts.empty()) return add_post();
    const int number = pick(now_.posts, random_), to = pick(now_.posts, random_);
    auto from = post(number);
    auto into = post(to);
    if (chance(3)) {
      session_.load(from, sa::col<&Post::author>);
      const int added = next_++;
      now_.posts[added] = {now_.posts[number].author, {}};
      posts_.live[added] = session_.add(Post{.title = named(added, 0), .author = from->author});
    } else if (chance(2)) {
      session_.load(from, sa::col<&Post::author>);
      session_.load(into, sa::col<&Post::author>);
      now_.posts[to].author = now_.posts[number].author;
      into->author = std::as_const(from)->author;
    } else {
      session_.load(from, sa::col<&Post::tags>);
      session_.load(into, sa::col<&Post::tags>);
      const auto& held = std::as_const(from)->tags;
      if (!std::all_of(held.begin(), held.end(), is_live<Tag>))
        return;  // what is gone stays until that is loaded again
      now_.posts[to].tags = now_.posts[number].tags;
      into->tags = std::as_const(from)->tags;
    }
  }
  void edit() {
    if (now_.posts.empty()) return;
    const int number = pick(now_.posts, random_);
    auto edited = post(number);
    session_.load(edited, sa::col<&Post::editor>);
    if (chance(3)) {
      now_.posts[number].editor.reset();
      edited->editor = nullptr;
    } else {
      const int by = pick(now_.users, random_);
      now_.posts[number].editor = by;
      edited->editor = user(by);
    }
  }
  void tag_or_untag() {
    if (now_.posts.empty() || now_.tags.empty()) return;
    const int number = pick(now_.posts, random_), with = pick(now_.tags, random_);
    auto& model_tags = now_.posts[number].tags;
    auto tagged = post(number);
    auto label = tag(with);
    if (chance(2)) {
      session_.load(tagged, sa::col<&Post::tags>);
      model_tags.contains(with) ? (void)tagged->tags.remove(label) : tagged->tags.append(label);
    } else {
      session_.load(label, sa::col<&Tag::posts>);
      model_tags.contains(with) ? (void)label->posts.remove(tagged) : label->posts.append(tagged);
    }
    if (!model_tags.insert(with).second) model_tags.erase(with);
  }
  void remove() {
    session_.flush();  // what has no row cannot be removed
    if (!now_.users.empty() && chance(6)) {
      const int number = pick(now_.users, random_);
      session_.remove(user(number));
      now_.remove_user(number);
    } else if (!now_.profiles.empty() && chance(4)) {
      const int number = pick(now_.profiles, random_);
      session_.remove(profile(number));
      now_.profiles.erase(number);
    } else if (!now_.tags.empty() && chance(4)) {
      const int number = pick(now_.tags, random_);
      session_.remove(tag(number));
      now_.remove_tag(number);
    } else if (!now_.posts.empty() && chance(2)) {
      const int number = pick(now_.posts, random_);
      session_.remove(post(number));
      now_.remove_post(number);
    } else if (!now_.comments.empty()) {
      const int number = pick(now_.comments, random_);
      session_.remove(comment(number));
      now_.remove_comment(number);
    }
    session_.flush();
    follow();
  }
  // Taken out of the collection, it is deleted.
  void take_out() {
    if (now_.posts.empty()) return;
    const int number = pick(now_.posts, random_);
    auto taken = post(number);
    auto owner = user(now_.posts[number].author);
    session_.load(owner, sa::col<&User::posts>);
    CHECK(owner->posts.remove(taken));
    now_.remove_post(number);
    session_.flush();
    follow();
  }
  void answer() {
    if (now_.comments.empty()) return;
    const int number = pick(now_.comments, random_), to = pick(now_.comments, random_);
    for (std::optional<int> above = to; above; above = now_.comments[*above].parent)
      if (*above == number) return;  // no circles
    now_.comments[number].parent = to;
    auto answered = comment(number);
    session_.load(answered, sa::col<&Comment::parent>);
    answered->parent = comment(to);
  }
  // A new object takes over the row of another one that has its key.
  void replace_tag() {
    if (now_.tags.empty()) return add_tag();
    const int number = pick(now_.tags, random_);
    auto former = tag(number);
    session_.flush();
    session_.remove(former);
    now_.remove_tag(number);
    now_.tags.insert(number);
    tags_.live[number] = session_.add(Tag{.name = std::to_string(number)});
    session_.flush();
    CHECK(former.state() == sa::object_state::deleted);
  }
  void nest() {
    const model before = now_;
    const bool keeps = chance(2);
    ++depth_;
    try {
      session_.begin_nested([&] {
        for (unsigned i = random_() % 6; i != 0; --i) step_within();
        if (!keeps) throw std::runtime_error("undo");
      });
    } catch (const std::runtime_error& error) {
      REQUIRE(std::string(error.what()) == "undo");
      now_ = before;
      follow();
      check_objects(now_);
    }
    --depth_;
  }
  void step_within() {
    switch (random_() % 12) {
      case 0:
        return add_user();
      case 1:
        return add_post();
      case 2:
        return change();
      case 3:
        return tag_or_untag();
      case 4:
        return remove();
      case 5:
        return add_profile();
      case 6:
        return move_profile();
      case 7:
        if (depth_ != 0 && depth_ < 4) return nest();
        [[fallthrough]];
      case 8:
        return copy_relation();
      case 9:
        return replace_tag();
      case 10:
        return hand_on_email();
      default:
        return move_post();
    }
  }

  void refresh_all() {
    session_.flush();
    session_.expire_all();
  }

  // What is gone, or was never there, is asked for no more.
  void follow() {
    users_.follow(now_.users);
    profiles_.follow(now_.profiles);
    posts_.follow(now_.posts);
    comments_.follow(now_.comments);
    // The row of a tag has belonged to several objects; it may belong to a former one again.
    std::erase_if(tags_.live, [](const auto& one) { return !is_live(one.second); });
    tags_.follow(now_.tags);
  }

  void finish() {
    if (chance(2)) check_objects(now_);
    if (chance(4)) {
      session_.rollback();
      now_ = committed_;
    } else {
      session_.commit();
      committed_ = now_;
    }
    follow();
    const auto each_kind = [this](auto f) { f(users_), f(profiles_), f(posts_), f(comments_), f(tags_); };
    each_kind([](auto& kind) { kind.end(); });
    REQUIRE(describe(read()) == describe(committed_));
    check_objects(committed_);
    check_columns();
    if (chance(3)) {
      each_kind([](auto& kind) { kind.clear(); });
      autoflush_ = chance(2);
      session_ = database_.session({.autoflush = autoflush_, .expire_on_commit = chance(2)});
    }
  }

  // What the objects in memory say, as far as it is loaded, is what the model says.
  void check_objects(const model& of) {
    for (const auto& [number, one] : users_.live) {
      const auto& [revision, email] = of.users.at(number);
      INFO("user " << number);
      REQUIRE(one.state() <= sa::object_state::persistent);
      CHECK(one->name == named(number, revision));
      CHECK(one->email == email_of(email));
      const auto is_author = [n = number](const model::post& post) { return post.author == n; };
      const auto is_editor = [n = number](const model::post& post) { return post.editor == n; };
      if (one->posts.is_loaded()) CHECK(numbers_in(one->posts) == model::those(of.posts, is_author));
      if (one->edited.is_loaded()) CHECK(numbers_in(one->edited) == model::those(of.posts, is_editor));
      if (one->profile.is_loaded()) CHECK(number_in(one->profile) == of.profile_of(number));
    }
    for (const auto& [number, one] : profiles_.live) {
      INFO("profile " << number);
      CHECK(one->about == named(number, of.profiles.at(number).revision));
      if (one->user.is_loaded()) CHECK(number_in(one->user) == of.profiles.at(number).user);
    }
    for (const auto& [number, one] : posts_.live) {
      const model::post& wanted = of.posts.at(number);
      INFO("post " << number);
      CHECK(one->title == named(number, wanted.revision));
      const auto is_on = [n = number](const model::comment& comment) { return comment.post == n; };
      if (one->author.is_loaded()) CHECK(number_in(one->author) == wanted.author);
      if (one->editor.is_loaded()) CHECK(number_in(one->editor) == wanted.editor);
      if (one->comments.is_loaded()) CHECK(numbers_in(one->comments) == model::those(of.comments, is_on));
      if (one->tags.is_loaded())
        CHECK(numbers_in(one->tags) == std::vector<int>(wanted.tags.begin(), wanted.tags.end()));
    }
    for (const auto& [number, one] : comments_.live) {
      const model::comment& wanted = of.comments.at(number);
      INFO("comment " << number);
      CHECK(one->text == named(number, wanted.revision));
      const auto answers = [n = number](const model::comment& comment) { return comment.parent == n; };
      if (one->post.is_loaded()) CHECK(number_in(one->post) == wanted.post);
      if (one->parent.is_loaded()) CHECK(number_in(one->parent) == wanted.parent);
      if (one->replies.is_loaded()) CHECK(numbers_in(one->replies) == model::those(of.comments, answers));
    }
    for (const auto& [number, one] : tags_.live) {
      INFO("tag " << number);
      const auto has_it = [n = number](const model::post& post) { return post.tags.contains(n); };
      CHECK(one->name == std::to_string(number));
      if (one->posts.is_loaded()) CHECK(numbers_in(one->posts) == model::those(of.posts, has_it));
    }
  }

  // The columns of objects are those of their rows, with what the database and the flush have written.
  void check_columns() {
    database_.engine().begin([this](auto& db) {
      for (const auto& [number, one] : posts_.live) {
        INFO("post " << number);
        const Post row = db.execute(sa::select<Post>().where(sa::col<&Post::id> == one->id)).one();
        CHECK(one->title == row.title);
        CHECK(one->author_id == row.author_id);
        CHECK(one->editor_id == row.editor_id);
        CHECK(one->version == row.version);
      }
      for (const auto& [number, one] : comments_.live) {
        INFO("comment " << number);
        const Comment row = db.execute(sa::select<Comment>().where(sa::col<&Comment::id> == one->id)).one();
        CHECK(one->text == row.text);
        CHECK(one->post_id == row.post_id);
        CHECK(one->parent_id == row.parent_id);
      }
      for (const auto& [number, one] : profiles_.live) {
        INFO("profile " << number);
        const Profile row = db.execute(sa::select<Profile>().where(sa::col<&Profile::id> == one->id)).one();
        CHECK(one->about == row.about);
        CHECK(one->user_id == row.user_id);
      }
    });
  }

  // What the database has, by Core.
  model read() {
    model found;
    database_.engine().begin([&](auto& db) {
      std::map<std::int64_t, int> users, posts, comments;
      const auto number = [](const std::string& name) { return std::stoi(name); };
      const auto revision = [](const std::string& name) { return std::stoi(name.substr(name.find('.') + 1)); };
      for (const User& one : db.execute(sa::select<User>())) {
        users[one.id] = number(one.name);
        found.users[number(one.name)] = {revision(one.name), {}};
        if (one.email) found.users[number(one.name)].email = number(*one.email);
      }
      for (const Profile& one : db.execute(sa::select<Profile>()))
        found.profiles[number(one.about)] = {users.at(one.user_id), revision(one.about)};
      for (const Post& one : db.execute(sa::select<Post>())) posts[one.id] = number(one.title);
      for (const Post& one : db.execute(sa::select<Post>())) {
        auto& kept = found.posts[number(one.title)] = {users.at(one.author_id), {}, revision(one.title)};
        if (one.editor_id) kept.editor = users.at(*one.editor_id);
      }
      for (const Comment& one : db.execute(sa::select<Comment>())) comments[one.id] = number(one.text);
      for (const Comment& one : db.execute(sa::select<Comment>())) {
        auto& kept = found.comments[number(one.text)] = {posts.at(one.post_id), {}, revision(one.text)};
        if (one.parent_id) kept.parent = comments.at(*one.parent_id);
      }
      for (const Tag& one : db.execute(sa::select<Tag>())) found.tags.insert(number(one.name));
      for (const PostTag& one : db.execute(sa::select<PostTag>()))
        found.posts.at(posts.at(one.post_id)).tags.insert(number(one.tag));
    });
    return found;
  }
};

}  // namespace orm_suite
