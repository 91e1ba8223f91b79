"""Unreadable files: the one error of reading, which `read` turns into a document without words and with a warning."""

from domain.errors import MinutewatchError
from domain.text import Quality


class Unreadable(MinutewatchError):
    """A file's words cannot be had. The message says what is wrong with it and what to do next; the file's name goes before it.

    `quality` tells a file that is broken from one that is whole but waits for a reader (a scan, a kind that we do not read).
    """

    def __init__(self, message: str, *, quality: Quality = Quality.BROKEN) -> None:
        super().__init__(message)
        self.quality = quality
