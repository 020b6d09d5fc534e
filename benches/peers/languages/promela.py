"""The story in Promela, for SPIN: what can happen, without odds.

A decision is a place in the program, so that a state has only its own options to try, and a pick is one step. Where chance
decides, each branch that can fall is an option of its own.
"""

from story import MOST, STARTS, VERDICT, place

# Where the story is over; SPIN takes a place with such a name for a proper end.
OVER = "end_verdict"


def tell(week):
    numbers = "".join(f"byte m{meter} = {start};\n" for meter, start in enumerate(STARTS))
    decisions = "".join(map(decision, range(len(week)), week))
    return f"{numbers}active proctype week() {{\n{decisions}{OVER}: false\n}}\n"


def decision(number, options):
    steps = "".join(step for option in options for step in steps_of(option))
    return f"d{number}: if\n{steps}  fi;\n"


def steps_of(option):
    up, down = f"m{option.up}", f"m{option.down}"
    needs = [f"m{option.needs[0]} >= {option.needs[1]}"] if option.needs else []
    yield step(option, needs, option.then)
    if option.badly:
        yield step(option, [*needs, f"{up} + {option.plus} < {MOST}"], option.badly)


def step(option, needs, then):
    up, plus, down, minus = f"m{option.up}", option.plus, f"m{option.down}", option.minus
    effects = (
        f"{up} = ({up} + {plus} > {MOST} -> {MOST} : {up} + {plus}); "
        f"{down} = ({down} < {minus} -> 0 : {down} - {minus})"
    )
    guard = " && ".join(needs) or "true"
    return f"  :: d_step {{ {guard}; {effects} }} goto {OVER if then == VERDICT else place(then)}\n"
