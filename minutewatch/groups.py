"""Groups of commands in which one is meant where none is named: `actions lancashire` beside `actions decide`."""

from typer._click.core import Context
from typer.core import TyperGroup

_LIST = "list"


class ListsByDefault(TyperGroup):
    """A group whose command `list` is run where the first word names no other one."""

    def parse_args(self, ctx: Context, args: list[str]) -> list[str]:
        """The words of the command line, with `list` before them where it is meant."""
        first = args[0] if args else ""
        if first not in self.commands and first not in ctx.help_option_names:
            args = [_LIST, *args]
        return super().parse_args(ctx, args)
