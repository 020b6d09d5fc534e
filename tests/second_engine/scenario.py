"""The parts of a scenario that a play reads, the clock and the meaning: sections 4, 7, 8 and 13 of docs/format.md.

A scenario is taken to be without errors; nothing is reported but what cannot be read at all.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from expressions import Effect, Expression, Text, parse_effect, parse_expression, parse_text
from ron import FormatError, Group, Value, Word, read

WEEK = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]


def fnv1a64(text: str) -> int:
    value = 0xCBF29CE484222325
    for byte in text.encode():
        value = (value ^ byte) * 0x100000001B3 % 2**64
    return value


@dataclass(frozen=True)
class Moment:
    week: int
    day: int
    minute: int

    @staticmethod
    def parse(text: str) -> Moment:
        match = re.fullmatch(r"(?:Week (\d+) )?([A-Z][a-z][a-z]) (\d\d:\d\d)", text)
        if not match:
            raise FormatError(f"no moment: {text}")
        return Moment(int(match[1] or 1), WEEK.index(match[2]), minutes(match[3]))

    def __str__(self) -> str:
        return f"{self.week}/{WEEK[self.day]}/{self.minute}"

    def told(self) -> str:
        week = f"week {self.week} " if self.week > 1 else ""
        return f"{week}{WEEK[self.day]} {self.minute // 60:02}:{self.minute % 60:02}"


def minutes(text: str) -> int:
    return int(text[:2]) * 60 + int(text[3:])


@dataclass(frozen=True)
class Duration:
    """Minutes of work or working days."""

    count: int
    days: bool

    @staticmethod
    def parse(text: str) -> Duration:
        match = re.fullmatch(r"(\d+)d|(?:(\d+)h)?(?:(\d+)m)?", text)
        if not match or not text:
            raise FormatError(f"no duration: {text}")
        if match[1]:
            return Duration(int(match[1]), True)
        return Duration(int(match[2] or 0) * 60 + int(match[3] or 0), False)

    def __str__(self) -> str:
        return f"{self.count}{'d' if self.days else 'm'}"


class Clock:
    def __init__(self, clock: Group) -> None:
        fields = clock.fields
        self.start = Moment.parse(fields["start"])
        self.deadline = Moment.parse(fields["deadline"])
        later = Moment(self.deadline.week + 1, self.deadline.day, self.deadline.minute)
        self.end = Moment.parse(fields["end"]) if fields.get("end") else later
        hours = fields.get("hours")
        self.open, self.close = map(minutes, hours.items if hours else ("09:00", "17:00"))
        days = fields.get("days")
        self.days = sorted(WEEK.index(day.name) for day in days) if days else [0, 1, 2, 3, 4]
        self.tick = Duration.parse(fields.get("tick") or "30m").count
        self.per_day = (self.close - self.open) // self.tick
        self.offset = (self.start.minute - self.open) // self.tick
        self.deadline_time = self.time(self.deadline)
        self.end_time = self.time(self.end)

    def day(self, moment: Moment) -> int:
        return (moment.week - 1) * len(self.days) + self.days.index(moment.day)

    def time(self, moment: Moment) -> int:
        days = self.day(moment) - self.day(self.start)
        return max(days * self.per_day + (moment.minute - self.open) // self.tick - self.offset, 0)

    def ticks(self, duration: Duration) -> int:
        return duration.count * self.per_day if duration.days else duration.count // self.tick

    def read(self, time: int) -> tuple[int, int]:
        """Reads a time: working days since the start, minutes of the day."""
        days, ticks = divmod(time + self.offset, self.per_day)
        if time == self.deadline_time and self.deadline.minute == self.close:
            return days - 1, self.close
        return days, self.open + ticks * self.tick

    def told(self, time: int) -> str:
        """Gives a time as people read it."""
        days, minute = self.read(time)
        week, day = divmod(self.day(self.start) + days, len(self.days))
        return Moment(week + 1, self.days[day], minute).told()

    def values(self, time: int) -> dict[str, int | bool]:
        days, minute = self.read(time)
        left = max((self.deadline_time - time) * self.tick, 0)
        return {"day": days + 1, "hour": minute // 60, "left": left, "late": time > self.deadline_time}

    def acts(self, every: Duration, time: int) -> bool:
        """Says whether a process acts at a time after the start."""
        return (time + self.offset * every.days) % self.ticks(every) == 0


@dataclass(frozen=True)
class Way:
    """`kind` is `go`, `end`, `verdict`, `back`, `chance` or `first`."""

    kind: str
    id: str = ""
    branches: tuple[tuple[str, Expression | int, Way], ...] = ()
    cases: tuple[tuple[Expression, Way], ...] = ()
    otherwise: Way | None = None

    @staticmethod
    def of(value: Value) -> Way:
        if isinstance(value, Word):
            return Way(value.name.lower())
        assert isinstance(value, Group) and value.name, value
        kind, items = value.name.lower(), value.items
        if kind == "chance":
            branches = [(id, *branch.items) for id, branch in items[0].items()]
            read = lambda weight: parse_expression(weight) if isinstance(weight, str) else weight
            return Way(kind, branches=tuple((id, read(weight), Way.of(way)) for id, weight, way in branches))
        if kind == "first":
            cases = tuple((parse_expression(case.items[0]), Way.of(case.items[1])) for case in items[0])
            return Way(kind, cases=cases, otherwise=Way.of(items[1]))
        return Way(kind, items[0])

    def visited(self) -> Iterator[str]:
        for _, _, way in self.branches:
            yield from way.visited()
        for condition, way in self.cases:
            yield from condition.visited()
            yield from way.visited()
        if self.otherwise:
            yield from self.otherwise.visited()

    def meaning(self, level: int) -> Iterator[str]:
        space = " " * level
        yield space + self.kind + (f" {self.id}" if self.id else "")
        for id, weight, way in self.branches:
            yield f"{space} branch {id} {weight}"
            yield from way.meaning(level + 2)
        for condition, way in self.cases:
            yield f"{space} case {condition}"
            yield from way.meaning(level + 2)
        if self.otherwise:
            yield f"{space} otherwise"
            yield from self.otherwise.meaning(level + 2)


class Line:
    """What somebody says."""

    def __init__(self, group: Value) -> None:
        assert isinstance(group, Group)
        self.when = parse_expression(group.fields["when"]) if group.fields.get("when") else None
        self.text = parse_text(group.fields["text"])


class Part:
    """What scenes, choices, processes, events and endings have in common; each has only some of it."""

    def __init__(self, id: str, group: Value) -> None:
        assert isinstance(group, Group), id
        fields = {name: value for name, value in group.fields.items() if value is not None}
        self.id = id
        self.when = parse_expression(fields["when"]) if "when" in fields else None
        self.effects = [parse_effect(effect) for effect in fields.get("on_enter", fields.get("effects", []))]
        self.takes = Duration.parse(fields["takes"]) if "takes" in fields else None
        self.until = Moment.parse(fields["until"]) if "until" in fields else None
        self.then = Way.of(fields["then"]) if "then" in fields else None
        self.choices = {name: Part(name, choice) for name, choice in fields.get("choices", {}).items()}
        self.every = Duration.parse(fields["every"]) if "every" in fields else None
        self.at = Moment.parse(fields["at"]) if "at" in fields else None
        self.scene = fields.get("scene", "")
        self.given_once: bool | None = fields.get("once")
        self.divert = fields.get("divert", False)
        self.shown_at = Moment.parse(fields["shown_at"]) if "shown_at" in fields else None
        text = lambda name: parse_text(fields[name]) if isinstance(fields.get(name), str) else None
        self.text, self.locked, self.feedback = text("text"), text("locked"), text("feedback")
        self.says = {id: Line(line) for id, line in fields.get("says", {}).items()}

    def shown(self) -> Iterator[Expression]:
        """Gives the expressions that only what is shown reads."""
        for text in [self.text, self.locked, self.feedback, *(line.text for line in self.says.values())]:
            if text:
                yield from text.expressions()
        yield from (line.when for line in self.says.values() if line.when)

    def visited(self) -> Iterator[str]:
        """Gives the `chose(…)` and `seen(…)` that the play reads in it."""
        for part in [self.when, *self.effects, self.then]:
            if part:
                yield from part.visited()

    def way_on(self, level: int) -> Iterator[str]:
        if self.takes:
            yield f"{' ' * level}takes {self.takes}"
        if self.until:
            yield f"{' ' * level}until {self.until}"
        if self.then:
            yield from self.then.meaning(level)

    def inner(self, level: int) -> Iterator[str]:
        if self.when:
            yield f"{' ' * level}when {self.when}"
        for effect in self.effects:
            yield f"{' ' * level}{effect}"


class Scenario:
    def __init__(self, text: str) -> None:
        root = read(text)
        assert isinstance(root, Group) and root.name in (None, "Scenario"), "no scenario"
        fields = root.fields
        if fields["format"] != 1:
            raise FormatError(f"format {fields['format']}")
        named = lambda field: fields.get(field) or {}
        parts = lambda field: {id: Part(id, value) for id, value in named(field).items()}
        self.id: str = fields["id"]
        self.start: str = fields["start"]
        self.clock = Clock(fields["clock"]) if fields.get("clock") else None
        self.scenes, self.processes = parts("scenes"), parts("processes")
        self.events, self.endings = parts("events"), parts("endings")
        self.meters = {id: meter.fields.get("start", 50) for id, meter in named("meters").items()}
        self.cast = {id: person.fields.get("trust", 50) for id, person in named("cast").items()}
        self.facts: dict[str, tuple[bool] | tuple[int, int, int]] = {}
        for id, fact in named("facts").items():
            count = fact.fields
            bounds = (count.get("start", 0), count.get("min", 0), count.get("max", 0))
            self.facts[id] = (fact.items[0],) if fact.name == "Flag" else bounds
        self.scene_ids, self.ending_ids = list(self.scenes), list(self.endings)
        self.ranges = self.state_ranges()

    def parts(self) -> Iterator[tuple[str, Part]]:
        """Gives every part with its name; a choice's is `scene.choice`."""
        for group in (self.scenes, self.processes, self.events, self.endings):
            for id, part in group.items():
                yield id, part
                yield from ((f"{id}.{name}", choice) for name, choice in part.choices.items())

    def state_ranges(self) -> dict[str, tuple[int, int, int]]:
        """Gives start, lowest and highest of each number of the state, in its order."""
        ranges = {"scene": (self.scene_ids.index(self.start), 0, len(self.scenes) + len(self.endings) - 1)}
        ranges["resume"] = (0, 0, len(self.scenes))
        ranges |= {id: (start, 0, 100) for id, start in self.meters.items()}
        ranges |= {f"trust.{id}": (start, 0, 100) for id, start in self.cast.items()}
        ranges |= {id: fact if len(fact) == 3 else (int(fact[0]), 0, 1) for id, fact in self.facts.items()}
        ranges["time"] = (0, 0, self.clock.end_time if self.clock else 0)
        for id, event in self.events.items():
            ranges[f"due({id})" if event.at else f"armed({id})"] = (int(event.at is None), 0, 1)
        played: set[str] = set()
        shown: set[str] = set()
        for name, part in self.parts():
            played.update(part.visited())
            if part.given_once and part.then:
                played.add(f"chose({name})")
            shown.update(visit for expression in part.shown() for visit in expression.visited())
        return ranges | {name: (0, 0, 1) for name in [*sorted(played), *sorted(shown - played)]}

    def meaning(self) -> str:
        return "".join(line + "\n" for line in self.meaning_lines())

    def meaning_hash(self) -> str:
        return f"{fnv1a64(self.meaning()):016x}"

    def meaning_lines(self) -> Iterator[str]:
        yield f"start {self.start}"
        if clock := self.clock:
            days = ",".join(WEEK[day] for day in clock.days)
            yield f"clock {clock.start} {clock.deadline} {clock.end} {clock.open} {clock.close} {clock.tick} {days}"
        for id, start in self.meters.items():
            yield f"meter {id} {start}"
        for id, start in self.cast.items():
            yield f"trust {id} {start}"
        for id, fact in self.facts.items():
            yield f"{'flag' if len(fact) == 1 else 'count'} {id} {' '.join(map(str, fact)).lower()}"
        for id, scene in self.scenes.items():
            yield f"scene {id}"
            yield from scene.inner(1)
            for name, choice in scene.choices.items():
                yield f" choice {name}{' once' if choice.given_once else ''}"
                yield from choice.inner(2)
                yield from choice.way_on(2)
            yield from scene.way_on(1)
        for id, process in self.processes.items():
            yield f"process {id} {process.every}"
            yield from process.inner(1)
        for id, event in self.events.items():
            at = f" at {event.at}" if event.at else ""
            once = "" if event.given_once is False else " once"
            yield f"event {id} {event.scene}{at}{once}{' divert' if event.divert else ''}"
            yield from event.inner(1)
        for id, ending in self.endings.items():
            yield f"ending {id}"
            yield from ending.inner(1)


def load(path: Path) -> Scenario:
    return Scenario(path.read_text(encoding="utf-8"))
