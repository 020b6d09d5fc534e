"""Plays scenarios at random in this engine and in a program, and compares what happened.

    random_plays.py BINARY SCENARIO COUNT

Plays a scenario, or every scenario of a folder, COUNT times, with the seeds from 0. One play in four ends with a pick
that may be refused. It exits with 1 on any difference in meaning, rolls, values, ending or what was told.
"""

from __future__ import annotations

import json
import random
import re
import subprocess
import sys
import tempfile
from pathlib import Path

import engine
from expressions import Fault
from scenario import Scenario, load

LONGEST = 80


def random_picks(scenario: Scenario, seed: int) -> tuple[list[str], str | None]:
    """Returns picks for a play, and one behind them that is not accepted, if any."""
    chance = random.Random(f"{scenario.id} {seed}")
    play = engine.Play(scenario, seed)
    picks: list[str] = []
    length = chance.randint(1, LONGEST)
    while len(picks) < length and not play.ending():
        offers = play.offers()
        pick = chance.choice(offers)
        try:
            play.pick(pick)
        except Fault:
            return picks, pick
        picks.append(pick)
    bad = chance.choice([f"{id}.{name}" for id, scene in scenario.scenes.items() for name in scene.choices] + [""])
    if chance.randrange(4) == 0 and bad:
        try:
            play.pick(bad)
        except (Fault, engine.Refused):
            return picks, bad
    return picks, None


def run(binary: str, *arguments: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run([binary, *map(str, arguments)], capture_output=True, text=True, encoding="utf-8", check=False)


def one_play(binary: str, path: Path, scenario: Scenario, seed: int, folder: Path) -> list[str]:
    name = f"{scenario.id}, seed {seed}"
    try:
        picks, bad = random_picks(scenario, seed)
    except Fault:
        played = run(binary, "play", path, "--seed", seed, "--picks", "nothing")
        return [] if played.returncode == 1 else [f"{name}: a play that cannot begin began"]
    recording = folder / "play.ron"
    given = ",".join([*picks, bad] if bad else picks)
    played = run(binary, "play", path, "--seed", seed, "--picks", given, "--record", recording)
    stopped = re.search(r"after (\d+) decision", played.stderr)
    if played.returncode != bool(bad) or bool(bad) != bool(stopped) or stopped and int(stopped[1]) != len(picks):
        return [f"{name}: {picks} and then {bad}: {played.stderr.strip()}"]
    replayed = run(binary, "replay", recording, "--scenario", path, "--format", "json")
    if replayed.returncode != 0:
        return [f"{name}: {replayed.stderr.strip()}"]
    report = json.loads(replayed.stdout)
    found = [] if report["exact"] else [f"{name}: not exact: {report['notes']}"]
    if report["decisions"] != len(picks):
        found.append(f"{name}: {report['decisions']} decisions instead of {len(picks)}")
    return found + engine.compare(report, recording.read_text(encoding="utf-8"), scenario, name)


def main(arguments: list[str]) -> int:
    if len(arguments) != 3 or not arguments[2].isdigit():
        print(__doc__, file=sys.stderr)
        return 2
    binary, path, count = arguments[0], Path(arguments[1]), int(arguments[2])
    work = sorted(path.glob("*.ron")) if path.is_dir() else [path]
    plays = failed = 0
    with tempfile.TemporaryDirectory() as folder:
        for path in work:
            scenario = load(path)
            for seed in range(count):
                found = one_play(binary, path, scenario, seed, Path(folder))
                print(*found, sep="\n", end="\n" if found else "")
                plays, failed = plays + 1, failed + bool(found)
    print(f"{plays - failed} plays agree, {failed} differ")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
