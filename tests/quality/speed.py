"""How fast documents are linked: words a second on one core, over the PDFs of a folder.

Run it with `python -m tests.quality.speed ../shared/captures/ofsted/pdf`; no test depends on it. The bar is 20,000.
"""

import sys
from pathlib import Path
from time import perf_counter

from domain.findings import Circumstances
from domain.known import from_reference
from domain.text import Text
from linking.find import find
from reading.read import read

FILES = 20


def words_a_second(texts: list[Text]) -> float:
    """Words linked per second; what is built once for all texts is built before."""
    known = from_reference()
    find(texts[0], circumstances=Circumstances(), known=known)
    started = perf_counter()
    for text in texts:
        find(text, circumstances=Circumstances(), known=known)
    return sum(len(text.words.split()) for text in texts) / (perf_counter() - started)


if __name__ == "__main__":
    paths = sorted(Path(sys.argv[1]).glob("*.pdf"))[:FILES]
    documents = [read(path.read_bytes(), name=path.name).text for path in paths]
    print(f"{words_a_second([text for text in documents if text]):,.0f} words a second")
