#!/usr/bin/env python3
"""The benchmark's toy model (pipeline_model.hpp) in SimPy, a process per item: prints the seconds it takes.

Usage: simpy_model.py [number of items]
"""
import sys
import time

import simpy

PRODUCTION_HOURS = 26280


def mix(x):
    x = (x * 2654435769) & 0xFFFFFFFF
    return x ^ (x >> 15)


def item_process(env, item, items, ready_at):
    yield env.timeout(item * PRODUCTION_HOURS // items)
    yield env.timeout(480 + mix(item) % 480)
    yield env.timeout(72 + mix(item + 1) % 168)
    ready_at[item] = env.now


def main():
    items = int(sys.argv[1]) if len(sys.argv) > 1 else 100000
    begin = time.perf_counter()
    env = simpy.Environment()
    ready_at = [0] * items
    for item in range(items):
        env.process(item_process(env, item, items, ready_at))
    env.run()
    print(time.perf_counter() - begin)


if __name__ == "__main__":
    main()
