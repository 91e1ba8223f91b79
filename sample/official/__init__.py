"""Look-alikes of the official sites: Ofsted's reports and files, GOV.UK and its assets, Explore Education Statistics.

They show one record, played from the dated events of `script/official` by the clock of the world. Each host is one
entry of `HOSTS`: the record, a question and the addresses of its siblings go in, a reply comes out.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from sample.exchange import Question, Reply
from sample.official import files, govuk, ofsted, statistics
from sample.official.record import Record
from sample.site import Robots

# The addresses at which the hosts live, by their names in `HOSTS`.
Addresses = Mapping[str, str]


@dataclass(frozen=True, kw_only=True)
class Host:
    """An official site: what it answers, what it asks of crawlers, and the folder under which it lives."""

    answer: Callable[[Record, Question, Addresses], Reply]
    robots: Robots
    folder: str = ""


_POLITE = 0.02  # seconds between two requests; this is loopback

HOSTS: Mapping[str, Host] = {
    "ofsted": Host(answer=ofsted.answer, robots=Robots(disallow=("/feedback",), crawl_delay=_POLITE)),
    "files": Host(answer=files.answer, robots=Robots(crawl_delay=_POLITE)),
    "govuk": Host(
        answer=govuk.answer, robots=Robots(disallow=("/*/print$", "/search/all*"), crawl_delay=_POLITE)
    ),
    "assets": Host(answer=govuk.asset, robots=Robots(crawl_delay=_POLITE)),
    "statistics": Host(answer=statistics.answer, robots=Robots(crawl_delay=_POLITE), folder="/statistics/v1"),
}
