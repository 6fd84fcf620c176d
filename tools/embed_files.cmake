# Writes OUTPUT: the embedded files of the program as C++ raw strings.
function(read_raw name path)
  file(READ ${SOURCE_DIR}/${path} text)
  # A string literal may be 65,536 characters long at the most for every compiler; these files stay far below.
  set(${name} "const std::string_view ${name} = R\"embedded(${text})embedded\";\n" PARENT_SCOPE)
endfunction()
read_raw(catalog_climates scenarios/catalog/climates.yaml)
read_raw(catalog_jurisdictions scenarios/catalog/jurisdictions.yaml)
read_raw(catalog_systems scenarios/catalog/systems.yaml)
read_raw(starter_scenario scenarios/tutorial.yaml)
file(WRITE ${OUTPUT} "#include \"tools/buildout/embedded_files.hpp\"\n\nnamespace buildout {\n\n${catalog_climates}\n${catalog_jurisdictions}\n${catalog_systems}\n${starter_scenario}\n}  // namespace buildout\n")
