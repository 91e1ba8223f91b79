"""The process in which pages of news are read: a page in, the article that it is about out, both JSON.

`reading.articles.reader` starts this process, keeps it and replaces it when it dies; it is never run by hand.
"""

import json
import sys
from dataclasses import asdict
from datetime import date
from multiprocessing.connection import Connection
from typing import Any, TypedDict

from reading import child
from reading.articles import page
from reading.unreadable import Unreadable


class Question(TypedDict):
    """A page, its address, and the day on which it was seen (ISO 8601)."""

    markup: str
    url: str | None
    today: str | None


class Answer(TypedDict):
    """The fields of an `Article`; none where the page is about no article; or why it cannot be read."""

    article: dict[str, Any] | None
    refused: str | None


def answer(question: Question) -> Answer:
    """What a page is about."""
    today = date.fromisoformat(question["today"]) if question["today"] else None
    try:
        found = page.of_page(question["markup"], question["url"], today=today)
    except Unreadable as why:
        return Answer(article=None, refused=str(why))
    return Answer(article=asdict(found) if found else None, refused=None)


if __name__ == "__main__":
    descriptor, seconds, memory_mb = sys.argv[1:]
    child.serve(
        Connection(int(descriptor)),
        lambda body: json.dumps(answer(json.loads(body))).encode(),
        seconds=float(seconds),
        memory_mb=float(memory_mb),
    )
