"""Answer files from disk, parsed by PyYAML's C loader. read.py FOLDER"""
import sys
from pathlib import Path

import yaml

from work import time

files = sorted(Path(sys.argv[1], "answers").iterdir())


def read():
    for path in files:
        with open(path, "rb") as file:
            assert len(yaml.load(file, Loader=yaml.CSafeLoader)["answers"]) == 25, path


time(0, len(files), read)
