include(GNUInstallDirs)
include(CMakePackageConfigHelpers)

# Headers only: nothing here depends on the architecture.
set(package_dir ${CMAKE_INSTALL_DATADIR}/cmake/sqlalloy)

install(TARGETS sqlalloy EXPORT sqlalloy FILE_SET HEADERS FILE_SET adapters)
install(EXPORT sqlalloy NAMESPACE sqlalloy:: FILE sqlalloyTargets.cmake DESTINATION ${package_dir})
foreach(component IN LISTS components)
  install(TARGETS sqlalloy_${component} EXPORT sqlalloy_${component} FILE_SET HEADERS)
  install(
    EXPORT sqlalloy_${component}
    NAMESPACE sqlalloy::
    FILE sqlalloy-${component}.cmake
    DESTINATION ${package_dir})
endforeach()

configure_package_config_file(cmake/sqlalloyConfig.cmake.in sqlalloyConfig.cmake INSTALL_DESTINATION ${package_dir})
write_basic_package_version_file(sqlalloyConfigVersion.cmake COMPATIBILITY SameMinorVersion ARCH_INDEPENDENT)
install(FILES ${PROJECT_BINARY_DIR}/sqlalloyConfig.cmake ${PROJECT_BINARY_DIR}/sqlalloyConfigVersion.cmake
              cmake/FindMySQLClient.cmake
        DESTINATION ${package_dir})
