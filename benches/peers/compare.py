"""Whether all tell the same story: the same states, the same odds."""

from story import ENDINGS

NEAR = 1e-9

# A sample is off by so much, as chi squared with three degrees of freedom, once in a million times.
OFF = 30.66

# These count the same states as the plain exploring: where the story is, and the six numbers. The export for Storm has more, since
# a step is several there, and what is reduced has fewer.
SAME_STATES = ["Two Hats", "Two Hats, two threads", "SPIN", "Storm"]


class Comparison:
    """What was compared, and what differs."""

    def __init__(self):
        self.compared = 0
        self.differences = []

    def expect(self, same, sentence):
        self.compared += 1
        if not same:
            self.differences.append(sentence)

    def states(self, story, runs):
        found = {name: {run["states"] for run in runs[name] if run["complete"]} for name in SAME_STATES}
        found = {name: states for name, states in found.items() if states}
        counts = set().union(*found.values())
        if len(found) > 1:
            self.expect(len(counts) == 1, f"{story.name}: states are counted differently: {found}")

    def odds(self, story, ours, answers):
        for name, answer in answers.items():
            if answer:
                odds, other = ours["endings"], answer["endings"]
                apart = max(abs(odds[ending] - other[ending]) for ending in ENDINGS)
                self.expect(apart <= NEAR, f"{story.name}: {name} has other odds: {other}, not {odds}")

    def sample(self, story, name, runs):
        """Holds the plays of an engine against the exact odds; returns by how much they are off."""
        counts = {ending: sum(run["endings"].get(ending, 0) for run in runs) for ending in ENDINGS}
        plays = sum(sum(run["endings"].values()) for run in runs)
        off = sum((counts[ending] - plays * odds) ** 2 / (plays * odds) for ending, odds in story.endings.items())
        whole = sum(counts.values()) == plays > 0
        self.expect(whole and off < OFF, f"{story.name}: {name} plays otherwise: {counts} (chi squared {off:.1f})")
        return plays, off

    def print(self):
        print(f"\n{self.compared} comparisons, {len(self.differences)} differ")
        for difference in self.differences:
            print(f"* {difference}")
