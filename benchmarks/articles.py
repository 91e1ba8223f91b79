"""News pages read side by side in one run: how much of the story, how many pages a second; ours, trafilatura, newspaper4k, readability.

Run it with `python -m benchmarks.articles ../shared/captures/news`: a folder of pages (`*.html.gz`) with an
`expected.json` that has the `url` and the `body` of each. F1 is that of scrapinghub's article-extraction-benchmark (its
evaluate.py): word 4-grams, counted; the mean and the worst of the pages. The readers take turns, page by page; on a busy
machine the seconds mean little and the ratios much. Those that are not installed are named and left out.
"""

import gzip
import importlib
import json
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from time import perf_counter

from reading.read import read

Reader = Callable[[bytes, str], str]
OURS = "ours"
_WORD = re.compile(r"\w+")
_RUN = 4


@dataclass(kw_only=True)
class Score:
    """What a reader came to: the F1 of each page, and the seconds that all took."""

    pages: list[float] = field(default_factory=list)
    seconds: float = 0.0


def f1(found: str, expected: str) -> float:
    """How far two texts have the same runs of four words, as often: 0 to 1."""
    ours, theirs = _runs(found), _runs(expected)
    return 2 * (ours & theirs).total() / max(1, ours.total() + theirs.total())


def by_us(body: bytes, url: str) -> str:
    """The text of the service's own reader."""
    text = read(body, url=url).text
    return text.words if text else ""


def by_trafilatura(body: bytes, url: str, **how: bool) -> str:
    """The text of trafilatura."""
    found: str | None = importlib.import_module("trafilatura").extract(
        body.decode("utf-8", "replace"), url=url, include_comments=False, **how
    )
    return found or ""


def by_newspaper(body: bytes, url: str) -> str:
    """The text of newspaper4k."""
    article = importlib.import_module("newspaper").Article(url=url)
    article.download(input_html=body.decode("utf-8", "replace"))
    article.parse()
    words: str = article.text
    return words


def by_readability(body: bytes, url: str) -> str:
    """The text of readability-lxml, its HTML written out as text."""
    from lxml.html import fromstring

    summary = (
        importlib.import_module("readability").Document(body.decode("utf-8", "replace"), url=url).summary()
    )
    return "\n".join(fromstring(summary).itertext())


def readers() -> Iterator[tuple[str, Reader | None]]:
    """Every reader by name; `None` for one that is not installed."""
    yield OURS, by_us
    yield "trafilatura", by_trafilatura if _has("trafilatura") else None
    yield (
        "trafilatura, by precision",
        (lambda body, url: by_trafilatura(body, url, favor_precision=True)) if _has("trafilatura") else None,
    )
    yield (
        "trafilatura, by recall",
        (lambda body, url: by_trafilatura(body, url, favor_recall=True)) if _has("trafilatura") else None,
    )
    yield "newspaper4k", by_newspaper if _has("newspaper") else None
    yield "readability-lxml", by_readability if _has("readability") else None


def scores(pages: list[tuple[bytes, str, str]]) -> dict[str, Score]:
    """What each installed reader makes of pages, of each its bytes, address and story."""
    installed = {name: reader for name, reader in readers() if reader}
    found = {name: Score() for name in installed}
    for reader in installed.values():
        reader(pages[0][0], pages[0][1])  # what is loaded once is loaded before
    for body, url, expected in pages:
        for name, reader in installed.items():
            began = perf_counter()
            words = reader(body, url)
            found[name].seconds += perf_counter() - began
            found[name].pages.append(f1(words, expected))
    return found


def main(folder: Path) -> None:
    """Print the table."""
    expected = json.loads((folder / "expected.json").read_text(encoding="utf-8"))
    pages = [
        (gzip.decompress((folder / name).read_bytes()), page["url"], page["body"])
        for name, page in expected.items()
    ]
    for name, score in sorted(scores(pages).items(), key=lambda one: -sum(one[1].pages)):
        mean, rate = sum(score.pages) / len(score.pages), len(score.pages) / score.seconds
        print(f"{name:26} F1 {mean:.3f} mean {min(score.pages):.3f} worst {rate:7.1f} pages a second")
    for name, reader in readers():
        if reader is None:
            print(f"{name:26} not installed here")


def _runs(text: str) -> Counter[tuple[str, ...]]:
    words = _WORD.findall(text)
    return Counter(tuple(words[start : start + _RUN]) for start in range(max(1, len(words) - _RUN + 1)))


def _has(module: str) -> bool:
    try:
        importlib.import_module(module)
    except ImportError:
        return False
    return True


if __name__ == "__main__":
    main(Path(sys.argv[1]))
