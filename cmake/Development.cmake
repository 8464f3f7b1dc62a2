# What holds in the project's own builds only; a project that uses the library never sees any of it.

option(SQLALLOY_WARNINGS_AS_ERRORS "Let no warning pass" ON)
set(SQLALLOY_SANITIZE "" CACHE STRING "Sanitizers for everything that is built, such as address,undefined")
set(SQLALLOY_TEST_PREFIX "" CACHE STRING "What the names of the tests begin with, to tell two builds apart in one run")

set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)

add_compile_options(-Wall -Wextra -Wpedantic -Wshadow)
if(SQLALLOY_WARNINGS_AS_ERRORS)
  add_compile_options(-Werror)
endif()

if(SQLALLOY_SANITIZE)
  add_compile_options(-fsanitize=${SQLALLOY_SANITIZE} -fno-sanitize-recover=all -fno-omit-frame-pointer)
  add_link_options(-fsanitize=${SQLALLOY_SANITIZE})
  # With these g++ does not take a comparison with the address of a constant for a constant (GCC's bug 71962), and the
  # tests compare constants.
  if(CMAKE_CXX_COMPILER_ID STREQUAL GNU AND SQLALLOY_SANITIZE MATCHES undefined)
    add_compile_options(-fno-sanitize=null,pointer-overflow,nonnull-attribute,returns-nonnull-attribute)
  endif()
endif()

# The python3 that is found first may be a script that looks for the real one each time: hundreds of tests would wait.
if(NOT Python3_EXECUTABLE)
  execute_process(COMMAND python3 -c "import sys; print(sys.executable)" OUTPUT_VARIABLE Python3_EXECUTABLE
                  OUTPUT_STRIP_TRAILING_WHITESPACE)
endif()

find_program(SQLALLOY_CCACHE ccache)
if(SQLALLOY_CCACHE AND NOT CMAKE_CXX_COMPILER_LAUNCHER)
  # The sloppiness is what ccache asks for where there are precompiled headers; clang must also be told not to write
  # the time of day into them.
  set(CMAKE_CXX_COMPILER_LAUNCHER
      ${CMAKE_COMMAND} -E env CCACHE_SLOPPINESS=pch_defines,time_macros,include_file_mtime,include_file_ctime
      ${SQLALLOY_CCACHE})
  if(CMAKE_CXX_COMPILER_ID MATCHES Clang)
    add_compile_options("SHELL:-Xclang -fno-pch-timestamp")
  endif()
endif()
