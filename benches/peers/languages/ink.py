"""The story in ink, for inkjs and bladeink.

`seed` is set by the player before a play begins: on their own, both engines draw one of a hundred seeds.
"""

from story import ENDINGS, MOST, STARTS, place


def tell(week):
    numbers = "".join(f"VAR m{meter} = {start}\n" for meter, start in enumerate(STARTS))
    knots = "".join(f"=== d{decision}\nDecide.\n" + "".join(map(choice, options)) for decision, options in enumerate(week))
    verdict = "".join(f"- {when(least)}: -> {id}\n" for id, least in ENDINGS.items())
    endings = "".join(f"=== {id}\n{id}\n-> END\n" for id in ENDINGS)
    return f"VAR seed = 0\n{numbers}~ SEED_RANDOM(seed)\n-> d0\n{knots}=== verdict\n{{\n{verdict}}}\n{endings}"


def choice(option):
    needs = f"{{m{option.needs[0]} >= {option.needs[1]}}} " if option.needs else ""
    luck = f"  {{ RANDOM(1, 100) > m{option.up}: -> {place(option.badly)} }}\n" if option.badly else ""
    return (
        f"+ {needs}[Do it.]\n"
        f"  ~ m{option.up} = MIN(m{option.up} + {option.plus}, {MOST})\n"
        f"  ~ m{option.down} = MAX(m{option.down} - {option.minus}, 0)\n"
        f"{luck}  -> {place(option.then)}\n"
    )


def when(least):
    return " && ".join(f"m{meter} >= {value}" for meter, value in least.items()) or "else"
