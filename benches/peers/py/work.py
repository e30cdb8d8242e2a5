"""The work as Python sees it, and how it is timed."""
import json
import time as clock


def load(path):
    with open(path) as file:
        return json.load(file)


def time(seconds, count, work):
    """Repeats `work`, which does `count` things, for at least `seconds`."""
    begin = clock.perf_counter()
    result = work()
    repeated = 1
    while clock.perf_counter() - begin < seconds:
        result = work()
        repeated += 1
    spent = clock.perf_counter() - begin
    print(json.dumps({"count": repeated * count, "seconds": spent, "result": result}))
