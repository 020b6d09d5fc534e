"""Reads RON files: section 2 of docs/format.md."""

from __future__ import annotations

import re
from dataclasses import dataclass


class FormatError(Exception):
    """A file, expression or time that cannot be read."""


@dataclass(frozen=True)
class Word:
    """A name of the format, such as `Verdict`."""

    name: str


@dataclass(frozen=True)
class Group:
    """A pair of brackets, with the name before them: `fields` have names, `items` have none."""

    name: str | None
    fields: dict[str, Value]
    items: list[Value]


Value = None | bool | int | str | Word | Group | list["Value"] | dict[str, "Value"]

NAME = re.compile(r"[A-Za-z_][A-Za-z_0-9]*")
NUMBER = re.compile(r"[+-]?(0x[0-9A-Fa-f_]+|0o[0-7_]+|0b[01_]+|[0-9][0-9_]*)")
RAW = re.compile(r'r(#*)"(.*?)"\1', re.DOTALL)
SPACE = re.compile(r"[ \t\r\n]+|//[^\n]*")
ESCAPES = {'"': '"', "'": "'", "\\": "\\", "n": "\n", "r": "\r", "t": "\t", "0": "\0"}


class Reader:
    """Reads one file from its start to its end."""

    def __init__(self, text: str) -> None:
        self.text = text.removeprefix("\ufeff")
        self.at = 0

    def error(self, what: str) -> FormatError:
        line = self.text.count("\n", 0, self.at) + 1
        return FormatError(f"line {line}: {what}")

    def skip(self) -> None:
        """Skips white space and comments, which may stand in each other."""
        while True:
            if match := SPACE.match(self.text, self.at):
                self.at = match.end()
            elif self.text.startswith("/*", self.at):
                depth = 0
                while True:
                    mark = re.compile(r"/\*|\*/").search(self.text, self.at)
                    if mark is None:
                        raise self.error("a comment is never closed")
                    depth += 1 if mark[0] == "/*" else -1
                    self.at = mark.end()
                    if depth == 0:
                        break
            else:
                return

    def take(self, mark: str) -> bool:
        self.skip()
        found = self.text.startswith(mark, self.at)
        self.at += len(mark) * found
        return found

    def need(self, mark: str) -> None:
        if not self.take(mark):
            raise self.error(f"`{mark}` is missing")

    def file(self) -> Value:
        while self.take("#!["):
            while not self.take("]"):
                self.at += 1
        value = self.value()
        self.skip()
        if self.at < len(self.text):
            raise self.error("something stands behind the end")
        return value

    def value(self) -> Value:
        self.skip()
        if self.take('"'):
            return self.string()
        if match := RAW.match(self.text, self.at):
            self.at = match.end()
            return match[2].replace("\r\n", "\n")
        if match := NUMBER.match(self.text, self.at):
            self.at = match.end()
            return int(match[0].replace("_", ""), 0 if "0x" in match[0] or "0o" in match[0] or "0b" in match[0] else 10)
        if self.take("["):
            return self.sequence("]")
        if self.take("{"):
            return self.map()
        if self.take("("):
            return self.group(None)
        if match := NAME.match(self.text, self.at):
            self.at = match.end()
            name = match[0]
            if name in ("true", "false"):
                return name == "true"
            if name == "None":
                return None
            if not self.take("("):
                return Word(name)
            group = self.group(name)
            return group.items[0] if name == "Some" else group
        raise self.error("a value is missing")

    def sequence(self, end: str) -> list[Value]:
        items: list[Value] = []
        while not self.take(end):
            items.append(self.value())
            if not self.take(","):
                self.need(end)
                break
        return items

    def map(self) -> dict[str, Value]:
        entries: dict[str, Value] = {}
        while not self.take("}"):
            key = self.value()
            self.need(":")
            if not isinstance(key, str) or key in entries:
                raise self.error(f"{key!r} is no id, or stands twice")
            entries[key] = self.value()
            if not self.take(","):
                self.need("}")
                break
        return entries

    def group(self, name: str | None) -> Group:
        fields: dict[str, Value] = {}
        start = self.at
        while not self.take(")"):
            self.skip()
            match = NAME.match(self.text, self.at)
            if match:
                self.at = match.end()
            if match is None or not self.take(":"):
                self.at = start
                return Group(name, {}, self.sequence(")"))
            if match[0] in fields:
                raise self.error(f"the field `{match[0]}` stands twice")
            fields[match[0]] = self.value()
            if not self.take(","):
                self.need(")")
                break
        return Group(name, fields, [])

    def string(self) -> str:
        parts: list[str] = []
        while True:
            if self.at >= len(self.text):
                raise self.error("a string is never closed")
            char = self.text[self.at]
            self.at += 1
            if char == '"':
                return "".join(parts)
            if char == "\\":
                char = self.escape()
            elif char == "\r" and self.text.startswith("\n", self.at):
                continue
            parts.append(char)

    def escape(self) -> str:
        char = self.text[self.at]
        self.at += 1
        if char in ESCAPES:
            return ESCAPES[char]
        for mark, pattern in (("x", r"([0-9A-Fa-f]{2})"), ("u", r"\{([0-9A-Fa-f]{1,6})\}")):
            if char == mark and (match := re.compile(pattern).match(self.text, self.at)):
                self.at = match.end()
                return chr(int(match[1], 16))
        if char in "\r\n":
            while self.at < len(self.text) and self.text[self.at].isspace():
                self.at += 1
            return ""
        raise self.error(f"`\\{char}` is no escape")


def read(text: str) -> Value:
    """Reads a file."""
    return Reader(text).file()
