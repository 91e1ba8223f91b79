"""The parts of the e-mail: one module each, found in this folder, in the order that they name.

A section gives a heading, its order, whether it is `standing` (told anew each time, never news) and the entries of a period.
"""

from collections.abc import Iterator
from functools import lru_cache
from importlib import import_module
from pkgutil import iter_modules
from typing import Protocol

from digest.item import Item
from digest.period import Period


class Section(Protocol):
    """What a module in this folder holds. `most` is how many of its items one reader is shown at the most."""

    __name__: str
    heading: str
    order: int
    standing: bool
    most: int

    def entries(self, period: Period) -> Iterator[Item]:
        """What the section tells of a period."""
        ...


@lru_cache(maxsize=1)
def sections() -> dict[str, Section]:
    """The sections by the names of their modules, in their order."""
    found = [import_module(f"{__name__}.{module.name}") for module in iter_modules(__path__)]
    modules: list[Section] = sorted(found, key=lambda module: module.order)
    return {module.__name__.rpartition(".")[2]: module for module in modules}
