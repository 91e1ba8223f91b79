"""Littlemere: a council for tests of the sample code, where what a test writes happens and nothing else."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from lxml import html as lxml_html
from lxml.html import HtmlElement

from sample.server import Server
from sample.site import Site
from sample.world import World
from tests.sample.asking import get

STANDS = """
[robots]
crawl_delay = 0.02

[[members]]
id = 1
name = "Councillor Ottilie Marram"
party = "Reed Party"
ward = "Upper Pool"
terms = [{ begins = 2023-05-04, ends = 2027-05-06 }]

[[members]]
id = 2
name = "Councillor Bevis Tarn"
party = "Heath Party"
ward = "Lower Pool"
post = "Leader of the Council"
terms = [{ begins = 2023-05-04 }]

[[members]]
id = 3
name = "Mrs Delphine Oak"

[[committees]]
id = 31
title = "People Scrutiny Committee"
category = "Scrutiny"
purpose = "To look after services for people."
officer = "Una Sedge"
phone = "01888 555 031"
email = "scrutiny@littlemere.example"
seats = [{ member = 1, role = "Chair" }, { member = 3, role = "Co-opted Member" }]
watched = true

[[committees]]
id = 32
title = "Cabinet"
category = "Executive"
purpose = "To decide."
officer = "Una Sedge"
phone = "01888 555 032"
email = "cabinet@littlemere.example"
seats = [{ member = 2, role = "Chair" }]
watched = true

[[calendar]]
committee = 31
place = "Long Room, Pool House"
[calendar.dates]
801 = 2027-01-20T18:00:00
802 = 2027-03-10T18:00:00

[[calendar]]
committee = 32
place = "Round Room, Pool House"
[calendar.dates]
811 = 2027-02-03T10:30:00
"""

# An agenda with a report, a paper to follow, a private item and an issue; every test may build on it.
AGENDA = """
[[events]]
what = "agenda"
at = 2027-01-11T16:00:00+00:00
meeting = 801
[[events.items]]
title = "Apologies for absence"
[[events.items]]
title = "Homes for children"
text = "Report of the Director (Appendix A to follow)."
issue = 501
[[events.items.papers]]
id = 7001
title = "Homes for children"
text = "homes"
[[events.items.papers]]
id = 7002
title = "Appendix B: costs"
restricted = "Paragraph 3"
[[events.items]]
title = "Placements contract"
restricted = "Paragraph 3"
[[events.items]]
title = "Dates of meetings"
"""

PAPERS = {
    "homes": "# Homes for children\nReport to: People Scrutiny Committee\n\n1.1 There are **41** homes.\n",
    "costs": "# Costs\nReport to: People Scrutiny Committee\n\n1.1 A home costs £4,100 a week.\n",
}


def load(folder: Path, events: str, *, system: str = "moderngov", council: str = "") -> World:
    """A world of Littlemere alone; `council` adds lines to its [council] table."""
    (folder / "littlemere").mkdir(parents=True)
    for name, text in PAPERS.items():
        (folder / "littlemere" / f"{name}.md").write_text(text, encoding="utf-8")
    heading = f'[council]\nname = "Littlemere Council"\ngss = "E06999099"\nsystem = "{system}"\nzone = "Europe/London"'
    (folder / "littlemere.toml").write_text(f"{heading}\n{council}\n{STANDS}\n{events}", encoding="utf-8")
    return World.load(folder)


@contextmanager
def served(folder: Path, events: str, at: str, **wishes: str) -> Iterator[Server]:
    """Littlemere served at that instant."""
    with Server(load(folder, events, **wishes), _instant(at)) as server:
        yield server


def site(world: World, at: str) -> Site:
    """Littlemere as it stood then."""
    return world.at(_instant(at))["littlemere"]


def page(server: Server, path: str) -> HtmlElement:
    """A page of the site, by its path under the site's folder."""
    folder = "/" + server.url.split("/", 3)[3] if server.url.count("/") > 2 else ""
    return lxml_html.document_fromstring(get(server.url, folder + path).body)


def words(element: HtmlElement) -> str:
    """What an element says, on one line."""
    return " ".join(str(element.text_content()).split())


def said(page: HtmlElement, where: str) -> list[str]:
    """What each of the elements says that an XPath finds."""
    return [words(each) if isinstance(each, HtmlElement) else str(each) for each in page.xpath(where)]


def marks(page: HtmlElement) -> set[tuple[str, str]]:
    """The elements of a page with their classes: what a crawler can hold on to."""
    return {
        (str(each.tag), name) for each in page.xpath("//*[@class]") for name in each.get("class", "").split()
    }


def labels(page: HtmlElement) -> Mapping[str, str]:
    """The labelled lines of a ModernGov page: label to words."""
    found = {}
    for label in page.xpath("//p/span[@class='mgLabel']"):
        line, name = words(label.getparent()), words(label)
        found[name.rstrip(" :")] = line.removeprefix(name).strip()
    return found


def _instant(at: str) -> datetime:
    return datetime.fromisoformat(at)
