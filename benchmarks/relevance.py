"""How fast headlines are scored: stories a second on one core, and the time that the most hostile texts take.

Run it with `python -m benchmarks.relevance`; no test depends on it. The bar is a thousand headlines a second: a full
crawl of some two hundred titles lists about as many stories as that in ten seconds.
"""

import csv
from pathlib import Path
from time import process_time

from reading.relevance import OPENING, score

FOLDER = Path(__file__).parent.parent / "tests" / "quality" / "relevance"
ROUNDS = 5
# Words that begin many rules and end none, as long as a headline and as long as a book.
HOSTILE = (
    "child " * 200_000,
    "children's care in " * 60_000,
    "£" * 1_000_000,
    "placed council child " * 50_000,
    "take a a a " * 90_000,
    "a" * 1_000_000,
    "foster social work " * 50_000,
)


def main() -> None:
    """Print both."""
    stories = [
        (row["title"], row["summary"])
        for path in sorted(FOLDER.glob("*.csv"))
        for row in csv.DictReader(path.read_text(encoding="utf-8").splitlines())
    ]
    started = process_time()
    for _ in range(ROUNDS):
        for title, summary in stories:
            score(title, summary)
    print(f"{ROUNDS * len(stories) / (process_time() - started):,.0f} headlines a second")
    for words in HOSTILE:
        started = process_time()
        score(words[:OPENING], words)
        print(f"{1000 * (process_time() - started):7.1f} ms for {len(words):,} characters of {words[:20]!r}")


if __name__ == "__main__":
    main()
