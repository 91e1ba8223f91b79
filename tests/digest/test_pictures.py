"""How a mail looks: at 600 and 320 pixels, light and dark, nothing runs over the edge and nothing keeps a reader out.

The pictures are kept under `mails/` in pytest's own folder, to be looked at.
"""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, sync_playwright

from digest.build import preview
from storage.archive import open_archive
from tests.digest import record_story
from tests.digest.news_story import a_week_of_news
from tests.digest.record_story import a_week_of_record
from tests.digest.story import a_week
from tests.digest.test_write import ITEM, write
from tests.digest.world import EDITION, MONDAY, SETTINGS

PAPER = {"light": "rgb(255, 255, 255)", "dark": "rgb(20, 23, 26)"}
_STORIES = {
    "papers": (a_week, EDITION, MONDAY),
    "record": (a_week_of_record, record_story.EDITION, record_story.MONDAY),
    "news": (a_week_of_news, EDITION, MONDAY),
}
CHROMIUM = Path("/usr/bin/chromium")
pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not CHROMIUM.exists(), reason="Chromium is not installed; CI has it"),
]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Chromium without a window and without a network."""
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(
            executable_path=str(CHROMIUM),
            args=[
                "--no-sandbox",
                "--disable-gpu",
                "--disable-dev-shm-usage",
                "--host-resolver-rules=MAP * ~NOTFOUND",
            ],
        )
        yield started
        started.close()


@pytest.fixture(scope="module")
def mails(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The mail of each story, made once, for a reader who follows all of it."""
    made = {}
    for story, (tell, edition, now) in _STORIES.items():
        with open_archive(tmp_path_factory.mktemp(story) / "home") as archive:
            world = tell(archive)
            world.reader("council:northshire", "council:estmere", "council:wolden", "england")
            html = preview(archive, edition, "reader@example.org", "html", now=now, settings=SETTINGS)
            made[story] = str(html)
    return made


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [600, 320])
@pytest.mark.parametrize("story", ["papers", "record", "news"])
def test_a_mail_can_be_read_by_everybody(
    browser: Browser, mails: dict[str, str], tmp_path: Path, story: str, width: int, scheme: str
) -> None:
    """No WCAG A or AA rule is broken, no line is wider than the screen, and the text stands in its own colours."""
    mail = tmp_path / "mail.html"
    mail.write_text(mails[story], encoding="utf-8")
    page = browser.new_page(viewport={"width": width, "height": 900}, color_scheme=scheme)  # type: ignore[arg-type]  # a literal
    page.goto(mail.as_uri())
    page.screenshot(path=tmp_path / "mails" / f"{story}-{width}-{scheme}.png", full_page=True)
    found = Axe().run(
        page,
        options={
            "runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}
        },
    )

    assert found.violations_count == 0, found.generate_report()
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == PAPER[scheme]
    page.close()


def test_a_word_without_end_is_broken(browser: Browser, tmp_path: Path) -> None:
    """A file name for a title does not push the page beyond the screen of a telephone."""
    endless = "Appendix_" * 40
    written = write(replace(ITEM, what=endless, under=endless, place=endless, where=endless, title=endless))
    mail = tmp_path / "mail.html"
    mail.write_text(written.html, encoding="utf-8")
    page = browser.new_page(viewport={"width": 320, "height": 900})
    page.goto(mail.as_uri())

    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    page.close()
