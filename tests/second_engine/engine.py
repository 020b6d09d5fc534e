"""A second engine for scenarios, written from docs/format.md alone; no other program's code was read for it.

    engine.py                          runs every case of tests/conformance
    engine.py replay REPORT.json RECORDING SCENARIO [ …]
                                       plays recordings again with its own dice and compares each with its report,
                                       the output of `two-hats replay RECORDING --scenario SCENARIO --format json`
    engine.py meaning SCENARIO         prints the lines of the meaning and their hash

It exits with 1 on any difference.
"""

from __future__ import annotations

import json
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent))

from expressions import Effect, Expression, Fault, Number, Text, bounded
from ron import FormatError, Group, read
from scenario import Duration, Line, Moment, Part, Scenario, Way, fnv1a64, load

CASES = Path(__file__).parent.parent / "conformance"
ARRIVALS = 1000

State = dict[str, int]
Log = list[dict[str, Any]]


class Refused(Exception):
    """A pick that changes nothing."""


def mix(x: int) -> int:
    x = (x ^ x >> 30) * 0xBF58476D1CE4E5B9 % 2**64
    x = (x ^ x >> 27) * 0x94D049BB133111EB % 2**64
    return x ^ x >> 31


def point(seed: int, path: str, n: int, total: int) -> int:
    return mix((mix((seed + fnv1a64(path)) % 2**64) + n) % 2**64) * total >> 64


@dataclass
class Step:
    """What a step works on, apart from the play, so that a fault leaves nothing behind."""

    scenario: Scenario
    seed: int
    state: State
    rolls: dict[str, int]
    log: Log = field(default_factory=list)
    beats: Log = field(default_factory=list)

    def tell(self, kind: str, id: str, **more: Any) -> None:
        """Notes what happened: as the cases have it in `log`, as reports have it in `beats`."""
        self.beats.append({"kind": kind, "id": id, **more})
        if kind not in ("chose", "says", "feedback"):
            self.log.append({{"scene": "shown"}.get(kind, kind): id})

    def show(self, text: Text | None) -> str:
        return text.show(self.read) if text else ""

    def read(self, name: str) -> Number:
        scenario, state = self.scenario, self.state
        if name.startswith("level."):
            trust = state["trust." + name.removeprefix("level.")]
            return 1 + (trust >= 40) + (trust >= 70)
        if scenario.clock and name in ("day", "hour", "left", "late"):
            return scenario.clock.values(state["time"])[name]
        value = state[name]
        is_flag = "(" in name or len(scenario.facts.get(name, ())) == 1
        return bool(value) if is_flag else value

    def value(self, expression: Expression, at: str) -> Number:
        try:
            return expression.value(self.read)
        except Fault as fault:
            raise Fault(fault.kind, at) from None

    def holds(self, when: Expression | None, at: str) -> bool:
        return when is None or bool(self.value(when, at))

    def mark(self, name: str) -> None:
        if name in self.state:
            self.state[name] = 1

    def run(self, effects: list[Effect], at: str) -> None:
        for effect in effects:
            if not self.holds(effect.when, at):
                continue
            value = int(self.value(effect.value, at))
            try:
                if effect.op != "=":
                    value = bounded(self.state[effect.target] + (value if effect.op == "+=" else -value))
            except Fault as fault:
                raise Fault(fault.kind, at) from None
            self.set(effect.target, value)

    def set(self, name: str, value: int) -> None:
        _, lowest, highest = self.scenario.ranges[name]
        self.state[name] = max(lowest, min(value, highest))

    # Time.

    def pass_time(self, takes: Duration | None, until: Moment | None) -> None:
        clock = self.scenario.clock
        if clock is None:
            return
        goal = now = self.state["time"]
        if takes:
            goal = now + clock.ticks(takes)
        if until:
            goal = max(now, clock.time(until))
        for time in range(now + 1, min(goal, clock.end_time) + 1):
            self.state["time"] = time
            for id, process in self.scenario.processes.items():
                assert process.every
                if clock.acts(process.every, time) and self.holds(process.when, f"process {id}"):
                    self.run(process.effects, f"process {id}")
                    self.tell("acted", id)
            for id, event in self.scenario.events.items():
                if event.at and clock.time(event.at) == time:
                    self.state[f"due({id})"] = 1
                    self.tell("due", id)

    # Ways on.

    def resolve(self, way: Way, path: str, at: str) -> Way:
        """Follows a way to a `go`, `end` or `back`."""
        if way.kind == "first":
            assert way.otherwise
            taken = next((way for condition, way in way.cases if self.value(condition, at)), way.otherwise)
            return self.resolve(taken, path, at)
        if way.kind == "chance":
            id, branch = self.roll(way, path)
            return self.resolve(branch, f"{path}.{id}", at)
        if way.kind == "verdict":
            for id, ending in self.scenario.endings.items():
                if self.holds(ending.when, f"ending {id}"):
                    return Way("end", id)
            raise Fault("no_ending", at)
        if way.kind == "back" and self.state["resume"] == 0:
            raise Fault("nothing_to_resume", at)
        return way

    def roll(self, chance: Way, path: str) -> tuple[str, Way]:
        at = f"chance {path}"
        weights: list[int] = []
        for _, weight, _ in chance.branches:
            value = int(self.value(weight, at)) if isinstance(weight, Expression) else weight
            weights.append(max(value, 0))
            if sum(weights) >= 2**64:
                raise Fault("overflow", at)
        total = sum(weights)
        if total == 0:
            raise Fault("no_weight", at)
        n = self.rolls.get(path, 0)
        self.rolls[path] = n + 1
        r = point(self.seed, path, n, total)
        index = next(i for i in range(len(weights)) if sum(weights[: i + 1]) > r)
        id, _, way = chance.branches[index]
        self.log.append({"rolled": path, "n": n, "r": r, "total": total, "branch": id})
        self.beats.append({"kind": "rolled", "path": path, "branch": id, "weight": weights[index], "total": total})
        return id, way

    # Arriving.

    def enter(self, scene: str) -> None:
        self.state["scene"] = self.scenario.scene_ids.index(scene)
        self.run(self.scenario.scenes[scene].effects, f"scene {scene}")

    def arrive(self, scene: str) -> None:
        self.enter(scene)
        if self.state["resume"]:
            return
        id = self.examine()
        if id is None:
            return
        event = self.scenario.events[id]
        self.tell("interrupted", id)
        if not event.divert:
            self.state["resume"] = 1 + self.state["scene"]
        self.enter(event.scene)

    def examine(self) -> str | None:
        """Returns the event that starts."""
        events, state = self.scenario.events, self.state
        clock = self.scenario.clock
        timed = [id for id, event in events.items() if event.at]
        timed.sort(key=lambda id: clock.time(events[id].at))
        conditional = [id for id, event in events.items() if not event.at]
        started: str | None = None
        for id in timed:
            if state[f"due({id})"]:
                state[f"due({id})"] = 0
                if self.holds(events[id].when, f"event {id}"):
                    started = id
                    break
                self.tell("dropped", id)
        if started is None:
            armed = (id for id in conditional if state[f"armed({id})"])
            started = next((id for id in armed if self.holds(events[id].when, f"event {id}")), None)
        for id in conditional:
            if events[id].given_once is False and not state[f"armed({id})"] and id != started:
                if not self.holds(events[id].when, f"event {id}"):
                    state[f"armed({id})"] = 1
        if started in conditional:
            state[f"armed({started})"] = 0
        return started

    def follow(self, way: Way, arrivals: int) -> None:
        """Goes where a way leads, and on to the end of the step."""
        while True:
            arrivals += 1
            if way.kind == "end":
                self.state["scene"] = len(self.scenario.scenes) + self.scenario.ending_ids.index(way.id)
                self.state["resume"] = 0
                self.tell("ended", way.id, text=self.show(self.scenario.endings[way.id].text))
                return
            if way.kind == "back":
                self.state["scene"] = self.state["resume"] - 1
                self.state["resume"] = 0
                self.tell("resumed", self.scenario.scene_ids[self.state["scene"]])
            else:
                self.arrive(way.id)
            id = self.scenario.scene_ids[self.state["scene"]]
            scene = self.scenario.scenes[id]
            self.tell("scene", id, text=self.show(scene.text), time=self.time_shown(scene))
            if scene.then is None:
                if not any(self.can_pick(f"{id}.{name}", choice) for name, choice in scene.choices.items()):
                    raise Fault("no_choice", f"scene {id}")
                return
            if arrivals == ARRIVALS:
                raise Fault("endless", f"scene {id}")
            self.mark(f"seen({id})")
            self.pass_time(scene.takes, scene.until)
            way = self.resolve(scene.then, id, f"scene {id}")

    def time_shown(self, scene: Part) -> str | None:
        clock = self.scenario.clock
        if scene.shown_at or clock is None:
            return scene.shown_at.told() if scene.shown_at else None
        return clock.told(self.state["time"])

    def spent(self, name: str, choice: Part) -> bool:
        return bool(choice.given_once) and self.state[f"chose({name})"] == 1

    def can_pick(self, name: str, choice: Part) -> bool:
        return not self.spent(name, choice) and self.holds(choice.when, f"choice {name}")

    def says(self, line: Line) -> bool:
        try:
            return self.holds(line.when, "")
        except Fault:
            return False

    def pick(self, name: str) -> None:
        scene_index = self.state["scene"]
        if scene_index >= len(self.scenario.scenes):
            raise Refused("over")
        scene = self.scenario.scene_ids[scene_index]
        of, _, id = name.rpartition(".")
        choice = self.scenario.scenes[scene].choices.get(id)
        if choice is None or of not in ("", scene):
            raise Refused("not_here")
        name = f"{scene}.{id}"
        if self.spent(name, choice):
            raise Refused("spent")
        if not self.holds(choice.when, f"choice {name}"):
            raise Refused("locked")
        self.tell("chose", name, text=self.show(choice.text))
        self.mark(f"chose({name})")
        self.mark(f"seen({scene})")
        self.run(choice.effects, f"choice {name}")
        self.pass_time(choice.takes, choice.until)
        assert choice.then
        for line_id, line in choice.says.items():
            if self.says(line):
                self.tell("says", line_id, text=self.show(line.text))
        if choice.feedback:
            self.beats.append({"kind": "feedback", "text": self.show(choice.feedback)})
        self.follow(self.resolve(choice.then, name, f"choice {name}"), 0)


class Play:
    """A play of a scenario; `Fault` is raised where it cannot begin."""

    def __init__(self, scenario: Scenario, seed: int, begin: dict[str, Any] | None = None) -> None:
        self.scenario = scenario
        self.seed = seed
        self.state: State = {name: start for name, (start, _, _) in scenario.ranges.items()}
        self.rolls: dict[str, int] = {}
        step = self.step()
        for name, value in (begin or {}).get("values", {}).items():
            step.set(name, int(value))
        step.follow(Way("go", begin["scene"] if begin else scenario.start), 0)
        self.beats: Log = []
        self.opening = self.take(step)

    def step(self) -> Step:
        return Step(self.scenario, self.seed, dict(self.state), dict(self.rolls))

    def take(self, step: Step) -> Log:
        self.state, self.rolls = step.state, step.rolls
        self.beats += step.beats
        return step.log

    def pick(self, name: str) -> Log:
        """Takes a step, or raises `Refused` or `Fault` and changes nothing."""
        step = self.step()
        step.pick(name)
        return self.take(step)

    def ending(self) -> str | None:
        index = self.state["scene"] - len(self.scenario.scenes)
        return self.scenario.ending_ids[index] if index >= 0 else None

    def offers(self) -> list[str]:
        """Gives the choices that can be picked now; one whose condition is a fault cannot."""
        if self.ending():
            return []
        scene = self.scenario.scene_ids[self.state["scene"]]
        found: list[str] = []
        for id, choice in self.scenario.scenes[scene].choices.items():
            try:
                if self.step().can_pick(f"{scene}.{id}", choice):
                    found.append(f"{scene}.{id}")
            except Fault:
                pass
        return found


def differences(expected: Any, got: Any, place: str) -> list[str]:
    """Compares two values of JSON, field by field."""
    if isinstance(expected, dict) and isinstance(got, dict):
        names = list(expected) + [name for name in got if name not in expected]
        missing = "nothing"
        pairs = ((name, expected.get(name, missing), got.get(name, missing)) for name in names)
        found = [found for name, want, have in pairs for found in differences(want, have, f"{place} {name}")]
        if not found and list(expected) != list(got) and place.endswith("values"):
            found = [f"{place}: expected the order {list(expected)}, got {list(got)}"]
        return found
    same = type(expected) is type(got) and expected == got
    return [] if same else [f"{place}: expected {json.dumps(expected)}, got {json.dumps(got)}"]


def run_case(path: Path) -> list[str]:
    case = json.loads(path.read_text(encoding="utf-8"))
    scenario = load(path.with_suffix(".ron"))
    try:
        play = Play(scenario, case["seed"], case.get("from"))
    except Fault as fault:
        return differences(case["begin"], {"fault": fault.kind, "at": fault.at}, f"{path.stem}: begin:")
    found = differences(case["begin"], {"log": play.opening, "values": play.state}, f"{path.stem}: begin:")
    for number, step in enumerate(case["steps"], 1):
        before = dict(play.state)
        got: dict[str, Any] = {"pick": step["pick"]}
        try:
            got["log"] = play.pick(step["pick"])
            got["changes"] = {name: value for name, value in play.state.items() if value != before[name]}
        except Refused as refused:
            got["refused"] = str(refused)
        except Fault as fault:
            got |= {"fault": fault.kind, "at": fault.at}
        found += differences(step, got, f"{path.stem}: step {number}, {step['pick']}:")
    return found


def run_cases() -> int:
    passed = failed = 0
    for path in sorted(CASES.glob("*.json")):
        try:
            found = run_case(path)
        except (FormatError, KeyError, AssertionError) as error:
            found = [f"{path.stem}: {type(error).__name__}: {error}"]
        print(*found, sep="\n", end="\n" if found else "")
        passed, failed = passed + (not found), failed + bool(found)
    print(f"{passed} passed, {failed} failed")
    return 1 if failed else 0


def recorded(text: str) -> tuple[dict[str, Any], dict[str, Any] | None, list[str], list[tuple[str, str]]]:
    """Reads a recording: its fields, where it began, its picks and its rolls."""
    recording = read(text)
    assert isinstance(recording, Group), "no recording"
    begin = recording.fields.get("from")
    start = {"scene": begin.fields["scene"], "values": begin.fields.get("values", {})} if begin else None
    steps = recording.fields["steps"]
    picks = [step.items[0] for step in steps if step.name == "Pick"]
    rolls = [(step.items[0], step.items[1]) for step in steps if step.name == "Rolled"]
    return recording.fields, start, picks, rolls


def compare(report: dict[str, Any], recording: str, scenario: Scenario, name: str) -> list[str]:
    """Plays the picks of a recording again and compares what happened with a report."""
    fields, begin, picks, rolls = recorded(recording)
    found = differences(fields["meaning"], scenario.meaning_hash(), f"{name}: meaning")
    play = Play(scenario, fields["seed"], begin)
    for number, pick in enumerate(picks, 1):
        try:
            play.pick(pick)
        except (Refused, Fault) as error:
            return [*found, f"{name}: pick {number}, {pick}: {error}"]
    rolled = [(beat["path"], beat["branch"]) for beat in play.beats if beat["kind"] == "rolled"]
    found += differences(rolls, rolled, f"{name}: rolls")
    found += differences(report["ending"], play.ending(), f"{name}: ending")
    found += differences(report["values"], play.state, f"{name}: values")
    found += differences(len(play.beats), len(report["beats"]), f"{name}: number of beats")
    for number, (beat, got) in enumerate(zip(report["beats"], play.beats), 1):
        found += differences({field: beat.get(field) for field in got}, got, f"{name}: beat {number}")
    return found


def replay(files: list[str]) -> int:
    failed = 0
    for report, recording, scenario in zip(files[::3], files[1::3], files[2::3], strict=True):
        read_text = lambda path: Path(path).read_text(encoding="utf-8")
        found = compare(json.loads(read_text(report)), read_text(recording), load(Path(scenario)), report)
        print(*found, sep="\n", end="\n" if found else "")
        failed += bool(found)
    print(f"{len(files) // 3 - failed} agree, {failed} differ")
    return 1 if failed else 0


def main(arguments: list[str]) -> int:
    match arguments:
        case []:
            return run_cases()
        case ["replay", *files] if files and len(files) % 3 == 0:
            return replay(files)
        case ["meaning", path]:
            scenario = load(Path(path))
            print(scenario.meaning() + f"hash {scenario.meaning_hash()}")
            return 0
    print(__doc__, file=sys.stderr)
    return 2


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
