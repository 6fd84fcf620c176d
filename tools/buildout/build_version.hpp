#pragma once
// What is running: for --version and for the manifest.

namespace buildout {

extern const char* const version;
extern const char* const commit;

}  // namespace buildout
