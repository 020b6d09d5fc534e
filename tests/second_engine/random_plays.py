"""Plays scenarios at random in this engine and in a program, and compares what happened.

    random_plays.py BINARY SCENARIO COUNT

Plays a scenario, or every scenario of a folder, COUNT times, with the seeds from 0. Each third play begins in the
middle, with some values set; one in four of the others ends with a pick that may be refused. It exits with 1 on any
difference in meaning, rolls, values, ending or what was told.
"""

from __future__ import annotations

import json
import random
import re
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

import engine
from expressions import Fault
from scenario import Scenario, load

LONGEST = 80


def random_beginning(scenario: Scenario, chance: random.Random) -> dict[str, Any]:
    """Returns a scene and values to begin with, some out of their range."""
    names = [name for name in scenario.ranges if name not in ("scene", "resume")]
    names = chance.sample(names, chance.randint(0, min(8, len(names))))
    bounds = (scenario.ranges[name] for name in names)
    values = {name: chance.randint(low - 2, high + 2) for name, (_, low, high) in zip(names, bounds, strict=True)}
    return {"scene": chance.choice(scenario.scene_ids), "values": values}


def random_picks(play: engine.Play, chance: random.Random) -> tuple[list[str], str | None]:
    """Plays on, and returns the picks and one behind them that is not accepted, if any."""
    picks: list[str] = []
    length = chance.randint(1, LONGEST)
    while len(picks) < length and not play.ending():
        pick = chance.choice(play.offers())
        try:
            play.pick(pick)
        except Fault:
            return picks, pick
        picks.append(pick)
    scenes = play.scenario.scenes.items()
    names = [f"{id}.{name}" for id, scene in scenes for name in scene.choices]
    if names and chance.randrange(4) == 0:
        bad = chance.choice(names)
        try:
            play.pick(bad)
        except (Fault, engine.Refused):
            return picks, bad
        picks.append(bad)
    return picks, None


def written(play: engine.Play, begin: dict[str, Any], picks: list[str]) -> str:
    """Writes a recording of a play that began in the middle."""
    scenario = play.scenario
    values = ", ".join(f'"{name}": {value}' for name, value in begin["values"].items())
    steps: list[str] = []
    for beat in play.beats:
        if beat["kind"] == "chose":
            steps.append(f'Pick("{beat["id"]}")')
        elif beat["kind"] == "rolled":
            steps.append(f'Rolled("{beat["path"]}", "{beat["branch"]}")')
    return (
        f'Recording(format: 1, scenario: "{scenario.id}", scenario_format: 1, meaning: "{scenario.meaning_hash()}", '
        f'seed: {play.seed}, from: (scene: "{begin["scene"]}", values: {{ {values} }}), steps: [{", ".join(steps)}])'
    )


def run(binary: str, *arguments: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run([binary, *map(str, arguments)], capture_output=True, text=True, encoding="utf-8", check=False)


def one_play(binary: str, path: Path, scenario: Scenario, seed: int, recording: Path) -> list[str]:
    name = f"{scenario.id}, seed {seed}"
    chance = random.Random(name)
    begin = random_beginning(scenario, chance) if seed % 3 == 2 else None
    bad = None
    try:
        play = engine.Play(scenario, seed, begin)
    except Fault:
        if begin:
            return []
        played = run(binary, "play", path, "--seed", seed, "--picks", "nothing")
        return [] if played.returncode == 1 else [f"{name}: a play that cannot begin began"]
    picks, bad = random_picks(play, chance)
    if begin:
        recording.write_text(written(play, begin, picks), encoding="utf-8")
    else:
        given = ",".join([*picks, bad] if bad else picks)
        played = run(binary, "play", path, "--seed", seed, "--picks", given, "--record", recording)
        stopped = re.search(r"after (\d+) decision", played.stderr)
        if played.returncode != bool(bad) or bool(bad) != bool(stopped) or stopped and int(stopped[1]) != len(picks):
            return [f"{name}: {picks} and then {bad}: {played.stderr.strip()}"]
    replayed = run(binary, "replay", recording, "--scenario", path, "--format", "json")
    if not replayed.stdout:
        return [f"{name}: {replayed.stderr.strip()}"]
    report = json.loads(replayed.stdout)
    found = [] if report["exact"] and replayed.returncode == 0 else [f"{name}: not exact: {report['notes']}"]
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
                found = one_play(binary, path, scenario, seed, Path(folder) / "play.ron")
                print(*found, sep="\n", end="\n" if found else "")
                plays, failed = plays + 1, failed + bool(found)
    print(f"{plays - failed} plays agree, {failed} differ")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
