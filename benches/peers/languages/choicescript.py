"""The story in ChoiceScript, as the one scene of a game."""

from story import ENDINGS, MOST, STARTS, place

# What a game of one scene says of itself.
GAME = "nav = new SceneNavigator(['startup']);\nstats = {};\n"


def tell(week):
    numbers = "".join(f"*create m{meter} {start}\n" for meter, start in enumerate(STARTS))
    scenes = "".join(map(scene, range(len(week)), week))
    verdict = "".join(f"*if {when(least)}\n  *goto {id}\n" for id, least in ENDINGS.items())
    endings = "".join(f"*label {id}\n{id}\n*ending\n" for id in ENDINGS)
    return f"{numbers}*create luck 0\n*goto d0\n{scenes}*label verdict\n{verdict}{endings}"


def scene(decision, options):
    choices = "".join(map(choice, range(len(options)), options))
    return f"*label d{decision}\nDecide.\n*choice\n{choices}"


def choice(number, option):
    """Writes an option; its indentation says what belongs to it."""
    lines = [
        f"#Do {number}.",
        f"  *set m{option.up} +{option.plus}",
        f"  *if (m{option.up} > {MOST})",
        f"    *set m{option.up} {MOST}",
        f"  *set m{option.down} -{option.minus}",
        f"  *if (m{option.down} < 0)",
        f"    *set m{option.down} 0",
    ]
    if option.badly:
        lines += ["  *rand luck 1 100", f"  *if (luck > m{option.up})", f"    *goto {place(option.badly)}"]
    lines.append(f"  *goto {place(option.then)}")
    if option.needs:
        meter, least = option.needs
        lines = [f"*if (m{meter} >= {least})", *(f"  {line}" for line in lines)]
    return "".join(f"  {line}\n" for line in lines)


def when(least):
    """Conditions take two sides and brackets."""
    conditions = [f"(m{meter} >= {value})" for meter, value in least.items()]
    return f"({' and '.join(conditions)})" if conditions else "(true)"
