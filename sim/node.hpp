#pragma once
// A YAML document as a tree in which every value knows where it was written.
//
// The tree is what files, the catalog and --set are merged in, before anything is typed. Scalars are kept as text: what
// a text means is decided by the description of its place, never by how it looks.

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace sim {

// A place in an input: file name (or e.g. "--set a.b=1"), line and column from 1; line 0 is the file as a whole.
struct Mark {
  std::shared_ptr<const std::string> file;
  int line = 0;
  int column = 0;

  static Mark in(std::string file, int line = 0, int column = 0) {
    return {std::make_shared<const std::string>(std::move(file)), line, column};
  }
  const std::string& file_name() const;
};

struct Entry;

struct Node {
  enum class Kind { null, scalar, list, map };

  Kind kind = Kind::null;
  std::string text;     // of a scalar; of a null what was written: nothing, `~` or `null`
  bool quoted = false;  // a scalar in quotes or a block: never the words `none`, `true`, `false`
  Mark mark;
  std::vector<Node> items;     // of a list
  std::vector<Entry> entries;  // of a map, in the order written

  bool is_null() const { return kind == Kind::null; }
  bool is_scalar() const { return kind == Kind::scalar; }
  bool is_list() const { return kind == Kind::list; }
  bool is_map() const { return kind == Kind::map; }
  bool is_word(std::string_view word) const { return is_scalar() && !quoted && text == word; }

  const Node* find(std::string_view key) const;  // the value of a map's key, or null
  Node* find(std::string_view key);
  const Entry* find_entry(std::string_view key) const;
  void set(std::string_view key, Node value);  // adds or replaces
  bool remove(std::string_view key);

  static Node scalar(std::string text, Mark mark = {}, bool quoted = false);
  static Node list(Mark mark = {});
  static Node map(Mark mark = {});
};

struct Entry {
  std::string key;
  Mark key_mark;
  Node value;
};

// "text", "a list", "a map" or "nothing", for messages.
std::string kind_words(const Node& node);

// Splits "a.b[2].c" into a, b, 2, c.
std::vector<std::string> path_parts(std::string_view path);

// The value at a dotted path (list items as `[0]`), or null.
const Node* find_path(const Node& tree, std::string_view path);

// Where a path stands: the mark of its value, else of its nearest ancestor that exists.
Mark locate(const Node& tree, std::string_view path);

// Takes the value at a path out of the tree; false when there is none.
bool remove_path(Node& tree, std::string_view path);

// Maps merge by key, deeply; scalars and lists replace. What `over` says wins, and its marks with it.
void merge(Node& base, const Node& over);

// Nodes in the tree, itself included.
std::size_t count_nodes(const Node& tree);

// Equal in meaning: kinds, texts, quotedness and order of lists; marks and the order of keys do not count.
bool same_tree(const Node& a, const Node& b);

}  // namespace sim
