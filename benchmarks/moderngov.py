"""How fast a GetMeeting answer is read, beside BeautifulSoup's XML parser: `python -m benchmarks.moderngov [FILE…]`.

Without files it makes up a meeting of twenty items with minutes and papers. BeautifulSoup is asked for the same fields
in the way in which such scrapers ask (`find`, `get_text`), minutes and agenda texts freed of their HTML as ours are.
"""

import sys
from collections.abc import Callable
from pathlib import Path
from time import process_time

from bs4 import BeautifulSoup, Tag

from crawlers.pages import moderngov

URL = "https://papers.westmere.example/mgWebService.asmx/GetMeeting?lMeetingId=77"
_ROUNDS, _REPEATS = 5, 20
_FIELDS = ("agendaitemid", "agendaitemtitle", "fulldisplaynumberformat", "isrestricted")
_BODIES = ("agendatext", "minutesnonemptyhtmlbody", "decisionnonemptyhtmlbody")
_PAPER_FIELDS = ("attachmentid", "title", "url", "isrestricted", "restrictionsref", "publicationdate")


def made_up() -> bytes:
    """A meeting of twenty items."""
    minutes = (
        '&lt;p class="MsoNormal"&gt;The Board considered a report and agreed that it be noted.&lt;/p&gt;' * 6
    )
    papers = "".join(
        f"<linkeddoc><attachmentid>{number}</attachmentid><title>Report {number}</title><isurl>False</isurl>"
        f"<url>https://papers.westmere.example/mgConvert2PDF.aspx?ID={number}</url><isrestricted>False</isrestricted>"
        "<restrictionsRef></restrictionsRef><publicationdate>26/10/2026</publicationdate></linkeddoc>"
        for number in (1, 2)
    )
    items = "".join(
        f"<agendaitem><agendaitemid>{number}</agendaitemid><agendaitemtitle>Item {number}</agendaitemtitle>"
        f"<agendatext>{minutes}</agendatext><fulldisplaynumberformat>{number}.</fulldisplaynumberformat>"
        f"<minutesnonemptyhtmlbody>{minutes}</minutesnonemptyhtmlbody><isrestricted>False</isrestricted>"
        f"<linkeddocuments>{papers}</linkeddocuments></agendaitem>"
        for number in range(1, 21)
    )
    return (
        "<meeting><meetingid>77</meetingid><meetingdate>03/11/2026</meetingdate><meetingstatus>Confirmed</meetingstatus>"
        f"<meetingtime>10.30 am</meetingtime><agendaitems>{items}</agendaitems></meeting>"
    ).encode()


def with_soup(body: bytes) -> list[list[str]]:
    """The same fields by BeautifulSoup, HTML cleaned by it too."""
    soup = BeautifulSoup(body, "xml")
    head = [tag.get_text(strip=True) for tag in soup.find_all(["meetingid", "meetingdate", "meetingtime"])]
    items = [
        [*_texts(item, _FIELDS), *(_clean(words) for words in _texts(item, _BODIES))]
        for item in soup.find_all("agendaitem")
    ]
    papers = [_texts(paper, _PAPER_FIELDS) for paper in soup.find_all("linkeddoc")]
    return [head, *items, *papers]


def _texts(parent: Tag, names: tuple[str, ...]) -> list[str]:
    return [tag.get_text() for name in names if (tag := parent.find(name))]


def _clean(words: str) -> str:
    return BeautifulSoup(words, "lxml").get_text("\n", strip=True) if words.strip() else ""


def fastest(step: Callable[[], object]) -> float:
    """Milliseconds of the processor for one go, the best of some rounds; what else the machine does is left out."""
    rounds = []
    for _ in range(_ROUNDS):
        began = process_time()
        for _ in range(_REPEATS):
            step()
        rounds.append((process_time() - began) / _REPEATS * 1000)
    return min(rounds)


def main() -> None:
    """Print a line for each meeting."""
    bodies = {path: Path(path).read_bytes() for path in sys.argv[1:]} or {"made up": made_up()}
    for name, body in bodies.items():
        ours = fastest(lambda body=body: moderngov.meeting(body, URL))  # type: ignore[misc]
        soups = fastest(lambda body=body: with_soup(body))  # type: ignore[misc]
        print(
            f"{name} ({len(body):,} bytes): ours {ours:.2f} ms, BeautifulSoup {soups:.2f} ms, {soups / ours:.1f} times"
        )


if __name__ == "__main__":
    main()
