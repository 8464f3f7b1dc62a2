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

// A session against a plain model of what it should do: the same random operations on both, and at each commit the
// database has what the model has. Everything is known by a number of its own, which stands in its name.

namespace orm_suite {

struct model {
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

  std::map<int, int> users{};  // and the revision of each
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
};

/// A model in words, to be compared and read.
inline std::string describe(const model& of) {
  const auto or_none = [](const std::optional<int>& number) { return number ? std::to_string(*number) : "none"; };
  std::string words;
  for (const auto& [number, revision] : of.users)
    words += "user " + std::to_string(number) + "." + std::to_string(revision) + "\n";
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
  int next_ = 0;
  std::map<int, sa::tracked<User>> users_{};
  std::map<int, sa::tracked<Post>> posts_{};
  std::map<int, sa::tracked<Comment>> comments_{};
  std::map<int, sa::tracked<Tag>> tags_{};

  bool chance(unsigned one_in) { return random_() % one_in == 0; }

  // Handles are forgotten now and then, so that the session finds its objects by queries.
  sa::tracked<User> user(int number) {
    if (auto& known = users_[number]; !known || chance(8))
      known =
          session_.query(sa::select<User>().where(sa::like(sa::col<&User::name>, std::to_string(number) + ".%"))).one();
    return users_[number];
  }
  sa::tracked<Post> post(int number) {
    if (auto& known = posts_[number]; !known || chance(8))
      known = session_.query(sa::select<Post>().where(sa::like(sa::col<&Post::title>, std::to_string(number) + ".%")))
                  .one();
    return posts_[number];
  }
  sa::tracked<Comment> comment(int number) {
    if (auto& known = comments_[number]; !known || chance(8))
      known =
          session_.query(sa::select<Comment>().where(sa::like(sa::col<&Comment::text>, std::to_string(number) + ".%")))
              .one();
    return comments_[number];
  }
  sa::tracked<Tag> tag(int number) {
    if (auto& known = tags_[number]; !known || chance(8))
      known = session_.get_one(sa::tables<Tag>, std::to_string(number));
    return tags_[number];
  }

  void step() {
    switch (random_() % 16) {
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
      default:
        return nest();
    }
  }

  void add_user() {
    const int number = next_++;
    now_.users[number] = 0;
    users_[number] = session_.add(User{.name = named(number, 0)});
  }
  void add_post() {
    if (now_.users.empty()) return add_user();
    const int author = pick(now_.users, random_), number = next_++;
    now_.posts[number] = {author, {}};
    auto owner = user(author);
    if (chance(2)) {
      posts_[number] = session_.add(Post{.title = named(number, 0), .author = owner});
    } else {
      session_.load(owner, sa::col<&User::posts>);
      posts_[number] = owner->posts.append(Post{.title = named(number, 0)});
    }
  }
  void add_comment() {
    if (now_.posts.empty()) return add_post();
    const int on = pick(now_.posts, random_), number = next_++;
    now_.comments[number] = {on, {}};
    comments_[number] = session_.add(Comment{.text = named(number, 0), .post = post(on)});
  }
  void add_tag() {
    if (now_.tags.size() > 5) return;
    const int number = next_++;
    now_.tags.insert(number);
    tags_[number] = session_.add(Tag{.name = std::to_string(number)});
  }
  void change() {
    if (!now_.users.empty() && chance(3)) {
      const int number = pick(now_.users, random_);
      user(number)->name = named(number, ++now_.users[number]);
    } else if (!now_.posts.empty() && chance(2)) {
      const int number = pick(now_.posts, random_);
      post(number)->title = named(number, ++now_.posts[number].revision);
    } else if (!now_.comments.empty()) {
      const int number = pick(now_.comments, random_);
      comment(number)->text = named(number, ++now_.comments[number].revision);
    }
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
    forget();
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
    forget();
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
  void nest() {
    const model before = now_;
    const bool keeps = chance(2);
    try {
      session_.begin_nested([&] {
        for (unsigned i = random_() % 6; i != 0; --i) step_within();
        if (!keeps) throw std::runtime_error("undo");
      });
    } catch (const std::runtime_error&) {
      now_ = before;
      forget();
    }
  }
  void step_within() {
    switch (random_() % 6) {
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
      default:
        return move_post();
    }
  }

  void refresh_all() {
    session_.flush();
    session_.expire_all();
  }

  // What is gone, or was never there, is asked for no more.
  void forget() {
    std::erase_if(users_, [this](const auto& one) { return !now_.users.contains(one.first); });
    std::erase_if(posts_, [this](const auto& one) { return !now_.posts.contains(one.first); });
    std::erase_if(comments_, [this](const auto& one) { return !now_.comments.contains(one.first); });
    std::erase_if(tags_, [this](const auto& one) { return !now_.tags.contains(one.first); });
  }

  void finish() {
    if (chance(4)) {
      session_.rollback();
      now_ = committed_;
    } else {
      session_.commit();
      committed_ = now_;
    }
    forget();
    REQUIRE(describe(read()) == describe(committed_));
    if (chance(3)) session_ = database_.session(), users_.clear(), posts_.clear(), comments_.clear(), tags_.clear();
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
        found.users[number(one.name)] = revision(one.name);
      }
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
