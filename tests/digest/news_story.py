"""A week of local news, for tests that look at a whole e-mail: each kind of item stands in it once."""

from datetime import timedelta

from digest.build import build
from domain.article import ArticleService, ArticleShape
from domain.fact import FactType
from domain.health import HealthState
from domain.place import Place
from storage import health
from storage.archive import Archive
from tests.digest.newsroom import Found, Title, copied
from tests.digest.record import Said
from tests.digest.world import MONDAY, SETTINGS, Site, World

HOMES = (
    "Estmere Council is to open four children’s homes by the summer of next year.\n\n"
    "The cabinet agreed £3.4m for the homes on Tuesday.\n\n"
    "Leader Ada Finch said that the homes would keep children near their schools."
)
FIGURES = "Northshire paid for 170 places in homes of other owners last year, a report to its cabinet says."
WAIT = "Nadia Corr waited two years for a plan for her son. The council said that it was sorry."
_WEDNESDAY = MONDAY - timedelta(days=5)


def a_week_of_news(archive: Archive) -> World:
    """A story in two titles, one that was corrected, one whose headline is withheld, one behind a paywall, one taken down."""
    world = World(archive, now=MONDAY - timedelta(days=14))
    estmere, northshire, wolden = (
        world.council(name.lower(), name) for name in ("Estmere", "Northshire", "Wolden")
    )
    echo = Title(world, "news/estmere-echo", "Estmere Echo", ("estmere",), publisher="Northern Titles")
    post = Title(world, "news/wolden-post", "Wolden Post", ("estmere", "northshire"))
    world.at(MONDAY - timedelta(days=8))
    echo.prints(
        "18700099", HOMES.replace("£3.4m", "£3.9m"), title="Cabinet to decide on homes", about=estmere
    )
    post.prints("18700098", FIGURES, title="Fewer places near home", about=northshire)
    build(archive, "2026-W24", now=MONDAY - timedelta(days=7), settings=SETTINGS)
    world.at(_WEDNESDAY)
    _stories(world, echo, post, estmere, northshire)
    world.at(MONDAY)
    for site in (estmere, northshire, wolden):
        site.is_seen_as(HealthState.OK)
    with archive.writing() as session:
        for key, state, reason in (
            (echo.key, HealthState.OK, ""),
            (post.key, HealthState.BLOCKED, "the feed news refuses us (status 403)"),
        ):
            health.note_health(session, key, run=world.run, at=world.now, state=state, reason=reason)
    return world


def _stories(world: World, echo: Title, post: Title, estmere: Site, northshire: Site) -> None:
    opening = Said(type=FactType.COMMITMENT, words=HOMES.partition("\n")[0])
    whole = echo.prints(
        "18700101",
        HOMES,
        title="Four children’s homes to open in Estmere",
        about=estmere,
        said=(opening,),
        service=ArticleService.LDRS,
        authors=("Ada Marlow", "Tom Reed"),
    )
    copied(world, whole, post.prints("18700201", HOMES[:140], title="New homes for children", about=estmere))
    places = Said(type=FactType.STATISTIC, words=FIGURES)
    post.prints(
        "18700202", FIGURES, title="170 places bought", about=northshire, said=(places,), paywalled=True
    )
    post.prints(
        "18700098",
        FIGURES.replace("170", "160"),
        title="Fewer places near home",
        about=northshire,
        correction="An earlier version gave another number.",
    )
    private = Found(private=("Nadia Corr",), headline_private=True)
    echo.prints("18700102", WAIT, title="Nadia Corr tells of her wait", about=estmere, found=private)
    echo.prints(
        "18700103",
        "As it happened.",
        title="The vote, as it happened",
        about=estmere,
        shape=ArticleShape.LIVE_BLOG,
    )
    echo.prints(
        "18700104", "Ministers spoke.", title="Ministers on fostering", found=Found(place=Place.ENGLAND)
    )
    for number, title in ((5, "School asks for crossing"), (6, "Park to close for a week")):
        echo.prints(f"1870010{number}", title, title=title, about=estmere, score=2.0)
    echo.takes_down("18700099")
