"""How fast texts are linked, words a second on one core, beside spaCy's small English model finding names in the same texts.

Run it with `taskset -c 0 python -m benchmarks.linking ../shared/seeds ../shared/captures/ofsted/pdf`, folders of texts and
PDFs to be read beside the annotated documents; no test depends on it. The bar is 20,000 words
a second for everything that `find` does. spaCy is the extra `ner`; without it only our figure is printed. Both read the
same documents in turn, so that a machine at work slows both.
"""

import os
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from statistics import median
from time import process_time

from domain.findings import Circumstances
from domain.text import Text
from linking import proposals
from linking.find import find
from reading.read import read
from tests.quality.annotations import documents, known

ROUNDS = 5
# Of a folder; the reports are long.
PDFS = 20


def main() -> None:
    """Print both, the middle one of several rounds and the best."""
    # Before spaCy's numpy starts: both work on one core.
    os.environ.setdefault("OMP_NUM_THREADS", "1")
    texts = [document.words for document in documents()]
    texts += [words for folder in sys.argv[1:] for words in _of(Path(folder))]
    words = sum(len(text.split()) for text in texts)
    print(f"{len(texts)} texts, {words:,} words")
    rivals: dict[str, Callable[[str], object]] = {"find (everything)": _link}
    try:
        model = proposals.load()
    except proposals.NoModel as exc:
        print(f"spaCy is not measured: {exc}")
    else:
        rivals["spaCy sm (names alone)"] = lambda text: list(model.people(text))
    seconds = _raced(texts, rivals)
    for name, rounds in seconds.items():
        print(f"{name:24} {words / median(rounds):10,.0f} words a second, at best {words / min(rounds):,.0f}")


def _of(folder: Path) -> Iterator[str]:
    yield from (path.read_text(encoding="utf-8") for path in sorted(folder.glob("*.txt")))
    for path in sorted(folder.glob("*.pdf"))[:PDFS]:
        text = read(path.read_bytes(), name=path.name).text
        if text:
            yield text.words


def _raced(texts: Sequence[str], rivals: dict[str, Callable[[str], object]]) -> dict[str, list[float]]:
    """Seconds of each round; the first, which builds what is built once, is not counted."""
    seconds: dict[str, list[float]] = {name: [] for name in rivals}
    for number in range(ROUNDS + 1):
        for name, run in rivals.items():
            started = process_time()
            for text in texts:
                run(text)
            if number:
                seconds[name].append(process_time() - started)
    return seconds


def _link(text: str) -> object:
    linked = Text.of_pages([(None, text)], reader="made up")
    return find(linked, circumstances=Circumstances(kind="article", published="2026-03-12"), known=known())


if __name__ == "__main__":
    main()
