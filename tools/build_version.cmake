# Writes OUTPUT: version and commit of the build; left alone where it says so already.
execute_process(COMMAND git -C ${SOURCE_DIR} describe --always --dirty --abbrev=12 OUTPUT_VARIABLE commit
                OUTPUT_STRIP_TRAILING_WHITESPACE ERROR_QUIET RESULT_VARIABLE failed)
if(failed)
  set(commit "unknown")
endif()
set(text "#include \"tools/buildout/build_version.hpp\"\n\nnamespace buildout {\n\nconst char* const version = \"${VERSION}\";\nconst char* const commit = \"${commit}\";\n\n}  // namespace buildout\n")
set(old "")
if(EXISTS ${OUTPUT})
  file(READ ${OUTPUT} old)
endif()
if(NOT old STREQUAL text)
  file(WRITE ${OUTPUT} "${text}")
endif()
