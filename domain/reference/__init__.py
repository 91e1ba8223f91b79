"""Shipped tables of facts, each with its source (see README.md beside them). Rows come out as plain dictionaries."""

import csv
from functools import lru_cache
from importlib.resources import files

Row = dict[str, str]


@lru_cache(maxsize=32)
def table(name: str) -> tuple[Row, ...]:
    """The rows of `reference/<name>.csv`, cells stripped of surrounding white space."""
    lines = (files(__name__) / f"{name}.csv").read_text(encoding="utf-8").splitlines(keepends=True)
    return tuple({key: (cell or "").strip() for key, cell in row.items()} for row in csv.DictReader(lines))


def cells(joined: str) -> tuple[str, ...]:
    """The parts of a cell that holds several, written `a|b|c`."""
    return tuple(part.strip() for part in joined.split("|") if part.strip())
