"""The story that every peer tells: a week of decisions with three options each on six numbers."""

from dataclasses import dataclass

MOST = 100
STARTS = [40 + 5 * meter for meter in range(6)]

# Each with the least that numbers must be for it; the first that fits is how the story ends.
ENDINGS = {"both": {0: 60, 1: 60}, "first": {0: 60}, "second": {1: 60}, "none": {}}

# Where a week of so many decisions ends, as the number of a decision.
VERDICT = "verdict"


@dataclass(frozen=True)
class Option:
    """What can be picked: one number rises and another one falls, both kept in 0 to 100.

    It is open where `needs` (a number, and the least that it must be) is met. If `badly` is given, chance decides: as many
    times in a hundred as the number that rose is by then, the story goes on to `then`, else to `badly`.
    """

    up: int
    plus: int
    down: int
    minus: int
    needs: tuple[int, int] | None
    then: int | str
    badly: int | str | None


def week(decisions, coarse=False):
    """Returns the options of each decision; in a coarse week, all go up and down by ten."""
    return [[option(decision, number, decisions, coarse) for number in range(3)] for decision in range(decisions)]


def option(decision, number, decisions, coarse):
    down = (decision + 2 * number + 1) % 6
    after = [decision + later if decision + later < decisions else VERDICT for later in (1, 2)]
    chance = decision % 4 == 3 and number == 1
    return Option(
        up=(decision + number) % 6,
        plus=10 if coarse else 3 + (decision + number) % 8,
        down=down,
        minus=10 if coarse else 2 + (decision * 3 + number) % 7,
        needs=(down, 15) if number == 2 else None,
        then=after[0],
        badly=after[1] if chance and VERDICT not in after else None,
    )


def place(where):
    """Names a decision, or the verdict."""
    return where if where == VERDICT else f"d{where}"
