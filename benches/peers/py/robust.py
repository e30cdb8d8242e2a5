"""Weightings and completions. robust.py numpy-weightings|pysensmcda-weightings|pysensmcda-exact|numpy-count FOLDER"""
import sys

import numpy as np

from work import load, time

peer, folder = sys.argv[1:]
robust = load(f"{folder}/robust.json")
# Qualities in rows, architectures in columns.
matrix = np.array(robust["matrix"], float)


def numpy_weightings(samples=200_000):
    """Uniform on the simplex; for each architecture the share in which it is first, from all ranks."""
    random = np.random.default_rng(1)

    def draw():
        scores = random.dirichlet(np.ones(len(matrix)), samples) @ matrix
        ranks = (scores[:, None, :] > scores[:, :, None]).sum(2)
        return [float((ranks[:, a] == 0).mean()) for a in range(matrix.shape[1])]

    time(0.5, samples, draw)


def pysensmcda_weightings(samples=100_000):
    from pysensmcda.smaa import simulate

    def draw():
        result = simulate(
            lambda table, weights, kinds: table @ weights, matrix.T.copy(), np.ones(len(matrix)),
            num_samples=samples, reverse_ranking=True, seed=1,
        )
        return [float(share) for share in result.rank_counts[:, 0] / samples]

    time(0.5, samples, draw)


def pysensmcda_exact():
    from pysensmcda.smaa import exact_acceptability

    def volumes():
        found = exact_acceptability(matrix.T.copy(), np.ones(len(matrix)), scaling="none", weight_bounds=False)
        return [float(share) for share in found.acceptability]

    time(0.5, 1, volumes)


def numpy_count(block=1 << 16):
    """Every completion, in blocks, with the rules that are still undecided; a tie goes to the first."""
    model = load(f"{folder}/rules_100.json")
    position = {question["id"]: i for i, question in enumerate(model["questions"])}
    accepts = np.ones((len(position), 8, len(model["rules"])), bool)
    for rule, entry in enumerate(model["rules"]):
        for question, options in entry["when"]:
            known = model["questions"][position[question]]["options"]
            for option, name in enumerate(known):
                accepts[position[question], option, rule] = name in options
    points = np.array([[r["points"][a] for a in model["architectures"]] for r in model["rules"]], np.float32)
    opened = [i for i, options in enumerate(robust["open"]) if len(options) > 1]
    decided = [i for i in range(len(position)) if i not in opened]
    possible = np.all([accepts[i, robust["open"][i][0]] for i in decided], axis=0)
    tables = [accepts[i][robust["open"][i]][:, possible] for i in opened]
    total = int(np.prod([len(table) for table in tables]))

    def count():
        wins = np.zeros(points.shape[1], int)
        for start in range(0, total, block):
            rest = np.arange(start, min(start + block, total))
            hold = np.ones((len(rest), int(possible.sum())), bool)
            for table in tables:
                hold &= table[rest % len(table)]
                rest = rest // len(table)
            wins += np.bincount((hold.astype(np.float32) @ points[possible]).argmax(1), minlength=len(wins))
        return [int(n) for n in wins]

    time(0, total, count)


{
    "numpy-weightings": numpy_weightings,
    "pysensmcda-weightings": pysensmcda_weightings,
    "pysensmcda-exact": pysensmcda_exact,
    "numpy-count": numpy_count,
}[peer]()
