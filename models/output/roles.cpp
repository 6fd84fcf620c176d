// roles.csv: which party has which part in a site.

#include "models/output/result_table.hpp"

namespace models {

namespace {

class RolesTable : public ResultTable {
 public:
  explicit RolesTable(const Scenario& scenario) : scenario_(scenario) {}

  sim::TableSchema schema() const override {
    using enum sim::ColumnType;
    return {"roles.csv",
            "Who has which part in a site",
            "Of every site that says something of its roles, all of them.",
            {"site", "role"},
            {{"site", text, "", "site"},
             {"role", text, "", "land, shell, power, systems, operation or software"},
             {"party", text, "", "who has it"},
             {"is_written", boolean, "", "false: it is the operator, since nothing else is written"}}};
  }

  void finish(const Simulation&, sim::CsvWriter& csv) override {
    for (const Site& site : scenario_.sites) {
      const bool any = std::any_of(site.roles.begin(), site.roles.end(), [](PartyId party) { return party.exists(); });
      for (std::size_t i = 0; any && i < site.roles.size(); ++i) {
        csv.text(site.id).text(role_names[i]).text(scenario_.parties[site.in_role(static_cast<Role>(i))].id);
        csv.boolean(site.roles[i].exists()).end_row();
      }
    }
  }

 private:
  const Scenario& scenario_;
};

}  // namespace

std::unique_ptr<ResultTable> make_roles_table(const Scenario& s) { return std::make_unique<RolesTable>(s); }

}  // namespace models
