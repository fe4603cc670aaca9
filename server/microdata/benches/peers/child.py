"""Runs one command and says what it took: seconds on the wall and processor, peak memory, exit.

usage: child.py [--cpus N] COMMAND…; one line of JSON on standard output, the command's own output
goes to standard error. A process of its own, because Linux counts a parent's memory as the peak of
a child that is forked from it: this parent is small.
"""

import json
import os
import sys
import time


def main():
    command = sys.argv[1:]
    if command[0] == "--cpus":
        allowed = sorted(os.sched_getaffinity(0))[: int(command[1])]
        os.sched_setaffinity(0, allowed)
        command = command[2:]
    to_stderr = [(os.POSIX_SPAWN_DUP2, 2, 1)]
    started = time.perf_counter()
    child = os.posix_spawn(command[0], command, os.environ, file_actions=to_stderr)
    _, status, used = os.wait4(child, 0)
    wall = time.perf_counter() - started
    print(
        json.dumps(
            {
                "wall": wall,
                "cpu": used.ru_utime + used.ru_stime,
                "peak_mb": used.ru_maxrss / 1024,
                "exit": os.waitstatus_to_exitcode(status),
            }
        )
    )


if __name__ == "__main__":
    main()
