"""`propose`: people in files whom no rule found, guessed by the model of the extra `ner`, for a person to look at."""

from pathlib import Path
from typing import Annotated

import typer

from linking import proposals
from minutewatch import jobs
from minutewatch.console import JsonOption, complain, out, say

commands = typer.Typer()


@commands.command(epilog="Example: minutewatch propose minutes.pdf")
def propose(
    files: Annotated[list[Path], typer.Argument(help="The files to read.")],
    as_json: JsonOption = False,
) -> None:
    """Say which people a general model guesses in files where no rule found anybody; needs the extra `ner`.

    The guesses are unreviewed: they may be private people, places or nobody. Nothing is kept of them.
    """
    model = proposals.load()
    failed = guessed = 0
    for path in files:
        try:
            found = jobs.read_file(path)
        except jobs.NotAFile as exc:
            complain(exc)
            failed += 1
            continue
        text = found.read.text
        if text is None or not text.words:
            complain(f"{path}: it has no text in which to look for anybody")
            continue
        for mention in proposals.propose(text, found.findings, model):
            guessed += 1
            if as_json:
                say(
                    {
                        "file": found.name,
                        "start": mention.start,
                        "end": mention.end,
                        "text": mention.text,
                        "rule": mention.rule,
                        "status": "unreviewed",
                    },
                    as_json=True,
                )
            else:
                out.print(
                    f"{found.name}, character {mention.start}: {mention.text} (unreviewed)", markup=False
                )
    if not (guessed or failed or as_json):
        out.print("The model guesses nobody whom the rules did not find.")
    raise typer.Exit(1 if failed else 0)
