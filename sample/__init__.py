"""A small made-up world served on loopback, played from a script of dated events by a clock.

In goes the script (`script/*.toml` and the papers beside it); out come sites that look and misbehave like the
real ones. Nothing here names a real council or person, and nothing leaves this machine.
"""
