// Who gets how much of a line or lane: weights, bounds, suspension, several lanes at once. Expected hours and amounts
// by hand.

#include <catch2/catch.hpp>

#include "tests/engine/engine_log.hpp"

using namespace tests;
using sim::Engine;
using sim::Hour;
using sim::WorkId;

TEST_CASE("work on a line shares it by weight, and the rest goes to who is left") {
  // 12/h at 3:1 is 9/h and 3/h. #0 needs 120 / 9 = 13.33 h, so hour 14. By then #1 has 13.33 x 3 = 40, then 12/h:
  // 40 + 0.667 x 12 = 48 at hour 14, and its 120 at 13.33 + 80 / 12 = 20.
  CHECK_LOGS(run_on_both(100,
                         [](Engine& engine, std::string& log) {
                           const auto line = engine.add_line({{0, 12}});
                           const WorkId a = start(engine, line, 120, 3), b = start(engine, line, 120, 1);
                           engine.wake_at(10);
                           return [&, a, b](Hour hour) {
                             if (hour == 20) return;
                             note_done(log, engine, a);
                             note_done(log, engine, b);
                           };
                         }),
             "10: #0 done 90\n10: #1 done 30\n"
             "14: #0\n14: #0 done 120\n14: #1 done 48\n"
             "20: #1\n");
}

TEST_CASE("a bound holds even when a line is free, until it is lifted") {
  // 10/h: #0 gets its 3/h, #1 the other 7/h: 60 / 7 = 8.57 h. At hour 10 #0 has 30; with 10/h the other 30 take 3 h.
  CHECK_LOGS(run_on_both(100,
                         [](Engine& engine, std::string& log) {
                           const auto line = engine.add_line({{0, 10}});
                           const WorkId a = start(engine, line, 60, 1, 3);
                           start(engine, line, 60);
                           engine.wake_at(10);
                           return [&, a](Hour hour) {
                             if (hour != 10) return;
                             note_done(log, engine, a);
                             engine.rebound(a, 0);
                           };
                         }),
             "9: #1\n10: #0 done 30\n13: #0\n");
}

TEST_CASE("a bound can be set on running work, and a later capacity step keeps it") {
  // Alone at 10/h for 2 h: 20. Then at most 4/h: 36 at hour 6, when the line grows to 50/h: 64 more take 16 h.
  CHECK_LOGS(run_on_both(100,
                         [](Engine& engine, std::string& log) {
                           const auto line = engine.add_line({{0, 10}, {6, 50}});
                           const WorkId a = start(engine, line, 100);
                           engine.wake_at(2);
                           engine.wake_at(6);
                           return [&, a](Hour hour) {
                             note_done(log, engine, a);
                             if (hour == 2) engine.rebound(a, 4);
                           };
                         }),
             "2: #0 done 20\n6: #0 done 36\n22: #0\n22: #0 done 100\n");
}

TEST_CASE("suspended work stands still and the other work gets its share") {
  // 5/h each for 4 h; then #0 alone: 20 + 10 x 8 = 100 at hour 12. #1 stands at 20; resumed at 13 it needs 8 h more.
  CHECK_LOGS(run_on_both(100,
                         [](Engine& engine, std::string& log) {
                           const auto line = engine.add_line({{0, 10}});
                           start(engine, line, 100);
                           const WorkId b = start(engine, line, 100);
                           for (const Hour hour : {4, 8, 13}) engine.wake_at(hour);
                           return [&, b](Hour hour) {
                             if (hour <= 13) note_done(log, engine, b);
                             if (hour == 4) engine.suspend(b);
                             if (hour == 13) engine.resume(b);
                           };
                         }),
             "4: #1 done 20\n8: #1 done 20\n12: #0\n12: #1 done 20\n13: #1 done 20\n21: #1\n");
}

TEST_CASE("work that is suspended as it starts does nothing until it is resumed, on a line and on a lane") {
  // Resumed at hour 10: 50 at 5/h on each.
  CHECK_LOGS(run_on_both(100,
                         [](Engine& engine, std::string& log) {
                           const auto line = engine.add_line({{0, 5}});
                           const auto lane = engine.add_lane({{0, 5}});
                           const WorkId a = start(engine, line, 50), b = start(engine, lane, 50);
                           engine.suspend(a);
                           engine.suspend(b);
                           engine.suspend(b);  // saying it twice changes nothing
                           engine.wake_at(10);
                           return [&, a, b](Hour hour) {
                             if (hour != 10) return;
                             note_done(log, engine, a);
                             note_done(log, engine, b);
                             engine.resume(a);
                             engine.resume(b);
                             engine.resume(b);
                           };
                         }),
             "10: #0 done 0\n10: #1 done 0\n20: #0 #1\n");
}

TEST_CASE("a new weight counts from the hour it is given, and on suspended work from its resumption") {
  // 8/h. Equal for 5 h: 20 each. Then 3:1: 6/h and 2/h; at 10: 50 and 30. #1 is suspended and gets weight 7: #0 has
  // 8/h; at 12: 66 and 30. Resumed at 1:7 after #0 gets weight 1: 1/h and 7/h: #1 needs 70 / 7 = 10 h, hour 22, when #0
  // has 76; its last 24 take 3 h.
  CHECK_LOGS(run_on_both(100,
                         [](Engine& engine, std::string& log) {
                           const auto lane = engine.add_lane({{0, 8}});
                           const WorkId a = start(engine, lane, 100), b = start(engine, lane, 100);
                           for (const Hour hour : {5, 10, 12}) engine.wake_at(hour);
                           return [&, a, b](Hour hour) {
                             if (hour <= 12) {
                               note_done(log, engine, a);
                               note_done(log, engine, b);
                             }
                             if (hour == 5) engine.reweight(a, 3);
                             if (hour == 10) {
                               engine.suspend(b);
                               engine.reweight(b, 7);
                             }
                             if (hour == 12) {
                               engine.reweight(a, 1);
                               engine.resume(b);
                             }
                           };
                         }),
             "5: #0 done 20\n5: #1 done 20\n10: #0 done 50\n10: #1 done 30\n12: #0 done 66\n12: #1 done 30\n"
             "22: #1\n25: #0\n");
}

TEST_CASE("a weight or bound told again changes nothing") {
  // 40 at 4/h: hour 10, on a line and on a lane. SimGrid, told a weight again, forgets the completion.
  CHECK_LOGS(run_on_both(100,
                         [](Engine& engine, std::string&) {
                           const auto line = engine.add_line({{0, 4}}), lane = engine.add_lane({{0, 4}});
                           const WorkId a = start(engine, line, 40, 2, 8), b = start(engine, lane, 40, 2, 8);
                           for (const Hour hour : {3, 5}) engine.wake_at(hour);
                           return [&engine, a, b](Hour hour) {
                             if (hour == 10) return;
                             for (const WorkId work : {a, b}) {
                               engine.reweight(work, 2);
                               engine.rebound(work, 8);
                               engine.resume(work);
                             }
                           };
                         }),
             "10: #0 #1\n");
}

TEST_CASE("cancelled work keeps what it did, is not reported, and leaves its share to the others") {
  // 6/h each of 12/h; at hour 5 30 each. #0 goes on alone: 90 / 12 = 7.5 h.
  CHECK_LOGS(run_on_both(100,
                         [](Engine& engine, std::string& log) {
                           const auto line = engine.add_line({{0, 12}});
                           start(engine, line, 120);
                           const WorkId b = start(engine, line, 120);
                           engine.wake_at(5);
                           return [&, b](Hour hour) {
                             if (hour == 5) engine.cancel(b);
                             note_done(log, engine, b);
                           };
                         }),
             "5: #1 done 30\n13: #0\n13: #1 done 30\n");
}

TEST_CASE("work over several lanes is held by the narrowest, and leaves the rest to others") {  // V042 at volume 2
  // Lanes A, B, C of 1/h. #0 on B, #1 on A, #2 on A and B, #3 on C, #4 on A. A gives 1/3 to each of its three, B the
  // other 2/3 to #0, C all to #3: 2 / 1 = 2 h, 2 / (2/3) = 3 h, 2 / (1/3) = 6 h.
  CHECK_LOGS(
      run_on_both(
          100,
          [](Engine& engine, std::string&) {
            const auto a = engine.add_lane({{0, 1}}), b = engine.add_lane({{0, 1}}), c = engine.add_lane({{0, 1}});
            const std::vector<sim::ResourceId> both = {b, a};
            start(engine, b, 2);
            start(engine, a, 2);
            engine.start_work(both, 2, 1, 0);
            start(engine, c, 2);
            start(engine, a, 2);
            return Engine::Wake();
          }),
      "2: #3\n3: #0\n6: #1 #2 #4\n");
}

TEST_CASE("work resumed over several lanes is held to all of them, whatever else changes in that hour") {
  // #0 over both lanes of 10/h and 1/h: 5 by hour 5, then suspended. At hour 8 #1 starts on the first lane, before #0
  // is resumed: #0 has 1/h, #1 9/h. At 28 both end: 5 + 20 = 25, and 180. SimGrid overlooks the second lane, left
  // alone.
  CHECK_LOGS(run_on_both(100,
                         [](Engine& engine, std::string& log) {
                           const auto wide = engine.add_lane({{0, 10}}), narrow = engine.add_lane({{0, 1}});
                           const std::vector<sim::ResourceId> both = {wide, narrow};
                           const WorkId a = engine.start_work(both, 25, 1, 0);
                           for (const Hour hour : {5, 8, 10}) engine.wake_at(hour);
                           return [&, wide, a](Hour hour) {
                             if (hour == 5) engine.suspend(a);
                             if (hour == 8) start(engine, wide, 180);
                             if (hour == 8) engine.resume(a);
                             if (hour == 10) note_done(log, engine, a);
                           };
                         }),
             "10: #0 done 7\n28: #0 #1\n");
}

TEST_CASE("a set of lanes can be used for the first time in mid-run") {
  // 3/h and 2/h: both at once give 2/h from hour 7 on: 10 / 2 = 5 h; then 3/h on the first alone.
  CHECK_LOGS(run_on_both(100,
                         [](Engine& engine, std::string&) {
                           const auto a = engine.add_lane({{0, 3}}), b = engine.add_lane({{0, 2}});
                           engine.wake_at(7);
                           return [&engine, a, b](Hour hour) {
                             const std::vector<sim::ResourceId> both = {a, b};
                             if (hour == 7) engine.start_work(both, 10, 1, 0);
                             if (hour == 12) start(engine, a, 30);
                           };
                         }),
             "12: #0\n22: #1\n");
}

TEST_CASE("many works that end together are reported in one wake-up, by their ids") {
  // 20 x 6 = 120 at 12/h: hour 10, for all.
  std::string all = "10:";
  for (int i = 0; i < 20; ++i) all += fmt::format(" #{}", i);
  CHECK_LOGS(run_on_both(100,
                         [](Engine& engine, std::string&) {
                           const auto line = engine.add_line({{0, 12}});
                           for (int i = 0; i < 20; ++i) start(engine, line, 6);
                           return Engine::Wake();
                         }),
             all + "\n");
}

TEST_CASE("equal thirds of an odd capacity end in the same whole hour") {
  // Nine works of 100/9 on 10/7 per hour: 9 x 11.11 / 1.4286 = 70 h exactly, where rounding goes either way.
  CHECK_LOGS(run_on_both(100,
                         [](Engine& engine, std::string&) {
                           const auto line = engine.add_line({{0, 10.0 / 7}});
                           for (int i = 0; i < 9; ++i) start(engine, line, 100.0 / 9);
                           return Engine::Wake();
                         }),
             "70: #0 #1 #2 #3 #4 #5 #6 #7 #8\n");
}
