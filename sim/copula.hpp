#pragma once
// Copulas: how numbers that are uniform in (0, 1), one for each input, hang together. What each input draws alone, its
// law, stays as it is. Pure.
// Methods: copulas.
//
//   gaussian   a correlation matrix of normal scores; no dependence far out in the tails
//   student    the same with t scores: extremes come together, on both sides
//   clayton    one number; low values come together
//   gumbel     one number; high values come together

#include <cstddef>
#include <optional>
#include <span>
#include <vector>

#include "sim/estimate.hpp"
#include "sim/matrix.hpp"

namespace sim {

// Why a matrix is no correlation matrix, and the entry to look at: the first in reading order.
struct CorrelationFault {
  enum class Kind {
    diagonal,               // is not 1
    range,                  // is not within -1 and 1
    asymmetric,             // differs from the entry mirrored at the diagonal
    not_positive_definite,  // no numbers can have these correlations all at once
  };
  Kind kind = Kind::diagonal;
  std::size_t row = 0;
  std::size_t column = 0;
  double value = 0;  // of the entry

  // Of a matrix that is not positive definite: rows before `row` are, and this entry is the one of the row that has to
  // change least. Between these two ends, exclusive, all rows up to this one would be; low >= high: no value will do.
  Interval possible;
};

// Nothing: it can be used. Square.
std::optional<CorrelationFault> correlation_fault(const Matrix& correlation);

// One correlation between any two of so many inputs. It is possible where it lies between lowest_equicorrelation and 1,
// exclusive.
Matrix equicorrelation(std::size_t inputs, double rho);
double lowest_equicorrelation(std::size_t inputs);  // -1 / (inputs - 1); -1 for fewer than two

class Copula {
 public:
  static Copula gaussian(const Matrix& correlation);                 // without a fault
  static Copula student(const Matrix& correlation, double freedom);  // freedom > 0
  static Copula clayton(std::size_t inputs, double theta);           // theta > 0; Kendall's tau is theta / (theta + 2)
  static Copula gumbel(std::size_t inputs, double theta);            // theta >= 1; Kendall's tau is 1 - 1 / theta

  std::size_t inputs() const { return inputs_; }
  std::size_t common_draws() const;  // uniform numbers that join() takes beside those of the inputs

  // Independent uniform numbers become joined ones, in place, each rising with its own. Under gaussian an input that
  // correlates with none before it keeps its number as it is; so the first always does.
  void join(std::span<double> u, std::span<const double> common = {}) const;

 private:
  enum class Family { gaussian, student, clayton, gumbel };
  Copula(Family family, std::size_t inputs, double parameter)
      : family_(family), inputs_(inputs), parameter_(parameter) {}

  Family family_;
  std::size_t inputs_;
  double parameter_;
  Matrix root_;                     // lower triangle L with L L' = correlation
  std::vector<bool> stands_alone_;  // correlates with none before it
};

}  // namespace sim
