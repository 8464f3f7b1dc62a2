// SPDX-License-Identifier: MIT
//
// Reads dpkg's status file. Plain C++: nothing here knows of a database.
#pragma once

#include "dpkg.hpp"
#include "text.hpp"

#include <array>
#include <cerrno>
#include <charconv>
#include <cstddef>
#include <cstdint>
#include <fstream>
#include <map>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <system_error>
#include <utility>
#include <vector>

namespace dpkg {

/// What is wrong with the input, and where: `file:line: what`, in one line.
struct fault : std::runtime_error {
  using std::runtime_error::runtime_error;
};

/// A status file, read one package after the other. Everything that is wrong with it is thrown as a `fault`.
class status_file {
 public:
  /// Reads the file as a whole, so that a package can be made of views of it.
  explicit status_file(std::string path) : path_(std::move(path)) {
    errno = 0;
    std::ifstream in(path_, std::ios::binary);
    std::array<char, 65536> block{};
    while (in.read(block.data(), block.size()), in.gcount() > 0) {
      text_.append(block.data(), static_cast<std::size_t>(in.gcount()));
    }
    if (!in.eof() || in.bad()) {
      throw fault(path_ + ": cannot be read: " + std::generic_category().message(errno != 0 ? errno : EIO));
    }
    if (text_.empty()) throw fault(path_ + ":1: the file is empty");
  }

  // Packages hold views of the text.
  status_file(const status_file&) = delete;
  status_file& operator=(const status_file&) = delete;

  const std::string& path() const { return path_; }

  /// How much of the file has been read, in percent.
  std::size_t percent() const { return text_.empty() ? 100 : position_ * 100 / text_.size(); }

  /// Reads the next package that is, or has left something, on the system; false at the end of the file.
  bool next(package& out) {
    while (next_paragraph()) {
      if (interpret(out)) return true;
    }
    return false;
  }

 private:
  enum field : std::size_t {
    package_name,
    status,
    priority,
    section,
    installed_size,
    maintainer,
    architecture,
    version,
    pre_depends,
    depends,
    recommends,
    suggests,
    provides,
    essential,
    description,
    field_count,
  };

  static constexpr std::array<std::string_view, field_count> field_names{
      "Package",     "Status",  "Priority",   "Section",  "Installed-Size", "Maintainer", "Architecture", "Version",
      "Pre-Depends", "Depends", "Recommends", "Suggests", "Provides",       "Essential",  "Description"};

  struct content {
    std::string_view value{};
    std::size_t line{};  // 0: the paragraph does not have the field
  };

  // Lines and paragraphs

  /// Fills `fields_` from the lines up to the next empty one; false at the end of the file.
  bool next_paragraph() {
    while (position_ < text_.size() && text_[position_] == '\n') {
      ++position_;
      ++line_;
    }
    if (position_ == text_.size()) return false;

    fields_ = {};
    first_line_ = line_;
    content ignored{};
    content* current = nullptr;
    std::string_view name{};
    for (;;) {
      const std::string_view line = next_line();
      if (line.empty()) return true;
      if (line.find('\0') != line.npos) fail(line_ - 1, "a NUL byte; this is not a text file");
      if (line.front() == ' ' || line.front() == '\t') {
        if (current == nullptr) fail(line_ - 1, "a continuation line without a field above it");
        if (text::trim(line).empty()) fail(line_ - 1, "a blank line inside the field " + std::string(name));
        // The lines of a field stand beside each other in the text.
        current->value = {current->value.data(),
                          static_cast<std::size_t>(line.data() + line.size() - current->value.data())};
        continue;
      }
      const std::size_t colon = line.find(':');
      if (colon == line.npos) fail(line_ - 1, "no field: " + text::quoted(line) + " has no colon");
      name = line.substr(0, colon);
      if (!text::is_field_name(name)) fail(line_ - 1, text::quoted(name) + " is no name of a field");
      current = find_field(name);
      if (current == nullptr) current = &ignored;
      if (current != &ignored && current->line != 0) {
        fail(line_ - 1, "the field " + std::string(name) + " stands twice in one paragraph, first in line " +
                            std::to_string(current->line));
      }
      *current = {line.substr(colon + 1), line_ - 1};
    }
  }

  std::string_view next_line() {
    const std::string_view rest = std::string_view(text_).substr(position_);
    // dpkg ends each paragraph, the last one too, with an empty line.
    if (rest.empty()) {
      fail(line_ - 1, "the file ends inside the paragraph that began in line " + std::to_string(first_line_) +
                          "; it seems to be cut");
    }
    const std::size_t end = rest.find('\n');
    if (end == rest.npos) fail(line_, "the file ends inside a line; it seems to be cut");
    position_ += end + 1;
    ++line_;
    return rest.substr(0, end);
  }

  content* find_field(std::string_view name) {
    for (std::size_t i = 0; i != field_count; ++i) {
      if (text::same_name(field_names[i], name)) return &fields_[i];
    }
    return nullptr;
  }

  // Fields

  /// Makes a package of `fields_`; false for one that is known by name only.
  bool interpret(package& out) {
    out.name = required(package_name, "a paragraph");
    if (!text::is_package_name(out.name))
      fail(fields_[package_name].line, text::quoted(out.name) + " is no name of a package");
    const std::string subject = "package " + std::string(out.name);

    out.state = parse_state(required(status, subject));
    if (out.state == state::not_installed) return false;
    // What broke off while it was first unpacked has no version yet.
    if (out.state == state::half_installed && fields_[version].line == 0) return false;

    out.version = required(version, subject);
    if (!text::is_version(out.version)) fail(fields_[version].line, text::quoted(out.version) + " is no version");
    out.architecture = required(architecture, subject);
    if (!text::is_package_name(out.architecture)) {
      fail(fields_[architecture].line, text::quoted(out.architecture) + " is no architecture");
    }
    const auto [earlier, is_new] = seen_.try_emplace({out.name, out.architecture}, first_line_);
    if (!is_new) {
      fail(first_line_, subject + " of architecture " + std::string(out.architecture) +
                            " stands twice in the file, first in line " + std::to_string(earlier->second));
    }

    out.essential = parse_yes_no(essential);
    out.priority = optional_line(priority);
    out.section = optional_line(section);
    out.summary = optional_text(description);
    if (out.summary) out.summary = text::trim(out.summary->substr(0, out.summary->find('\n')));
    out.installed_size = parse_size();
    out.maintainer = parse_maintainer();

    out.dependencies.clear();
    parse_dependencies(pre_depends, kind::pre_depends, out.dependencies);
    parse_dependencies(depends, kind::depends, out.dependencies);
    parse_dependencies(recommends, kind::recommends, out.dependencies);
    parse_dependencies(suggests, kind::suggests, out.dependencies);
    parse_provides(out.provides);
    return true;
  }

  std::string_view required(field which, const std::string& subject) const {
    const content& found = fields_[which];
    if (found.line == 0) fail(first_line_, subject + " without the field " + std::string(field_names[which]));
    const std::string_view value = text::trim(found.value);
    if (value.empty()) fail(found.line, "the field " + std::string(field_names[which]) + " is empty");
    return value;
  }

  std::optional<std::string_view> optional_text(field which) const {
    const std::string_view value = text::trim(fields_[which].value);
    if (value.empty()) return std::nullopt;
    return value;
  }

  std::optional<std::string_view> optional_line(field which) const {
    const std::optional<std::string_view> value = optional_text(which);
    if (value && value->find('\n') != value->npos) {
      fail(fields_[which].line, "the field " + std::string(field_names[which]) + " has more than one line");
    }
    return value;
  }

  /// `install ok installed`: what is wanted, whether all is well, and how far it got.
  dpkg::state parse_state(std::string_view value) const {
    constexpr std::array<std::string_view, 5> wanted{"unknown", "install", "hold", "deinstall", "purge"};
    constexpr std::array<std::string_view, 2> flags{"ok", "reinstreq"};
    constexpr std::array<std::string_view, 8> states{"not-installed",    "config-files",    "half-installed",
                                                     "unpacked",         "half-configured", "triggers-awaited",
                                                     "triggers-pending", "installed"};
    std::string_view rest = value;
    const std::size_t want = text::index_of(wanted, text::next_word(rest));
    const std::size_t flag = text::index_of(flags, text::next_word(rest));
    const std::size_t found = text::index_of(states, text::next_word(rest));
    if (want == wanted.size() || flag == flags.size() || found == states.size() || !rest.empty()) {
      fail(fields_[status].line, text::quoted(value) + " is no status such as 'install ok installed'");
    }
    return static_cast<dpkg::state>(found);
  }

  bool parse_yes_no(field which) const {
    const std::string_view value = text::trim(fields_[which].value);
    if (value.empty() || value == "no") return false;
    if (value == "yes") return true;
    fail(fields_[which].line, text::quoted(value) + " is neither yes nor no");
  }

  std::optional<std::int64_t> parse_size() const {
    const std::optional<std::string_view> value = optional_line(installed_size);
    if (!value) return std::nullopt;
    std::int64_t size{};
    const auto [end, error] = std::from_chars(value->data(), value->data() + value->size(), size);
    if (error != std::errc{} || end != value->data() + value->size() || size < 0) {
      fail(fields_[installed_size].line, text::quoted(*value) + " is no size");
    }
    return size;
  }

  /// `Name <address>`, or a name alone.
  std::optional<person> parse_maintainer() const {
    const std::optional<std::string_view> value = optional_line(maintainer);
    if (!value) return std::nullopt;
    const std::size_t open = value->rfind('<');
    if (open == value->npos || value->back() != '>') return person{.name = *value, .email = {}};
    return person{.name = text::trim(value->substr(0, open)),
                  .email = text::trim(value->substr(open + 1, value->size() - open - 2))};
  }

  // Relations: `a (>= 1) | b, c:any`

  void parse_dependencies(field which, dpkg::kind kind, std::vector<dependency>& out) const {
    if (!optional_text(which)) return;
    std::int64_t position = 0;
    text::split(fields_[which].value, ',', [&](std::string_view alternatives) {
      ++position;
      std::int64_t alternative = 0;
      text::split(alternatives, '|', [&](std::string_view entry) {
        out.push_back(parse_relation(which, kind, entry));
        out.back().position = position;
        out.back().alternative = ++alternative;
      });
    });
  }

  void parse_provides(std::vector<provided>& out) const {
    out.clear();
    if (!optional_text(provides)) return;
    text::split(fields_[provides].value, ',', [&](std::string_view entry) {
      const dependency name = parse_relation(provides, {}, entry);
      out.push_back({.name = name.name, .version = name.version});
    });
  }

  dependency parse_relation(field which, dpkg::kind kind, std::string_view entry) const {
    const std::string_view whole = text::trim(entry);
    const auto wrong = [&](const char* what) {
      fail(line_of(which, entry), "the field " + std::string(field_names[which]) + " has " +
                                      (whole.empty() ? "an empty entry" : what + text::quoted(whole)));
    };
    std::string_view rest = whole;
    dependency out{.kind = kind};
    out.name = text::take_while(rest, text::is_name_character);
    if (!text::is_package_name(out.name)) wrong("no name of a package at ");
    if (rest.starts_with(':')) {
      rest.remove_prefix(1);
      out.qualifier = text::take_while(rest, text::is_name_character);
      if (out.qualifier->empty()) wrong("no architecture after the colon of ");
    }
    rest = text::trim(rest);
    if (rest.starts_with('(')) {
      rest = text::trim(rest.substr(1));
      out.relation = text::take_while(rest, [](char c) { return c == '<' || c == '=' || c == '>'; });
      constexpr std::array<std::string_view, 7> relations{"<<", "<=", "=", ">=", ">>", "<", ">"};
      if (text::index_of(relations, *out.relation) == relations.size()) wrong("no relation such as >= in ");
      const std::size_t close = rest.find(')');
      if (close == rest.npos) wrong("no closing parenthesis in ");
      out.version = text::trim(rest.substr(0, close));
      if (!text::is_version(*out.version)) wrong("no version in ");
      rest = text::trim(rest.substr(close + 1));
    }
    if (!rest.empty()) wrong("something after the end of ");
    return out;
  }

  // Faults

  /// The line of the file in which `part` of a field's value begins.
  std::size_t line_of(field which, std::string_view part) const {
    const content& whole = fields_[which];
    std::size_t line = whole.line;
    const char* first = part.data();
    while (first != part.data() + part.size() && text::is_space(*first)) ++first;
    const char* last = whole.value.data() + whole.value.size();
    for (const char* c = whole.value.data(); c != last && c != first; ++c) line += *c == '\n' ? 1 : 0;
    return line;
  }

  [[noreturn]] void fail(std::size_t line, const std::string& what) const {
    throw fault(path_ + ":" + std::to_string(line) + ": " + what);
  }

  std::string path_;
  std::string text_{};
  std::size_t position_{};
  std::size_t line_ = 1;  // of the text at position_
  std::size_t first_line_{};
  std::array<content, field_count> fields_{};
  std::map<std::pair<std::string_view, std::string_view>, std::size_t> seen_{};
};

}  // namespace dpkg
