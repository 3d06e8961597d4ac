"""Two or more sides of a benchmark in turn, each run in a process of its own; the ratio of their best runs."""

import json
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence


def measure(work: Callable[[], object]) -> None:
    """Run one side in this process and print its seconds, CPU seconds, peak memory and result as JSON."""
    started = time.monotonic()
    result = work()
    seconds = time.monotonic() - started
    used = resource.getrusage(resource.RUSAGE_SELF)
    figures = {"seconds": seconds, "cpu": used.ru_utime + used.ru_stime, "peak": used.ru_maxrss * 1024}
    print(json.dumps({**figures, "result": result}))


def compare(
    script: str,
    options: Sequence[str],
    sides: Sequence[str],
    runs: int,
    *,
    programs: Mapping[str, Sequence[str]] | None = None,
) -> None:
    """Run the sides in turn as `script OPTIONS --side SIDE`; print each run and the first side over the others.

    `programs` names a side's own interpreter and script, where it has them.
    """
    best: dict[str, dict[str, float]] = {}
    for run in range(1, runs + 1):
        for side in sides:
            program = (programs or {}).get(side, (sys.executable, script))
            command = [*program, *options, "--side", side]
            figures = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
            cost = f"{figures['seconds']:7.1f} s  cpu {figures['cpu']:7.1f} s  {figures['peak'] / 2**30:5.2f} GiB"
            print(f"run {run}  {side:10} {cost}  {figures['result']}", flush=True)
            known = best.setdefault(side, {key: figures[key] for key in ("seconds", "cpu", "peak")})
            best[side] = {key: min(known[key], figures[key]) for key in known}
    first, *others = sides
    for other in others:
        ratios = {key: best[first][key] / best[other][key] for key in ("seconds", "cpu", "peak")}
        told = ", ".join(f"{key} {ratio:.2f}" for key, ratio in ratios.items())
        print(f"{first} / {other}, best of each: {told}")
