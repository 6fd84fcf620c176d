#include "tools/buildout/load_scenario.hpp"

#include <fmt/core.h>
#include <sys/stat.h>

#include <climits>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <map>
#include <set>
#include <sstream>

#include "models/resolve.hpp"
#include "sim/sha256.hpp"
#include "sim/yaml_parser.hpp"
#include "sim/yaml_printer.hpp"
#include "tools/buildout/embedded_files.hpp"

namespace buildout {

namespace {

constexpr const char* catalog_name = "catalog/systems.yaml";

std::string real_path(const std::string& path) {
  char resolved[PATH_MAX];
  return realpath(path.c_str(), resolved) != nullptr ? resolved : std::string();
}

// The bytes of a regular file; nothing where it cannot be read. A FIFO or a device is not opened: it might never end.
std::optional<std::string> read_file(const std::string& path) {
  struct stat status {};
  if (stat(path.c_str(), &status) != 0 || !S_ISREG(status.st_mode)) return std::nullopt;
  const sim::YamlLimits limits;
  std::ifstream file(path, std::ios::binary);
  if (!file) return std::nullopt;
  std::string bytes;
  bytes.resize(std::min<std::size_t>(static_cast<std::size_t>(status.st_size), limits.bytes + 1));
  file.read(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  bytes.resize(static_cast<std::size_t>(file.gcount()));
  return bytes;
}

void expect_readable(const std::string& path) {
  struct stat status {};
  if (stat(path.c_str(), &status) != 0) {
    throw MissingInput{fmt::format("{}: {}", path, std::strerror(errno))};
  }
  if (!S_ISREG(status.st_mode)) {
    throw MissingInput{
        fmt::format("{}: is {}, not a file", path, S_ISDIR(status.st_mode) ? "a folder" : "a special file")};
  }
  if (std::ifstream file(path); !file) throw MissingInput{fmt::format("{}: cannot be read", path)};
}

bool says_no_catalog(const sim::Node& tree) {
  const sim::Node* catalog = tree.find("catalog");
  return catalog != nullptr && catalog->is_word("false");
}

// Systems that orders, halls or contracts name. Those of the catalog that nobody names are not part of the scenario.
std::set<std::string> systems_in_use(const models::ScenarioText& text) {
  std::set<std::string> used;
  for (const auto& order : text.orders) used.insert(order.value.system);
  for (const auto& contract : text.contracts) {
    if (contract.value.needs) used.insert(contract.value.needs->systems.begin(), contract.value.needs->systems.end());
  }
  for (const auto& site : text.sites) {
    for (const auto& hall : site.value.halls) {
      for (const auto& [system, units] : hall.value.installed) used.insert(system);
    }
  }
  return used;
}

void drop_unused_catalog_systems(models::ScenarioText& text, sim::Node& canonical, std::vector<sim::Evidence>& evidence,
                                 const sim::Node& catalog, sim::Diagnostics& errors, const sim::Node& own) {
  const auto used = systems_in_use(text);
  const sim::Node* in_catalog = catalog.find("systems");
  const sim::Node* in_own = own.find("systems");
  const auto is_unused = [&](const auto& thing) {
    if (used.contains(thing.id)) return false;
    if (in_own != nullptr && in_own->find(thing.id) != nullptr) {
      errors.warning("systems." + thing.id, "no order, hall or contract uses it");
      return in_catalog != nullptr && in_catalog->find(thing.id) != nullptr;
    }
    return true;
  };
  sim::Node* systems = canonical.find("systems");
  std::erase_if(text.systems, [&](const auto& thing) {
    const bool is_dropped = is_unused(thing);
    if (is_dropped && systems != nullptr) systems->remove(thing.id);
    const std::string path = "systems." + thing.id;
    if (is_dropped)
      std::erase_if(evidence, [&](const sim::Evidence& e) { return e.path == path || e.path.starts_with(path + "."); });
    return is_dropped;
  });
}

std::optional<LoadedScenario> load(const std::string& path, const std::vector<std::string>& assignments,
                                   const sim::InputReaders& readers, sim::Diagnostics& errors) {
  const auto& type = models::scenario_type();
  sim::Diagnostics catalog_errors;
  const sim::Node catalog = sim::parse_yaml(catalog_systems, catalog_name, catalog_errors)
                                .value_or(sim::Node::map(sim::Mark::in(catalog_name)));

  // Whether the catalog is at hand is for the scenario to say, so it is composed without it first.
  sim::Diagnostics first_errors;
  sim::Composition own = sim::compose(path, {}, {}, type.info(), readers, first_errors);
  const std::vector<sim::Node> bases =
      says_no_catalog(own.tree) ? std::vector<sim::Node>{} : std::vector<sim::Node>{catalog};
  sim::Composition composition = sim::compose(path, bases, assignments, type.info(), readers, errors);
  if (errors.any_errors()) return std::nullopt;

  auto read = sim::read(type, std::move(composition.tree), models::scenario_units(), errors);
  if (errors.any_errors()) return std::nullopt;
  drop_unused_catalog_systems(read.value, read.canonical, read.evidence, bases.empty() ? sim::Node::map({}) : catalog,
                              errors, own.tree);

  LoadedScenario loaded;
  loaded.scenario = models::resolve(read.value, read.evidence, errors);
  if (errors.any_errors()) return std::nullopt;
  read.canonical.set("catalog", sim::Node::scalar("false"));
  loaded.resolved_yaml = sim::to_yaml(read.canonical);
  loaded.digest = sim::sha256_hex(loaded.resolved_yaml);
  loaded.inputs = std::move(composition.files);
  if (!bases.empty()) loaded.inputs.push_back({catalog_name, std::string(catalog_systems)});
  loaded.evidence = std::move(read.evidence);
  return loaded;
}

sim::InputReaders readers_of(std::function<std::optional<std::string>(const std::string&)> bytes,
                             std::function<std::string(const std::string&)> links) {
  // Composing happens twice; a file is read once.
  auto cache = std::make_shared<std::map<std::string, std::optional<std::string>>>();
  sim::InputReaders readers;
  readers.bytes = [cache, bytes = std::move(bytes)](const std::string& file) {
    const auto known = cache->find(file);
    return known != cache->end() ? known->second : cache->emplace(file, bytes(file)).first->second;
  };
  readers.real_path = std::move(links);
  readers.parse = [](std::string_view text, const std::string& name, sim::Diagnostics& to) {
    return sim::parse_yaml(text, name, to);
  };
  return readers;
}

}  // namespace

std::optional<LoadedScenario> load_scenario(const std::string& path, const std::vector<std::string>& assignments,
                                            sim::Diagnostics& errors) {
  expect_readable(path);
  return load(path, assignments, readers_of(read_file, real_path), errors);
}

std::optional<LoadedScenario> load_scenario_text(const std::string& text, const std::string& name,
                                                 const std::vector<std::string>& assignments,
                                                 sim::Diagnostics& errors) {
  const auto bytes = [text, name](const std::string& path) {
    return path == name ? std::optional<std::string>(text) : std::nullopt;
  };
  return load(name, assignments, readers_of(bytes, {}), errors);
}

}  // namespace buildout
