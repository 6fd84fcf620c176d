#pragma once
// A value model whose value is one scalar: refuses lists and maps, and leaves the text to the model.

#include <string>

#include "sim/description.hpp"
#include "sim/reading.hpp"

namespace sim {

class ScalarModel : public ValueModel {
 public:
  bool read(const Node& node, const std::string& path, Reading& reading, void* out, Node& canonical) const final;

 protected:
  // Reads node.text into `out` and gives its canonical text; reports and returns false when it cannot.
  virtual bool read_text(const Node& node, const std::string& path, Reading& reading, void* out,
                         std::string& normal) const = 0;

  // Whether quotes mean something: only free text keeps them.
  virtual bool keeps_quotes() const { return false; }

  // Reports the text with what was expected; always false.
  bool refuse(const Node& node, const std::string& path, Reading& reading, const std::string& problem,
              const std::string& hint = "") const;
};

}  // namespace sim
