"""At rest the window sleeps, and still hears the next key."""

import os
import tempfile
import time

from game import Game
from screen import Failure

# Seconds of rest before the measurement, and its length.
REST, MEASURED = 10, 20
# The share of one core that a window at rest may use.
LIMIT = 0.02


def run(screen, out):
    with tempfile.TemporaryDirectory() as data, Game(screen, data) as game:
        game.begin()
        time.sleep(REST)
        rests(game, MEASURED, LIMIT)
        pressed = time.monotonic()
        game.pick(1)
        print(f"  a pick after the sleep was on disk and shown within {time.monotonic() - pressed:.1f} s")


def rests(game, seconds, limit):
    """Measures the share of one core that is used while nothing happens."""
    used, begun = seconds_used(game), time.monotonic()
    time.sleep(seconds)
    share = (seconds_used(game) - used) / (time.monotonic() - begun)
    print(f"  {share:.2%} of one core over {seconds} s at rest (at most {limit:.0%})")
    if share > limit:
        raise Failure(f"the window uses {share:.1%} of a core while nothing happens")


def seconds_used(game):
    """The processor time of the game so far, in all its threads."""
    game.alive()
    with open(f"/proc/{game.process.pid}/stat") as file:
        fields = file.read().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
