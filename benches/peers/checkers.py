"""What finds every state: each is a function that explores a story once and says what it found."""

import math
import re
import time

from process import BYTES, SECONDS, run
from story import ENDINGS

# Two Hats stops by itself before it comes to the limit of memory: a table that grows needs both sizes for a moment.
OWN_BYTES = BYTES * 5 // 8

MEGABYTE = 1 << 20

PAN = ["-O3", "-march=native", "-DSAFETY", "-DNOREDUCE", f"-DMEMLIM={BYTES // MEGABYTE}"]


class Checkers:
    """What explores, by name."""

    def __init__(self, tools):
        self.tools = tools
        self.all = {
            "Two Hats": lambda story: self.ours(story, "whole", 1),
            "Two Hats, two threads": lambda story: self.ours(story, "whole", 2),
            "Two Hats, reduced": lambda story: self.ours(story, "reduced", 1),
            "SPIN": self.spin,
            "Storm": lambda story: self.storm(story.prism),
            "Storm, our export": lambda story: self.storm(story.exported),
        }

    def prepare(self, story):
        """Writes what checkers explore; returns the seconds that SPIN's own verifier took to make."""
        run(self.tools.ours, "export", story.ron, story.exported).whole()
        story.pan.mkdir()
        begun = time.monotonic()
        run(self.tools.spin, "-a", story.promela, cwd=story.pan).whole()
        run("gcc", *PAN, "-o", "pan", "pan.c", cwd=story.pan).whole()
        return time.monotonic() - begun

    def ours(self, story, what, threads):
        return run(self.tools.ours, "explore", story.ron, what, threads, SECONDS, OWN_BYTES, seconds=2 * SECONDS).only()

    def odds(self, story):
        return run(self.tools.ours, "odds", story.ron, 1).only()

    def spin(self, story):
        """Runs the verifier with a hash table that has room for the states, as far as they are known."""
        slots = math.ceil(math.log2(story.states)) if story.states else 26
        output = run(story.pan / "pan", f"-w{slots}", polite=True)

        def figure(pattern):
            return float(re.search(pattern, output.printed, re.MULTILINE)[1])

        return {
            "states": int(figure(r"^ *(\d+) states, stored")),
            "seconds": figure(r"elapsed time ([\d.]+) seconds"),
            "peak": figure(r"^ *([\d.]+)\ttotal actual memory usage") * MEGABYTE,
            "complete": not output.stopped and "reached -DMEMLIM" not in output.printed,
        }

    def storm(self, model):
        """Builds the model and asks for the endings; stages that it did not come to are missing."""
        output = run(self.tools.storm, self.tools.storm_player, model, *ENDINGS)
        built, answered = (output.lines() + [None, None])[:2]
        if built is None:
            built = {"states": None, "complete": False, "stopped": output.stopped}
        return {**built, "answer": answered}
