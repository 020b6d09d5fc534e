"""Measures every peer on the same stories, by turns, and prints what came of it as Markdown; exits with 1 where they differ.

`benches/peers/run` installs what this needs and calls it; README.md says more.
"""

import argparse
import os
import platform
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

import table
from checkers import Checkers
from compare import Comparison
from engines import Engines
from languages import choicescript, ink, prism, promela, ron
from process import SECONDS
from story import week

LANGUAGES = {"ron": ron, "ink": ink, "choicescript": choicescript, "promela": promela, "prism": prism}

# Plays: so many runs of so many seconds each. Exploring: so many runs, but one where it takes long.
ROUNDS, PLAY_SECONDS = 5, 4
EXPLORE_ROUNDS, LONG = 3, SECONDS / 3

PLAYERS = Path(__file__).parent / "players"


@dataclass
class Tools:
    """Where the programs are."""

    ours: Path
    inkjs: Path
    bladeink: Path
    spin: Path
    storm: Path
    choicescript: Path | None
    inkjs_player: Path = PLAYERS / "inkjs.cjs"
    storm_player: Path = PLAYERS / "storm.py"


class Story:
    """A story, its files, and how many states it has, once somebody has counted them."""

    def __init__(self, name, week, folder):
        self.name = name
        self.states = None
        base = folder / name.replace(" ", "-")
        for language, teller in LANGUAGES.items():
            file = base.with_suffix(f".{language}")
            file.write_text(teller.tell(week))
            setattr(self, language, file)
        self.ink_json = base.with_suffix(".json")
        self.exported = base.with_suffix(".exported.prism")
        self.pan = base.with_suffix(".pan")


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    for tool in ["ours", "inkjs", "bladeink", "spin", "storm"]:
        parser.add_argument(f"--{tool}", type=Path, required=True)
    parser.add_argument("--choicescript", type=Path)
    tools = Tools(**vars(parser.parse_args()))
    comparison = Comparison()
    with tempfile.TemporaryDirectory(prefix="two-hats-peers-") as folder:
        folder = Path(folder)
        short, long, coarse = [
            Story("week of 10", week(10), folder),
            Story("week of 20", week(20), folder),
            Story("coarse week of 20", week(20, coarse=True), folder),
        ]
        print(machine(), end="\n\n")
        checkers = Checkers(tools)
        explored = [explore(checkers, story, comparison) for story in [short, coarse, long]]
        # Plays are held against the exact odds that the exploring found.
        engines = Engines(tools, folder)
        played = [play(engines, story, comparison) for story in [short, long]]
        table.plays(played)
        table.states(explored)
        table.odds(explored)
        print(machine())
    comparison.print()
    sys.exit(bool(comparison.differences))


def machine():
    """Says what else may have slowed this down."""
    with open("/proc/cpuinfo") as lines:
        model = next((line.split(":")[1].strip() for line in lines if line.startswith("model name")), platform.machine())
    return f"{model}, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}"


def explore(checkers, story, comparison):
    """Lets every checker explore a story, by turns, until each has enough runs."""
    say(f"exploring the {story.name}")
    made = checkers.prepare(story)
    runs = {name: [] for name in checkers.all}
    odds = [checkers.odds(story) for _ in range(EXPLORE_ROUNDS)]
    for _ in range(EXPLORE_ROUNDS):
        for name, checker in checkers.all.items():
            if all(run["complete"] and run["seconds"] < LONG for run in runs[name]):
                found = checker(story)
                say(f"  {name}: {found}")
                runs[name].append(found)
                if name == "Two Hats" and found["complete"]:
                    story.states = found["states"]
    comparison.states(story, runs)
    comparison.odds(story, odds[0], {name: of_name[0].get("answer") for name, of_name in runs.items()})
    story.endings = odds[0]["endings"]
    return story, runs, odds, made


def play(engines, story, comparison):
    """Lets every engine play a story, by turns."""
    say(f"playing the {story.name}")
    engines.prepare(story)
    runs = {name: [] for name in engines.all}
    for turn in range(ROUNDS):
        for name, engine in engines.all.items():
            runs[name].append(engine(story, PLAY_SECONDS, turn + 1))
            say(f"  {name}: {runs[name][-1]}")
    off = {name: comparison.sample(story, name, of_name) for name, of_name in runs.items()}
    return story, runs, off


def say(line):
    print(line, file=sys.stderr, flush=True)


if __name__ == "__main__":
    main()
