#include "models/text/licence.hpp"

namespace models {

const sim::StructType<LicenceText>& licence_type() {
  static const auto type =
      sim::describe<LicenceText>("licence", "What lets export-controlled systems leave for a jurisdiction.")
          .required("to", &LicenceText::to, sim::text(),
                    "The jurisdiction of the sites it is for, or a region that contains it; controlled systems leave "
                    "for it under a licence only.")
          .optional("systems", &LicenceText::systems, sim::list_of(sim::reference("systems")),
                    "The systems it is for; all that are `export_controlled` where not written.")
          .optional("quantity", &LicenceText::quantity, sim::amount({"units", "GPU"}),
                    "What may leave under it in all; not limited where not written.")
          .required("granted", &LicenceText::granted, sim::law_of(sim::period_start()),
                    "From here on it holds. A law with `draw: each` is drawn.");
  return type;
}

}  // namespace models
