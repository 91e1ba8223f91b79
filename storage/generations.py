"""Generations of the search index: which one is in use, a new one beside it, and the right to write; knows no engine.

The folder holds `current`, a file that names the generation in use, that generation's own folder, and `lock`. A new
generation is built beside the old one and then named in `current` by one rename; nothing of the old one stays on disk.
"""

import fcntl
import os
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from domain.errors import MinutewatchError

# `1-12`: the twelfth generation of format 1.
_NAME = re.compile(r"(?P<format>\d+)-(?P<number>\d+)")


class IndexBusy(MinutewatchError):
    """Another process is writing the index."""


class IndexUnreadable(MinutewatchError):
    """The index is damaged or cannot be written. It is derived: it can always be built anew."""


def unreadable(folder: Path, why: object) -> IndexUnreadable:
    """The error for a folder, with what to do about it."""
    return IndexUnreadable(
        f"{folder}: {why}; free some space if the disk is full, then run `minutewatch index --rebuild`"
    )


def current(folder: Path, *, index_format: int) -> Path | None:
    """The folder of the generation in use; `None` if there is none of this format."""
    number = _number(folder, index_format)
    return None if number is None else folder / f"{index_format}-{number}"


def new(folder: Path, *, index_format: int) -> Path:
    """An empty folder for an index built anew; what was begun and not finished before goes.

    Raises:
        IndexUnreadable: the disk does not allow it.
    """
    generation = folder / f"{index_format}-{(_number(folder, index_format) or 0) + 1}"
    with _disk(folder):
        _remove_but(folder, current(folder, index_format=index_format))
        generation.mkdir()
    return generation


def use(generation: Path) -> None:
    """Make this generation the one in use and remove all others.

    Raises:
        IndexUnreadable: the disk does not allow it.
    """
    folder = generation.parent
    writing = folder / "current.writing"
    with _disk(folder):
        with writing.open("w") as file:
            file.write(generation.name)
            file.flush()
            os.fsync(file.fileno())
        writing.rename(folder / "current")
        _remove_but(folder, generation)


@contextmanager
def only_indexer(folder: Path) -> Iterator[None]:
    """Hold the right to write the index; it ends with the process, however that ends.

    Raises:
        IndexBusy: another process holds it.
        IndexUnreadable: the folder cannot be written.
    """
    with _disk(folder):
        folder.mkdir(parents=True, exist_ok=True)
        lock = (folder / "lock").open("w")
    with lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as exc:
            raise IndexBusy(f"{folder}: another process is indexing; wait until it is done") from exc
        yield


def _number(folder: Path, index_format: int) -> int | None:
    try:
        name = (folder / "current").read_text(encoding="ascii", errors="replace")
    except (FileNotFoundError, NotADirectoryError):
        return None
    found = _NAME.fullmatch(name)
    if not found or int(found["format"]) != index_format or not (folder / name).is_dir():
        return None
    return int(found["number"])


def _remove_but(folder: Path, kept: Path | None) -> None:
    for other in folder.iterdir():
        if other.is_dir() and other != kept:
            shutil.rmtree(other)


@contextmanager
def _disk(folder: Path) -> Iterator[None]:
    try:
        yield
    except OSError as exc:
        raise unreadable(folder, exc) from exc
