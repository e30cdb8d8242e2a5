"""Prints seeded records for trials, an answers object on each line: `records.py ARCHWISE COUNT SEED`.

Each is one of the examples with some answers changed and some not known. One in 500 is broken on purpose.
"""

import glob
import json
import os
import subprocess
import sys

BROKEN = ["", "answers: {teams: 3}", '{"answers": {"teams": 1, "teams": 2}}', '{"answers": {"no-such-question": "x"}}']


def run(*command):
    return json.loads(subprocess.run(command, check=True, capture_output=True).stdout)


def random(seed):
    """Whole numbers below a bound, the same on every machine (Knuth's MMIX generator)."""
    state = seed

    def below(bound):
        nonlocal state
        state = (state * 6364136223846793005 + 1442695040888963407) % 2**64
        return (state >> 33) % bound

    return below


def choices(archwise):
    """For each question the answers that a record may give."""
    answers = run(archwise, "rules", "schema", "--for", "answers")["$defs"]["answers"]["properties"]
    found = {}
    for question, schema in answers.items():
        ids = sorted({i for form in json_walk(schema) for i in form if isinstance(i, str) and i not in ("unknown", "none")})
        multi = "includes" in json.dumps(schema)
        found[question] = [[i] for i in ids] + [[]] if multi else ids
    return found


def json_walk(schema):
    """Every `enum` in a schema."""
    if isinstance(schema, dict):
        if "enum" in schema:
            yield schema["enum"]
        for value in schema.values():
            yield from json_walk(value)
    elif isinstance(schema, list):
        for value in schema:
            yield from json_walk(value)


def examples(archwise):
    folder = os.path.join(os.path.dirname(__file__), "..", "..", "examples")
    for path in sorted(glob.glob(os.path.join(folder, "*.yaml"))):
        report = run(archwise, "advise", path, "--no-input", "--format", "json")
        kinds = {answer["question"]: answer["kind"] for answer in report["answers"]}
        given = {a["question"]: a["options"] for a in report["answers"] if a["origin"] == "file"}
        yield {q: options if kinds[q] == "multi" else options[0] for q, options in given.items()}


def main(archwise, count, seed):
    below = random(seed)
    known = choices(archwise)
    bases = list(examples(archwise))
    architectures = ["distributed", "microservices", "hybrid", "modular-monolith"]
    for number in range(count):
        if below(500) == 0:
            print(BROKEN[below(len(BROKEN))])
            continue
        answers = dict(bases[below(len(bases))])
        questions = sorted(answers)
        for _ in range(below(4)):
            question = questions[below(len(questions))]
            answers[question] = known[question][below(len(known[question]))]
        if below(10) == 0:
            answers[questions[below(len(questions))]] = "unknown"
        record = {"archwise": 1, "title": f"System {number:06} – {'äöü'[below(3)]}", "answers": answers}
        if below(2) == 0:
            record["decision"] = {"architecture": architectures[below(4)]}
        print(json.dumps(record, ensure_ascii=below(2) == 0))


if __name__ == "__main__":
    sys.stdout.reconfigure(encoding="utf-8")
    main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))
