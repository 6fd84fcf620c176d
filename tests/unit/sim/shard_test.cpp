#include "sim/shard.hpp"

#include <catch2/catch.hpp>
#include <map>
#include <set>
#include <string>

using namespace sim;

namespace {

using Variables = std::map<std::string, std::string>;

Shard shard_in(const std::string& text, const Variables& variables) {
  return shard_of(text, [&](const char* name) -> const char* {
    const auto found = variables.find(name);
    return found == variables.end() ? nullptr : found->second.c_str();
  });
}

Variables array(int id, int first, int last, int step, int count) {
  return {{"SLURM_ARRAY_TASK_ID", std::to_string(id)},
          {"SLURM_ARRAY_TASK_MIN", std::to_string(first)},
          {"SLURM_ARRAY_TASK_MAX", std::to_string(last)},
          {"SLURM_ARRAY_TASK_STEP", std::to_string(step)},
          {"SLURM_ARRAY_TASK_COUNT", std::to_string(count)},
          // What a batch script sees beside: it is one process.
          {"SLURM_PROCID", "0"},
          {"SLURM_NTASKS", "8"}};
}

Variables with(Variables all, const Variables& more) {
  all.insert(more.begin(), more.end());
  return all;
}

}  // namespace

TEST_CASE("Shards cover all tasks, each once") {
  for (const std::uint64_t count : {1, 3, 16}) {
    for (const std::uint64_t tasks : {0, 1, 15, 16, 100}) {
      for (std::uint64_t task = 0; task < tasks; ++task) {
        int owners = 0;
        for (std::uint64_t index = 0; index < count; ++index) owners += Shard{index, count}.has(task) ? 1 : 0;
        CHECK(owners == 1);
      }
    }
  }
}

TEST_CASE("A shard is written i/N, from 1 to N") {
  CHECK(shard_in("1/1", {}) == Shard{0, 1});
  CHECK(shard_in("1/3", {}) == Shard{0, 3});
  CHECK(shard_in("3/3", {}) == Shard{2, 3});
  CHECK(shard_in("65535/65535", {}) == Shard{65534, 65535});
  CHECK(Shard{1, 3}.name() == "2/3");
  for (const std::string wrong : {"0/3",     "4/3",
                                  "0/0",     "1/0",
                                  "1/65536", "",
                                  "/",       "1/",
                                  "/3",      "1",
                                  "a/3",     "1/b",
                                  "-1/3",    "1/3/4",
                                  " 1/3",    "1/3 ",
                                  "1.0/3",   "automatic",
                                  "auto/",   "auto/0",
                                  "auto/x",  "1/99999999999999999999"}) {
    CHECK_THROWS_AS(shard_in(wrong, {}), ShardError);
  }
  CHECK_THROWS_WITH(shard_in("4/3", {}), "--shard 4/3: i/N needs i from 1 to N, and N up to 65535");
}

TEST_CASE("A Slurm array of any begin and step says which shard") {
  CHECK(shard_in("auto", array(0, 0, 15, 1, 16)) == Shard{0, 16});
  CHECK(shard_in("auto", array(15, 0, 15, 1, 16)) == Shard{15, 16});
  CHECK(shard_in("auto", array(1, 1, 3, 1, 3)) == Shard{0, 3});
  CHECK(shard_in("auto", array(30, 10, 40, 10, 4)) == Shard{2, 4});
  CHECK(shard_in("auto/16", array(5, 0, 15, 1, 16)) == Shard{5, 16});
  CHECK(shard_in("auto", array(7, 7, 7, 1, 1)) == Shard{0, 1});
  // 1,5,7 has no step.
  CHECK_THROWS_AS(shard_in("auto", array(5, 1, 7, 1, 3)), ShardError);
  // One task of an array run again knows nothing of the others.
  CHECK_THROWS_WITH(shard_in("auto/16", array(7, 7, 7, 1, 1)), "--shard auto/16: the environment says 1 shards");
  CHECK_THROWS_WITH(shard_in("auto", {{"SLURM_ARRAY_TASK_ID", "3"}}), "--shard auto: SLURM_ARRAY_TASK_MIN is not set");
}

TEST_CASE("Ranks of srun and mpirun say which shard, the innermost first") {
  const Variables slurm{{"SLURM_PROCID", "2"}, {"SLURM_STEP_NUM_TASKS", "4"}, {"SLURM_NTASKS", "4"}};
  const Variables open_mpi{{"OMPI_COMM_WORLD_RANK", "5"}, {"OMPI_COMM_WORLD_SIZE", "8"}};
  const Variables mpich{{"PMI_RANK", "1"}, {"PMI_SIZE", "2"}};
  CHECK(shard_in("auto", slurm) == Shard{2, 4});
  CHECK(shard_in("auto", open_mpi) == Shard{5, 8});
  CHECK(shard_in("auto", mpich) == Shard{1, 2});
  CHECK(shard_in("auto", with(slurm, open_mpi)) == Shard{5, 8});
  CHECK(shard_in("auto", with(array(1, 0, 2, 1, 3), open_mpi)) == Shard{1 * 8 + 5, 24});
  CHECK_THROWS_AS(shard_in("auto", {{"PMI_RANK", "2"}, {"PMI_SIZE", "2"}}), ShardError);
  CHECK_THROWS_WITH(shard_in("auto", {{"PMI_RANK", "2"}}), "--shard auto: PMI_SIZE is not set");
  CHECK_THROWS_WITH(shard_in("auto", {{"PMI_RANK", "two"}, {"PMI_SIZE", "2"}}),
                    "--shard auto: PMI_RANK is no whole number: two");
}

TEST_CASE("An array and ranks within it together cover all tasks") {
  std::set<std::uint64_t> seen;
  for (int id = 0; id < 3; ++id) {
    for (int rank = 0; rank < 4; ++rank) {
      const Variables ranks{{"PMI_RANK", std::to_string(rank)}, {"PMI_SIZE", "4"}};
      const Shard shard = shard_in("auto", with(array(id, 0, 2, 1, 3), ranks));
      CHECK(shard.count == 12);
      seen.insert(shard.index);
    }
  }
  CHECK(seen.size() == 12);
}

TEST_CASE("GNU parallel counts from 1 and needs to be told how many there are") {
  const Variables parallel{{"PARALLEL_SEQ", "1"}};
  CHECK(shard_in("auto/16", parallel) == Shard{0, 16});
  CHECK(shard_in("auto/16", {{"PARALLEL_SEQ", "16"}}) == Shard{15, 16});
  CHECK_THROWS_WITH(shard_in("auto/16", {{"PARALLEL_SEQ", "17"}}),
                    "--shard auto/16: PARALLEL_SEQ=17 is not from 1 to 16");
  CHECK_THROWS_WITH(shard_in("auto", parallel),
                    "--shard auto: GNU parallel does not say how many shards there are: auto/N");
  // Within `srun --ntasks=1`, as parallel starts its jobs on the nodes of an allocation.
  const Variables step{{"SLURM_PROCID", "0"}, {"SLURM_STEP_NUM_TASKS", "1"}};
  CHECK(shard_in("auto/16", with(parallel, step)) == Shard{0, 16});
  CHECK_THROWS_WITH(shard_in("auto", with(parallel, array(3, 0, 7, 1, 8))), Catch::Contains("say which shard: i/N"));
}

TEST_CASE("A process that nothing started in parallel has no automatic shard") {
  CHECK_THROWS_WITH(shard_in("auto", {}),
                    "--shard auto: neither Slurm, MPI nor GNU parallel started this process; say which shard: i/N");
  CHECK_THROWS_AS(shard_in("auto/4", {}), ShardError);
}
