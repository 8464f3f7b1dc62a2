// SPDX-License-Identifier: MIT
#pragma once

/// The version of the library, by the rules of Semantic Versioning: what it covers is in CHANGELOG.md.
/// Everything lives in an inline namespace that carries the major version, `sqlalloy::v0`, so that two versions which
/// do not agree with each other also do not link to each other.
#define SQLALLOY_VERSION_MAJOR 0
#define SQLALLOY_VERSION_MINOR 1
#define SQLALLOY_VERSION_PATCH 0

/// One number to compare with: `#if SQLALLOY_VERSION >= 100` is 0.1.0 or newer.
#define SQLALLOY_VERSION (SQLALLOY_VERSION_MAJOR * 10000 + SQLALLOY_VERSION_MINOR * 100 + SQLALLOY_VERSION_PATCH)
