// SPDX-License-Identifier: MIT
#include "support/orm_session.hpp"

template struct orm_database<shelf::Author, shelf::Book, shelf::Tag, shelf::BookTag>;
template struct orm_database<shop::Order, shop::Line, shop::Invoice>;
template struct orm_database<tree::Node, tree::Folder>;

namespace sqlalloy::inline v0 {

template class session_state<sqlite::sqlite3, shelf::Author, shelf::Book, shelf::Tag, shelf::BookTag>;
template class session_state<sqlite::sqlite3, shop::Order, shop::Line, shop::Invoice>;
template class session_state<sqlite::sqlite3, tree::Node, tree::Folder>;
template void flush_session(shelf_database::state&);
template void flush_session(shop_database::state&);
template void flush_session(tree_database::state&);

}  // namespace sqlalloy::inline v0
