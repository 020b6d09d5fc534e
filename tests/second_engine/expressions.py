"""Expressions, effects and the expressions in texts: sections 5 and 6 of docs/format.md."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from ron import FormatError

Number = int  # also yes or no, as `bool`
LOWEST, HIGHEST = -(2**63), 2**63 - 1

TOKEN = re.compile(r"\s*([0-9][0-9_]*|[A-Za-z_][A-Za-z_0-9]*|'[^']*'|\"[^\"]*\"|==|!=|<=|>=|\+=|-=|\S)")
FUNCTIONS = {"min": 2, "max": 2, "clamp": 3}


class Fault(Exception):
    """A step that cannot be finished."""

    def __init__(self, kind: str, at: str = "") -> None:
        super().__init__(kind, at)
        self.kind = kind
        self.at = at


@dataclass(frozen=True)
class Expression:
    """`op` is an operator, a function, `number`, `name`, or `seen` and `chose` with the name in `name`."""

    op: str
    args: tuple[Expression, ...] = ()
    name: str = ""
    number: Number = 0

    def __str__(self) -> str:
        """Writes it as the meaning does."""
        if self.op == "number":
            return str(self.number).lower()
        if self.op == "name":
            return self.name
        if self.op in ("seen", "chose"):
            return f"{self.op}({self.name})"
        if self.op in FUNCTIONS:
            return f"{self.op}({', '.join(map(str, self.args))})"
        if len(self.args) == 1:
            return f"({'not ' if self.op == 'not' else self.op}{self.args[0]})"
        return f"({self.args[0]} {self.op} {self.args[1]})"

    def visited(self) -> Iterator[str]:
        """Gives the `chose(…)` and `seen(…)` in it."""
        if self.op in ("seen", "chose"):
            yield str(self)
        for arg in self.args:
            yield from arg.visited()

    def value(self, read: Callable[[str], Number]) -> Number:
        """Evaluates it; `read` gives the value of a name."""
        if self.op == "number":
            return self.number
        if self.op in ("name", "seen", "chose"):
            return read(str(self))
        if self.op in ("and", "or"):
            first = self.args[0].value(read)
            return first if first == (self.op == "or") else self.args[1].value(read)
        return COMPUTE[self.op, len(self.args)](*[arg.value(read) for arg in self.args])


def bounded(number: int) -> int:
    if not LOWEST <= number <= HIGHEST:
        raise Fault("overflow")
    return number


def divide(a: int, b: int) -> int:
    if b == 0:
        raise Fault("division_by_zero")
    quotient = abs(a) // abs(b)
    return bounded(quotient if (a < 0) == (b < 0) else -quotient)


COMPUTE: dict[tuple[str, int], Callable[..., Number]] = {
    ("not", 1): lambda a: not a,
    ("-", 1): lambda a: bounded(-a),
    ("+", 2): lambda a, b: bounded(a + b),
    ("-", 2): lambda a, b: bounded(a - b),
    ("*", 2): lambda a, b: bounded(a * b),
    ("/", 2): divide,
    ("%", 2): lambda a, b: a - divide(a, b) * b,
    ("==", 2): lambda a, b: a == b,
    ("!=", 2): lambda a, b: a != b,
    ("<", 2): lambda a, b: a < b,
    ("<=", 2): lambda a, b: a <= b,
    (">", 2): lambda a, b: a > b,
    (">=", 2): lambda a, b: a >= b,
    ("min", 2): min,
    ("max", 2): max,
    ("clamp", 3): lambda a, low, high: max(min(a, high), low),
}

# The lines of the grammar with operators on two sides, from the loosest.
LINES = [["or"], ["and"], ["not"], ["==", "!=", "<", "<=", ">", ">="], ["+", "-"], ["*", "/", "%"]]


@dataclass(frozen=True)
class Effect:
    when: Expression | None
    target: str
    op: str
    value: Expression

    def __str__(self) -> str:
        condition = f"if {self.when}: " if self.when else ""
        return f"{condition}{self.target} {self.op} {self.value}"

    def visited(self) -> Iterator[str]:
        for expression in (self.when, self.value):
            if expression:
                yield from expression.visited()


class Parser:
    """Reads one expression or effect."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.tokens = [match[0].strip() for match in TOKEN.finditer(text.rstrip())]
        self.at = 0

    def peek(self) -> str:
        return self.tokens[self.at] if self.at < len(self.tokens) else ""

    def next(self) -> str:
        token = self.peek()
        self.at += 1
        return token

    def need(self, token: str) -> None:
        if self.next() != token:
            raise FormatError(f"`{token}` is missing in: {self.text}")

    def done(self) -> None:
        if self.at < len(self.tokens):
            raise FormatError(f"`{self.peek()}` is too much in: {self.text}")

    def effect(self) -> Effect:
        when = None
        if self.peek() == "if":
            self.next()
            when = self.expression()
            self.need(":")
        target = self.name(self.next())
        op = self.next()
        if op not in ("=", "+=", "-="):
            raise FormatError(f"an effect needs `=`, `+=` or `-=`: {self.text}")
        value = self.expression()
        return Effect(when, target, op, value)

    def expression(self, line: int = 0) -> Expression:
        if line == len(LINES):
            return self.negation()
        if LINES[line] == ["not"]:
            if self.peek() == "not":
                self.next()
                return Expression("not", (self.expression(line),))
            return self.expression(line + 1)
        left = self.expression(line + 1)
        while self.peek() in LINES[line]:
            left = Expression(self.next(), (left, self.expression(line + 1)))
            if "==" in LINES[line]:
                break
        return left

    def negation(self) -> Expression:
        if self.peek() == "-":
            self.next()
            return Expression("-", (self.negation(),))
        token = self.next()
        if token == "(":
            inner = self.expression()
            self.need(")")
            return inner
        if token[:1].isdigit():
            return Expression("number", number=int(token.replace("_", "")))
        if token in ("true", "false"):
            return Expression("number", number=token == "true")
        if token in ("seen", "chose"):
            self.need("(")
            name = self.next()[1:-1]
            self.need(")")
            return Expression(token, name=name)
        if token in FUNCTIONS:
            args: list[Expression] = []
            for number in range(FUNCTIONS[token]):
                self.need("," if number else "(")
                args.append(self.expression())
            self.need(")")
            return Expression(token, tuple(args))
        return Expression("name", name=self.name(token))

    def name(self, token: str) -> str:
        if not token.isidentifier():
            raise FormatError(f"a name is missing in: {self.text}")
        if token in ("trust", "level"):
            self.need(".")
            return f"{token}.{self.next()}"
        return token


def parse_expression(text: str) -> Expression:
    parser = Parser(text)
    expression = parser.expression()
    parser.done()
    return expression


def parse_effect(text: str) -> Effect:
    parser = Parser(text)
    effect = parser.effect()
    parser.done()
    return effect


@dataclass(frozen=True)
class Text:
    """Words, expressions, and conditions with the texts for where they hold and where not."""

    parts: tuple[str | Expression | tuple[Expression, Text, Text], ...] = ()

    def expressions(self) -> Iterator[Expression]:
        for part in self.parts:
            if isinstance(part, Expression):
                yield part
            elif isinstance(part, tuple):
                yield part[0]
                yield from part[1].expressions()
                yield from part[2].expressions()

    def show(self, read: Callable[[str], Number]) -> str:
        shown: list[str] = []
        for part in self.parts:
            if isinstance(part, str):
                shown.append(part)
                continue
            try:
                value = (part[0] if isinstance(part, tuple) else part).value(read)
            except Fault:
                shown.append("?" if isinstance(part, Expression) else "")
                continue
            if isinstance(part, tuple):
                shown.append((part[1] if value else part[2]).show(read))
            else:
                shown.append({True: "yes", False: "no"}[value] if isinstance(value, bool) else str(value))
        return "".join(shown)


class TextParser:
    """Reads one text."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0

    def take(self, mark: str) -> bool:
        found = self.text.startswith(mark, self.at)
        self.at += len(mark) * found
        return found

    def expression(self, end: str) -> Expression:
        match = re.compile(rf"((?:'[^']*'|\"[^\"]*\"|[^{end}'\"])*){end}").match(self.text, self.at)
        if not match:
            raise FormatError(f"a part is never closed in: {self.text}")
        self.at = match.end()
        return parse_expression(match[1])

    def read(self, depth: int = 0) -> Text:
        parts: list[str | Expression | tuple[Expression, Text, Text]] = []
        while self.at < len(self.text):
            if self.take("[["):
                parts.append("[")
            elif depth and self.take("||"):
                parts.append("|")
            elif depth == 1 and self.take("]]"):
                parts.append("]")
            elif depth and self.text[self.at] in "|]":
                return Text(tuple(parts))
            elif match := re.compile(r"\[if\s").match(self.text, self.at):
                self.at = match.end()
                condition = self.expression(r"\|")
                first = self.read(depth + 1)
                second = self.read(depth + 1) if self.take("|") else Text()
                if not self.take("]"):
                    raise FormatError(f"a condition is never closed in: {self.text}")
                parts.append((condition, first, second))
            elif self.take("["):
                parts.append(self.expression(r"\]"))
            else:
                parts.append(self.text[self.at])
                self.at += 1
        return Text(tuple(parts))


def parse_text(text: str) -> Text:
    parser = TextParser(text)
    found = parser.read()
    if parser.at < len(text):
        raise FormatError(f"`{text[parser.at:]}` is too much in: {text}")
    return found
