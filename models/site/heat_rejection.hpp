#pragma once
// What the outside temperature leaves of a cooling loop. Up to the design ambient it takes its limit; above, a dry
// cooler takes heat in proportion to what the water is warmer than the air, and a chiller loses a part of its limit per
// degree. Limits change at whole hours, and only in those in which heat matters. Methods: heat_rejection.

#include "models/world.hpp"

namespace models {

enum class Loop { liquid, air };

// Part of a loop's limit that is left at `ambient` [C], from 0 to 1. Dry cooler: (returned - ambient) / (returned -
// design), an energy balance at constant flow of air and water; chiller: 1 - per_degree x (ambient - design). Pure.
double derating(const HeatRejection& rejection, double ambient);

// Of a chiller, where the scenario says nothing [1/K]: judgement, 1.0 to 1.5 % in the trade; compressor tables give 0.7
// to 0.8 % per degree of condensing temperature.
inline constexpr double usual_chiller_derate = 0.0125;

// Puts the first change of each loop on the calendar. Before the run.
void schedule_deratings(World& world);

// The outside temperature changed what a loop takes.
void follow_weather(World& world, HallId hall, Loop loop);

// A loop takes its limit times the factors in force and what the weather leaves of it.
void set_loop_limit(World& world, HallId hall, Loop loop);

}  // namespace models
