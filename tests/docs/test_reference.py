"""The reference says what the program does: every command and every setting, as they are."""

import re
from pathlib import Path

from minutewatch import reference

# [Your first council](docs/tutorial/first-council.md)
_LINK = re.compile(r"\]\(([^)#]+)\)")
DOCS = Path(__file__).parent.parent.parent / "docs"


def test_the_page_of_commands_is_up_to_date() -> None:
    """Else: python -m minutewatch.reference docs"""
    assert (DOCS / "reference/commands.md").read_text(encoding="utf-8") == reference.commands()


def test_the_page_of_settings_is_up_to_date() -> None:
    """Else: python -m minutewatch.reference docs"""
    assert (DOCS / "reference/settings.md").read_text(encoding="utf-8") == reference.settings()


def test_every_command_has_an_example() -> None:
    """`--help` ends with one."""
    pages = reference.commands().split("\n## ")[1:]

    assert [
        page.splitlines()[0]
        for page in pages
        if "    Example: minutewatch" not in page and "minutewatch run" not in page
    ] == []


def test_every_link_between_the_pages_leads_somewhere() -> None:
    """From the README and every page of docs."""
    pages = [DOCS.parent / "README.md", *DOCS.rglob("*.md")]
    broken = [
        f"{page.name}: {target}"
        for page in pages
        for target in _LINK.findall(page.read_text(encoding="utf-8"))
        if not target.startswith("http") and not (page.parent / target).exists()
    ]

    assert broken == []
