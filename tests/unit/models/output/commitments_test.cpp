#include <catch2/catch.hpp>

#include "models/output/result_table.hpp"
#include "tests/support/one_hall.hpp"

using namespace models;
using tests::day;
using tests::OneHall;
using tests::Replay;

TEST_CASE("a commitment is held against contracts and bills, and what was named for nobody is a row", "[commitment]") {
  // 720 GPUs at 2 USD for 100 days: 720 x 2 x 2,400 = 3,456,000 USD; the run bills 31 days of January: 720 x 2 x 744 =
  // 1,071,360 USD. Committed are 10 USD_M, of which 4 USD_M for acme; 6 USD_M for nobody.
  OneHall h(31 * day);
  h.installed(10);
  const TrancheId tranche = h.promise(720);
  h.b[tranche].end = 100 * day;
  h.b[h.b[tranche].contract].price = 2'000'000;
  h.b->commitments.push_back({"ten", h.bigco, 1'000'000'000, {{h.acme, 400'000'000}}, {}});
  const Replay run(h.b.build());

  const auto table = make_commitments_table(run.scenario());
  sim::StringSink sink;
  sim::CsvWriter csv(sink, table->schema());
  table->finish(run.simulation(), csv);
  csv.finish();
  CHECK(sink.text.substr(sink.text.find('\n') + 1) ==
        "ten,bigco,acme,400000000,345600000,107136000,54400000\n"
        "ten,bigco,unallocated,600000000,0,0,600000000\n");
}
