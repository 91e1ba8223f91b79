"""The reference of commands and settings, written from the program itself: `python -m minutewatch.reference DOCS`."""

import json
import sys
from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path

import typer.main
from typer._click.core import Command
from typer.core import TyperArgument, TyperGroup, TyperOption

from minutewatch.cli import app
from minutewatch.config import FILE, Settings

_MADE = "<!-- Written by `python -m minutewatch.reference docs`; a test holds it against the program. -->"


def commands() -> str:
    """Every command with its arguments, options and an example."""
    root = typer.main.get_command(app)
    return "\n".join(["# Commands", _MADE, str(root.help), "", *_described(root, "minutewatch")]) + "\n"


def settings() -> str:
    """Every setting with its meaning and default."""
    rows = [
        f"| `{name}` | {field.description} | {_default(field.get_default())} |"
        for name, field in Settings.model_fields.items()
    ]
    return (
        "\n".join(
            [
                "# Settings",
                _MADE,
                f"Each is `MINUTEWATCH_<NAME>` in the environment, which wins, or `<name>` in `{FILE}` of the home.",
                "",
                "| setting | meaning | default |",
                "|---|---|---|",
                *rows,
            ]
        )
        + "\n"
    )


def write(docs: Path) -> None:
    """Write both pages into a docs folder."""
    (docs / "reference" / "commands.md").write_text(commands(), encoding="utf-8")
    (docs / "reference" / "settings.md").write_text(settings(), encoding="utf-8")


def _described(command: Command, path: str) -> Iterator[str]:
    if isinstance(command, TyperGroup):
        for name, below in sorted(command.commands.items()):
            yield from _described(below, f"{path} {name}")
        return
    yield f"## {path}"
    yield str(command.help)
    yield ""
    for parameter in command.params:
        if isinstance(parameter, TyperOption):
            yield f"- `{', '.join(parameter.opts)}`: {parameter.help}{_choices(parameter)}"
        elif isinstance(parameter, TyperArgument):
            yield f"- `{parameter.name}`: {parameter.help}"
    yield ""
    if command.epilog:
        yield f"    {command.epilog}"
        yield ""


def _choices(option: TyperOption) -> str:
    """` One of text, html, eml.`; nothing of an option that takes any word."""
    kind = option.type_descriptor.annotation
    if not (isinstance(kind, type) and issubclass(kind, StrEnum)):
        return ""
    return f" One of {', '.join(kind)}."


def _default(value: object) -> str:
    if value is None or repr(value) == "PydanticUndefined":
        return ""
    return f"`{json.dumps(value) if isinstance(value, tuple) else value}`"


if __name__ == "__main__":
    write(Path(sys.argv[1]))
