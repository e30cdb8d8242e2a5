"""A whole process: rulebook and answers as YAML in, JSON out. process.py RULES ANSWERS"""
import json
import sys

import yaml


def load(path):
    with open(path, "rb") as file:
        return yaml.load(file, Loader=yaml.CSafeLoader)


book, answers = load(sys.argv[1]), load(sys.argv[2])["answers"]
nets = {architecture["id"]: 0 for architecture in book["architectures"]}
held = [
    rule for rule in book["rules"]
    if all(answers[question] in options for question, options in rule["when"].items())
]
for rule in held:
    for architecture, points in rule["points"].items():
        nets[architecture] += points
keys = ("quality", "points", "because")
arguments = [{"rule": rule["id"]} | {key: rule[key] for key in keys} for rule in held]
print(json.dumps({"nets": nets, "arguments": arguments}))
