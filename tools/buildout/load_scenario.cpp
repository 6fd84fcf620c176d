#include "tools/buildout/load_scenario.hpp"

#include <fmt/core.h>
#include <sys/stat.h>

#include <array>
#include <climits>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <map>
#include <set>
#include <sstream>

#include "models/resolve.hpp"
#include "sim/number_text.hpp"
#include "sim/yaml_parser.hpp"
#include "sim/yaml_printer.hpp"
#include "tools/buildout/embedded_files.hpp"

namespace buildout {

namespace {

struct CatalogFile {
  const char* name;
  std::string_view yaml;
};
const std::array<CatalogFile, 3> catalog_files{{{"catalog/climates.yaml", catalog_climates},
                                                {"catalog/jurisdictions.yaml", catalog_jurisdictions},
                                                {"catalog/systems.yaml", catalog_systems}}};

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

// Systems that orders, halls, contracts or events name. Those of the catalog that nobody names are not part of the
// scenario.
std::set<std::string> systems_in_use(const models::ScenarioText& text) {
  std::set<std::string> used;
  for (const auto& order : text.orders) {
    used.insert(order.value.system);
    used.insert(order.value.accepts.begin(), order.value.accepts.end());
  }
  const std::string_view of_a_system = "systems.";
  for (const auto& event : text.events) {
    if (event.value.substitute) used.insert(*event.value.substitute);
    if (event.value.target.starts_with(of_a_system)) used.insert(event.value.target.substr(of_a_system.size()));
  }
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

std::set<std::string> climates_in_use(const models::ScenarioText& text) {
  std::set<std::string> used;
  for (const auto& site : text.sites) {
    if (site.value.climate) used.insert(*site.value.climate);
  }
  return used;
}

std::set<std::string> regions_in_use(const models::ScenarioText& text) {
  std::set<std::string> used;
  for (const auto& contract : text.contracts) {
    if (!contract.value.needs) continue;
    used.insert(contract.value.needs->jurisdictions.begin(), contract.value.needs->jurisdictions.end());
  }
  for (const auto& licence : text.licences) used.insert(licence.value.to);
  return used;
}

std::set<std::string> terms_in_use(const models::ScenarioText& text) {
  std::set<std::string> used;
  for (const auto& contract : text.contracts) {
    if (contract.value.terms) used.insert(*contract.value.terms);
  }
  return used;
}

// What the tree of some file has under the key of a section.
const sim::Node* section_of(const std::vector<sim::Node>& trees, const std::string& section) {
  for (const sim::Node& tree : trees) {
    if (const sim::Node* found = tree.find(section)) return found;
  }
  return nullptr;
}

// Things that nobody uses: those of the catalog are not part of the scenario; of those that the scenario's own file
// writes, and not one that it extends, a warning says by whom.
template <class T>
void drop_unused(models::Things<T>& things, const std::set<std::string>& used, const std::string& section,
                 const char* users, sim::ReadResult<models::ScenarioText>& read, const std::vector<sim::Node>& catalog,
                 sim::Diagnostics& errors, const sim::Node& own) {
  const sim::Node* in_catalog = section_of(catalog, section);
  const sim::Node* in_own = own.find(section);
  const auto is_unused = [&](const auto& thing) {
    if (used.contains(thing.id)) return false;
    if (const sim::Node* written = in_own != nullptr ? in_own->find(thing.id) : nullptr) {
      if (written->mark.file_name() == own.mark.file_name()) {
        errors.warning(section + "." + thing.id, fmt::format("no {} uses it", users));
      }
      return in_catalog != nullptr && in_catalog->find(thing.id) != nullptr;
    }
    return true;
  };
  sim::Node* canonical = read.canonical.find(section);
  std::erase_if(things, [&](const auto& thing) {
    const bool is_dropped = is_unused(thing);
    if (is_dropped && canonical != nullptr) canonical->remove(thing.id);
    const std::string path = section + "." + thing.id;
    if (is_dropped) {
      std::erase_if(read.evidence,
                    [&](const sim::Evidence& e) { return e.path == path || e.path.starts_with(path + "."); });
    }
    return is_dropped;
  });
  if (things.empty() && canonical != nullptr) read.canonical.remove(section);
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

ScenarioSource::ScenarioSource(const std::string& path, sim::InputReaders readers, sim::Diagnostics& errors)
    : readers_(std::move(readers)) {
  sim::Diagnostics catalog_errors;
  for (const CatalogFile& file : catalog_files) {
    catalog_.push_back(
        sim::parse_yaml(file.yaml, file.name, catalog_errors).value_or(sim::Node::map(sim::Mark::in(file.name))));
  }
  // Whether the catalog is at hand is for the scenario to say, so it is composed without it first.
  sim::Diagnostics first_errors;
  own_ = sim::compose_files(path, {}, readers_, first_errors).tree;
  if (says_no_catalog(own_)) catalog_.clear();
  composition_ = sim::compose_files(path, catalog_, readers_, errors);
  for (const CatalogFile& file : catalog_files) {
    if (!catalog_.empty()) composition_.files.push_back({file.name, std::string(file.yaml)});
  }
}

namespace {
// The seed that the tree says; what is no number is reported when it is read.
std::uint64_t seed_of(const sim::Node& tree) {
  const sim::Node* seed = tree.find("seed");
  if (seed != nullptr && seed->is_map()) seed = seed->find("value");
  const double number = seed != nullptr ? sim::read_number(seed->text).value : 1;
  return number >= 0 ? static_cast<std::uint64_t>(number) : 1;
}
}  // namespace

std::optional<LoadedScenario> ScenarioSource::realize(const std::vector<sim::Assignment>& assignments, sim::Draws draws,
                                                      sim::Diagnostics& errors) const {
  const auto& type = models::scenario_type();
  sim::Node tree = composition_.tree;
  sim::assign_all(tree, assignments, type.info(), errors);
  if (errors.any_errors()) return std::nullopt;
  draws.source.seed = draws.seed.value_or(seed_of(tree));

  LoadedScenario loaded;
  sim::add_drivers(tree, models::scenario_units(), errors, draws, loaded.drawn);
  auto read = sim::read(type, std::move(tree), models::scenario_units(), errors, draws);
  if (errors.any_errors()) return std::nullopt;
  sim::check_drivers(draws, errors);
  drop_unused(read.value.climates, climates_in_use(read.value), "climates", "site", read, catalog_, errors, own_);
  drop_unused(read.value.jurisdictions, regions_in_use(read.value), "jurisdictions", "contract or licence", read,
              catalog_, errors, own_);
  drop_unused(read.value.terms, terms_in_use(read.value), "terms", "contract", read, catalog_, errors, own_);
  drop_unused(read.value.systems, systems_in_use(read.value), "systems", "order, hall or contract", read, catalog_,
              errors, own_);
  loaded.scenario = models::resolve(read.value, read.evidence, draws, errors);
  if (errors.any_errors()) return std::nullopt;
  loaded.drawn.insert(loaded.drawn.end(), read.drawn.begin(), read.drawn.end());
  loaded.canonical = std::move(read.canonical);
  loaded.canonical.set("catalog", sim::Node::scalar("false"));
  loaded.inputs = composition_.files;
  loaded.evidence = std::move(read.evidence);
  return loaded;
}

std::string LoadedScenario::resolved_yaml() const { return sim::to_yaml(canonical); }

std::string read_input(const std::string& path) {
  expect_readable(path);
  return read_file(path).value_or("");
}

ScenarioSource open_scenario(const std::string& path, sim::Diagnostics& errors) {
  expect_readable(path);
  return {path, readers_of(read_file, real_path), errors};
}

std::optional<LoadedScenario> load_scenario(const std::string& path, const std::vector<std::string>& assignments,
                                            sim::Diagnostics& errors, const sim::Draws& draws) {
  const ScenarioSource source = open_scenario(path, errors);
  if (errors.any_errors()) return std::nullopt;
  return source.realize(sim::read_assignments(assignments, source.readers(), errors), draws, errors);
}

std::optional<LoadedScenario> load_scenario_text(const std::string& text, const std::string& name,
                                                 const std::vector<std::string>& assignments,
                                                 sim::Diagnostics& errors) {
  const auto bytes = [text, name](const std::string& path) {
    return path == name ? std::optional<std::string>(text) : std::nullopt;
  };
  const ScenarioSource source(name, readers_of(bytes, {}), errors);
  if (errors.any_errors()) return std::nullopt;
  return source.realize(sim::read_assignments(assignments, source.readers(), errors), {}, errors);
}

}  // namespace buildout
