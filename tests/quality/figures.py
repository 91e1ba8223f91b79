"""The figures of quality, type by type: `python -m tests.quality.figures [FOLDER] [--misses TYPE]`; no test depends on it."""

import argparse
from pathlib import Path

from tests.quality.annotations import FOLDER, documents
from tests.quality.scorers import SCORERS
from tests.quality.scoring import measured, report


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", nargs="?", type=Path, default=FOLDER)
    parser.add_argument("--misses", action="append", default=[])
    asked = parser.parse_args()
    read = [(document, document.read()) for document in documents(asked.folder)]
    print(f"{len(read)} documents, {sum(len(document.words.split()) for document, _ in read):,} words")
    for name, scorer in SCORERS.items():
        score = measured(read, scorer)
        print(*report(name, score))
        if name in asked.misses or "all" in asked.misses:
            print(
                *(f"  - {line}" for line in score.missing), *(f"  + {line}" for line in score.wrong), sep="\n"
            )


if __name__ == "__main__":
    main()
