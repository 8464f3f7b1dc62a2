// SPDX-License-Identifier: MIT
#pragma once

#include <sqlalloy/dialect/ansi/expression.hpp>
#include <sqlalloy/query/entity_part.hpp>
#include <sqlalloy/query/group_key.hpp>
#include <sqlalloy/query/select.hpp>
#include <sqlalloy/query/slots.hpp>

#include <array>
#include <concepts>
#include <cstddef>
#include <string_view>
#include <utility>

namespace sqlalloy::inline v0::ansi {

/// How the standard spells SELECT.
struct select_spelling : expression_spelling {
  using expression_spelling::write;

  template <class Writer, class Flags, class List, class From, class Where, class Groups, class Having, class Order,
            class Limit, class Offset>
  static constexpr void write(Writer& out,
                              type<select_query<Flags, List, From, Where, Groups, Having, Order, Limit, Offset>>) {
    out.text(Flags::distinct ? "SELECT DISTINCT " : "SELECT ");
    out.template node<List>();
    out.template node<From>();
    write_conditions(out, " WHERE ", type<Where>{});
    write_nodes(out, " GROUP BY ", type<Groups>{});
    write_conditions(out, " HAVING ", type<Having>{});
    write_nodes(out, " ORDER BY ", type<Order>{});
    Writer::dialect::write_limit(out, type<Limit>{}, type<Offset>{});
    write_lock(out, type<typename Flags::lock>{});
  }

  // The select list: here alone a label says AS.
  template <class Node>
  struct listed {};

  template <class Writer, class... Items>
  static constexpr void write(Writer& out, type<select_list<Items...>>) {
    out.list(type_list<listed<Items>...>{});
  }
  template <class Writer, class Node>
  static constexpr void write(Writer& out, type<listed<Node>>) {
    out.template node<Node>();
  }
  template <class Writer, class Node, fixed_string Name>
  static constexpr void write(Writer& out, type<listed<label<Node, Name>>>) {
    out.template node<Node>();
    out.text(" AS ");
    out.name(Name.view());
  }
  template <class Writer, class Source, class Entity>
  static constexpr void write(Writer& out, type<entity_item<Source, Entity>>) {
    write_columns<Source, Entity>(out, every_column<Entity>.data());
  }
  template <class Writer, class Source, class Entity, auto Wanted>
  static constexpr void write(Writer& out, type<entity_part_item<Source, Entity, Wanted>>) {
    write_columns<Source, Entity>(out, Wanted.data());
  }

  template <class Writer>
  static constexpr void write(Writer&, type<no_from>) {}
  template <class Writer, class Reference, class... Joins>
  static constexpr void write(Writer& out, type<from_clause<Reference, Joins...>>) {
    out.text(" FROM ");
    out.list(type_list<Reference, Joins...>{}, "");
  }

  template <class Writer, class Entity>
  static constexpr void write(Writer& out, type<table_reference<Entity>>) {
    write_tables<Entity, Entity>(out);
  }
  template <class Writer, class Entity, fixed_string Name>
  static constexpr void write(Writer& out, type<alias_reference<Entity, Name>>) {
    write_tables<aliased<Entity, Name>, Entity>(out);
  }

  template <class Writer, join_kind Kind, class Reference, class On>
  static constexpr void write(Writer& out, type<join_clause<Kind, Reference, On>>) {
    constexpr std::string_view words[] = {" JOIN ", " LEFT JOIN ", " RIGHT JOIN ", " FULL JOIN ", " CROSS JOIN "};
    out.text(words[static_cast<std::size_t>(Kind)]);
    out.template node<Reference>();
    if constexpr (!std::same_as<On, no_clause>) {
      out.text(" ON ");
      out.template node<On>();
    }
  }

  template <class Writer, class Item, int Place>
  static constexpr void write(Writer& out, type<group_place<Item, Place>>) {
    out.number(Place);
  }

  template <class Writer, class Limit, class Offset>
  static constexpr void write_limit(Writer& out, type<Limit>, type<Offset>) {
    write_count(out, " LIMIT ", type<Limit>{});
    write_count(out, " OFFSET ", type<Offset>{});
  }

  /// What asks for a lock of that strength.
  static constexpr std::string_view lock_words(lock_strength strength) {
    switch (strength) {
      case lock_strength::update:
        return " FOR UPDATE";
      case lock_strength::no_key_update:
        return " FOR NO KEY UPDATE";
      case lock_strength::share:
        return " FOR SHARE";
      case lock_strength::key_share:
        return " FOR KEY SHARE";
    }
    return {};
  }

 protected:
  template <class Entity>
  static constexpr auto every_column = [] {
    std::array<bool, facts<Entity>.columns.size()> all{};
    all.fill(true);
    return all;
  }();

  // The columns of a table for which `wanted` is true.
  template <class Source, class Entity, class Writer>
  static constexpr void write_columns(Writer& out, const bool* wanted) {
    bool first = true;
    for (const column_facts& column : facts<Entity>.columns) {
      if (!*wanted++) continue;
      if (!first) out.text(", ");
      first = false;
      if (out.qualified) {
        if (column.is_own())
          out.name(source_name<Source>);
        else
          write_base_name(out, type<Source>{}, column.base_table);
        out.text(".");
      }
      out.name(column.name);
    }
  }

  // The table of a struct, joined with those that have the rest of its rows.
  template <class Source, class Entity, class Writer>
  static constexpr void write_tables(Writer& out) {
    using upper = upper_of_t<Entity>;
    if constexpr (!std::is_void_v<upper>) {
      out.text("(");
      write_tables<Source, upper>(out);
      out.text(" JOIN ");
    }
    write_table<Entity>(out);
    if constexpr (!std::same_as<Source, typename reference_of<Source>::type::entity>) {
      out.text(" AS ");
      write_name_in<Source, Entity>(out);
    }
    if constexpr (!std::is_void_v<upper>) {
      std::string_view before = " ON ";
      for (const column_facts& column : facts<upper>.columns) {
        if (!column.primary_key) continue;
        out.text(std::exchange(before, " AND "));
        write_name_in<Source, Entity>(out);
        out.text(".");
        out.name(column.name);
        out.text(" = ");
        write_name_in<Source, upper>(out);
        out.text(".");
        out.name(column.name);
      }
      out.text(")");
    }
  }
  template <class Source, class Entity, class Writer>
  static constexpr void write_name_in(Writer& out) {
    if constexpr (std::same_as<Entity, typename reference_of<Source>::type::entity>)
      out.name(source_name<Source>);
    else
      write_base_name(out, type<Source>{}, facts<Entity>.name);
  }

  template <class Writer>
  static constexpr void write_lock(Writer&, type<no_lock>) {}
  template <class Writer, lock_strength Strength, lock_wait Wait, class... Of>
  static constexpr void write_lock(Writer& out, type<row_lock<Strength, Wait, Of...>>) {
    out.text(Writer::dialect::lock_words(Strength));
    std::string_view before = " OF ";
    for (const std::string_view name : {std::string_view(), source_name<Of>...}) {
      if (name.empty()) continue;
      out.text(std::exchange(before, ", "));
      out.name(name);
    }
    constexpr std::string_view waits[] = {"", " NOWAIT", " SKIP LOCKED"};
    out.text(waits[static_cast<int>(Wait)]);
  }

  template <class Entity, class Writer>
  static constexpr void write_schema(Writer& out) {
    if (facts<Entity>.schema.empty()) return;
    out.name(facts<Entity>.schema);
    out.text(".");
  }
  template <class Entity, class Writer>
  static constexpr void write_table(Writer& out) {
    write_schema<Entity>(out);
    out.name(facts<Entity>.name, source_needs_quotes<typename Writer::dialect, Entity>);
  }

  template <class Writer, class Clause>
  static constexpr void write_count(Writer& out, std::string_view keyword, type<row_count<Clause>>) {
    out.text(keyword);
    out.template node<Clause>();
  }
  template <class Writer>
  static constexpr void write_count(Writer&, std::string_view, type<no_clause>) {}

  // A piece of a list, after the keyword or what stands between: nothing where a conditional clause is off.
  template <class Node, class Writer>
  static constexpr void write_piece(Writer& out, std::string_view& before, std::string_view between,
                                    precedence around) {
    const auto one = [&]<class Piece>(type<Piece>) {
      out.text(before);
      before = between;
      if constexpr (requires { Piece::binding; })
        out.template operand<Piece>(around);
      else
        out.template node<Piece>();
    };
    if constexpr (is_conditional<Node>) {
      const std::size_t way = out.take_way(Node::ways);
      const std::size_t inner = out.take_way(variant_count<Node> / Node::ways);
      const std::size_t later = out.variant;
      out.variant = inner;
      [&]<class... Clauses>(type_list<Clauses...>) {
        std::size_t index = Node::first_way;
        const int order[] = {(index++ == way ? one(type<Clauses>{}) : void(), 0)...};
        (void)order;
      }(typename Node::children{});
      out.variant = later;
    } else {
      one(type<Node>{});
    }
  }

  template <class Writer, class... Nodes>
  static constexpr void write_conditions(Writer& out, [[maybe_unused]] std::string_view keyword,
                                         type<conditions<Nodes...>>) {
    const int order[] = {0, (write_piece<Nodes>(out, keyword, " AND ", precedence::logical_and), 0)...};
    (void)order;
  }
  template <class Writer, class... Nodes>
  static constexpr void write_nodes(Writer& out, [[maybe_unused]] std::string_view keyword, type<node_list<Nodes...>>) {
    const int order[] = {0, (write_piece<Nodes>(out, keyword, ", ", precedence::weakest), 0)...};
    (void)order;
  }
};

}  // namespace sqlalloy::inline v0::ansi
