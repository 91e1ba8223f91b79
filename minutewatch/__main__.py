"""`python -m minutewatch` is `minutewatch`."""

from minutewatch.cli import main

main()
