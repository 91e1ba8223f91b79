"""How fast texts are linked, words a second on one core, beside spaCy's small English model finding names in the same texts.

Run it with `taskset -c 0 python -m benchmarks.linking ../shared/seeds ../shared/captures/ofsted/pdf`, folders of texts and
PDFs to be read beside the annotated documents; no test depends on it. The bar is 20,000 words
a second for everything that `find` does. spaCy is the extra `ner`; without it only our figure is printed. Both read the
same documents in turn, so that a machine at work slows both. Beside it stands how many of the people in public roles of
the annotated documents each finds, and both together.
"""

import os
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from statistics import median
from time import process_time

from domain.findings import Circumstances, Findings
from domain.mention import Mention
from domain.text import Text
from linking import proposals
from linking.find import find
from minutewatch.linker import settle
from reading.read import read
from tests.quality.annotations import documents, known
from tests.quality.scoring import measured, mentions_of, report

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
    model = _model()
    if model:
        rivals["spaCy sm (names alone)"] = lambda text: list(model.people(text))
    seconds = _raced(texts, rivals)
    for name, rounds in seconds.items():
        print(f"{name:24} {words / median(rounds):10,.0f} words a second, at best {words / min(rounds):,.0f}")
    if model:
        _compare(model)


def _model() -> proposals.Recogniser | None:
    try:
        return proposals.load()
    except proposals.NoModel as exc:
        print(f"spaCy is not measured: {exc}")
        return None


def _compare(model: proposals.Recogniser) -> None:
    """People found by us, by spaCy, and by us with spaCy's proposals."""
    read = [(document, document.read()) for document in documents()]
    guessed = [(document, _guessed(document.words, model)) for document, _ in read]
    both = [
        (document, replace(found, mentions=(*found.mentions, *_proposed(document.words, found, model))))
        for document, found in read
    ]
    for name, people in (("rules", read), ("spaCy sm", guessed), ("rules and proposals", both)):
        print(*report(f"people: {name}", measured(people, mentions_of("person"))))


def _guessed(words: str, model: proposals.Recogniser) -> Findings:
    return Findings(mentions=_proposed(words, Findings(), model))


def _proposed(words: str, found: Findings, model: proposals.Recogniser) -> tuple[Mention, ...]:
    return tuple(proposals.propose(Text.of_pages([(None, words)], reader="made up"), found, model))


def _of(folder: Path) -> Iterator[str]:
    yield from (path.read_text(encoding="utf-8") for path in sorted(folder.glob("*.txt")))
    for path in sorted(folder.glob("*.pdf"))[:PDFS]:
        text = read(path.read_bytes(), name=path.name).text
        if text:
            yield text.words


def _raced(texts: Sequence[str], rivals: dict[str, Callable[[str], object]]) -> dict[str, list[float]]:
    """Seconds of each round; the first, which builds what is built once, is not counted. The linker's settling serves both."""
    seconds: dict[str, list[float]] = {name: [] for name in rivals}
    for number in range(ROUNDS + 1):
        for name, run in rivals.items():
            started = process_time()
            for text in texts:
                run(text)
            if number:
                seconds[name].append(process_time() - started)
        settle()
    return seconds


def _link(text: str) -> object:
    linked = Text.of_pages([(None, text)], reader="made up")
    return find(linked, circumstances=Circumstances(kind="article", published="2026-03-12"), known=known())


if __name__ == "__main__":
    main()
