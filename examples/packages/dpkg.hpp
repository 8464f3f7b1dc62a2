// SPDX-License-Identifier: MIT
//
// What dpkg's status file says of a package (deb-control(5), dpkg-query(1)), as views of the file's text.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace dpkg {

/// The third word of a Status field; `-` becomes `_`.
enum class state {
  not_installed,
  config_files,
  half_installed,
  unpacked,
  half_configured,
  triggers_awaited,
  triggers_pending,
  installed,
};

/// The fields that name what a package wants beside it.
enum class kind { pre_depends, depends, recommends, suggests };

/// One of the alternatives of a dependency: `name:qualifier (relation version)`.
struct dependency {
  dpkg::kind kind{};
  std::int64_t position{};     // in its field, from 1
  std::int64_t alternative{};  // among those that `|` parts, from 1
  std::string_view name{};
  std::optional<std::string_view> qualifier{};
  std::optional<std::string_view> relation{};
  std::optional<std::string_view> version{};
};

/// A name that a package stands in for.
struct provided {
  std::string_view name{};
  std::optional<std::string_view> version{};
};

struct person {
  std::string_view name{};
  std::string_view email{};  // empty where the field has none
};

/// One paragraph of the file. Its views live as long as the status_file.
struct package {
  std::string_view name{};
  std::string_view architecture{};
  std::string_view version{};
  dpkg::state state{};
  bool essential{};
  std::optional<std::string_view> priority{};
  std::optional<std::string_view> section{};
  std::optional<std::string_view> summary{};
  std::optional<std::int64_t> installed_size{};  // in KiB
  std::optional<person> maintainer{};
  std::vector<dependency> dependencies{};
  std::vector<provided> provides{};
};

}  // namespace dpkg
