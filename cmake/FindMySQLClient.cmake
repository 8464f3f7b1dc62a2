# MySQL's or MariaDB's C client library, whichever is there: MySQL::Client. CMake has no module of its own for it.

find_path(MySQLClient_INCLUDE_DIR mysql.h PATH_SUFFIXES mariadb mysql)
# The library has to be that of the header.
if(EXISTS ${MySQLClient_INCLUDE_DIR}/mariadb_version.h)
  find_library(MySQLClient_LIBRARY NAMES mariadb mariadbclient PATH_SUFFIXES mariadb)
else()
  find_library(MySQLClient_LIBRARY NAMES mysqlclient PATH_SUFFIXES mysql)
endif()
mark_as_advanced(MySQLClient_INCLUDE_DIR MySQLClient_LIBRARY)

include(FindPackageHandleStandardArgs)
find_package_handle_standard_args(MySQLClient REQUIRED_VARS MySQLClient_LIBRARY MySQLClient_INCLUDE_DIR)

if(MySQLClient_FOUND AND NOT TARGET MySQL::Client)
  add_library(MySQL::Client UNKNOWN IMPORTED)
  set_target_properties(MySQL::Client PROPERTIES IMPORTED_LOCATION ${MySQLClient_LIBRARY}
                                                 INTERFACE_INCLUDE_DIRECTORIES ${MySQLClient_INCLUDE_DIR})
endif()
