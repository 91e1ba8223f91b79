"""The commands of the command line, a file a noun; `minutewatch.cli` gathers them."""
