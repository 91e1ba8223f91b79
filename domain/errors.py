"""The root of our errors. Leaves stand beside what raises them; each says where, what, and what next."""


class MinutewatchError(Exception):
    """Something that Minutewatch understands well enough to explain went wrong.

    The command line prints the message alone and exits with 1 (2 for bad usage).
    """
