#include "sim/choices.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "sim/compose.hpp"
#include "sim/suggestion.hpp"

namespace sim {

namespace {

class AnythingModel : public ValueModel {
 public:
  std::string expected() const override { return "a value"; }
  Shape shape() const override {
    Shape shape;
    shape.kind = Shape::Kind::anything;
    shape.name = "any value";
    return shape;
  }
  bool has_own_key(std::string_view) const override { return true; }
  bool read(const Node& node, const std::string&, Reading&, void* out, Node& canonical) const override {
    *static_cast<Node*>(out) = canonical = node;
    return true;
  }
};

struct ChoicesText {
  std::vector<Thing<ChoiceText>> choices;
};

const StructType<ChoicesText>& choices_type() {
  static const auto type = describe<ChoicesText>("choices", "What is chosen.")
                               .things("choices", &ChoicesText::choices, choice_type(), "Choices by id.");
  return type;
}

// Which choice has set which path.
class PathsSet {
 public:
  // False where another choice sets the same, or something that holds it or is within it.
  bool add(const std::string& path, const std::string& by, const Mark& mark, Diagnostics& errors) {
    const auto holds = [](const std::string& outer, const std::string& inner) {
      return inner == outer || inner.starts_with(outer + ".");
    };
    for (const auto& [other, who] : by_path_) {
      if (!holds(other, path) && !holds(path, other)) continue;
      errors.error_at(mark, by, fmt::format("sets what {} sets, too", who), quoted(path), "one choice for each value");
      return false;
    }
    by_path_.emplace(path, by);
    return true;
  }

 private:
  std::map<std::string, std::string> by_path_;
};

std::vector<std::string> names_of(const Node& options) {
  std::vector<std::string> names;
  for (const Entry& entry : options.entries) names.push_back(entry.key);
  std::sort(names.begin(), names.end());
  return names;
}

bool is_among(const std::string& taken, const std::vector<std::string>& names, const Node& take,
              const std::string& path, Diagnostics& errors) {
  if (std::find(names.begin(), names.end(), taken) != names.end()) return true;
  errors.error_at(take.mark, path, "is none of the options", quoted(taken), fmt::format("{}", fmt::join(names, ", ")),
                  did_you_mean(taken, names));
  return false;
}

void lay_over(Node& tree, const Node& option, const std::string& path, const StructInfo& type, PathsSet& paths,
              Diagnostics& errors) {
  if (const Node* remove = option.find("remove")) {
    for (const Node& item : remove->items) {
      if (!remove_path(tree, item.text)) {
        errors.error_at(item.mark, path + ".remove", "names nothing that could be removed", quoted(item.text));
      }
    }
  }
  if (const Node* set = option.find("set")) {
    for (const Entry& entry : set->entries) {
      if (paths.add(entry.key, path, entry.key_mark, errors)) {
        set_path(tree, entry.key, entry.value, entry.key_mark, type, errors);
      }
    }
  }
}

}  // namespace

Value<Node> anything() { return detail::value_of<Node>(std::make_shared<AnythingModel>()); }

const StructType<ChoiceText>& choice_type() {
  static const auto option_type =
      describe<OptionTakenText>("option of a choice", "What holds where it is taken.")
          .optional("remove", &OptionTakenText::remove, list_of(text()), "Paths that are taken away.")
          .optional("set", &OptionTakenText::set, keyed(text(), anything()), "Values by path, as with --set.");
  static const auto type =
      describe<ChoiceText>("choice", "Alternatives of which one holds.")
          .required("take", &ChoiceText::take, text(), "The option that holds.")
          .optional("options", &ChoiceText::options, keyed(text(), struct_value(option_type)), "Options by name.")
          .optional("of", &ChoiceText::of, list_of(text()),
                    "Names of the options, where the one that is taken has been applied already: in a resolved "
                    "scenario.")
          .exactly_one_of({"options", "of"});
  return type;
}

void apply_choices(Node& tree, const StructInfo& type, Diagnostics& errors) {
  Node* choices = tree.find("choices");
  if (choices == nullptr) return;
  Node alone = Node::map(choices->mark);
  alone.set("choices", *choices);
  const int errors_before = errors.error_count();
  read(choices_type(), std::move(alone), UnitTable(), errors);
  if (errors.error_count() > errors_before) return;
  const Node written = *choices;
  std::vector<std::string> ids;
  for (const Entry& entry : written.entries) ids.push_back(entry.key);
  std::sort(ids.begin(), ids.end());
  PathsSet paths;
  for (const std::string& id : ids) {
    const Node& choice = *written.find(id);
    const Node* options = choice.find("options");
    if (!choice.is_map()) continue;  // `none`, or evidence
    const Node& written_take = *choice.find("take");
    const Node& take = written_take.is_map() ? *written_take.find("value") : written_take;
    const std::string path = "choices." + id;
    std::vector<std::string> names;
    if (options != nullptr) {
      names = names_of(*options);
    } else {
      for (const Node& name : choice.find("of")->items) names.push_back(name.text);
    }
    if (!is_among(take.text, names, take, path + ".take", errors) || options == nullptr) continue;
    lay_over(tree, *options->find(take.text), path + ".options." + take.text, type, paths, errors);
    Node taken = Node::map(choice.mark), of = Node::list(options->mark);
    for (const std::string& name : names) of.items.push_back(Node::scalar(name, options->mark));
    taken.set("take", written_take);
    taken.set("of", std::move(of));
    tree.find("choices")->set(id, std::move(taken));
  }
}

}  // namespace sim
