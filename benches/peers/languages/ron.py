"""The story as a scenario of Two Hats."""

from story import ENDINGS, STARTS, VERDICT

OUTCOMES = {"both": "Success", "first": "Mixed", "second": "Mixed", "none": "Failure"}


def tell(week):
    meters = "".join(f'    "m{meter}": (label: "M{meter}", start: {start}),\n' for meter, start in enumerate(STARTS))
    scenes = "".join(map(scene, range(len(week)), week))
    endings = "".join(ending(id, least) for id, least in ENDINGS.items())
    return (
        'Scenario(format: 1, id: "week", title: "A week", start: "d0",\n'
        f"  meters: {{\n{meters}  }},\n  scenes: {{\n{scenes}  }},\n  endings: {{\n{endings}  }},\n)\n"
    )


def scene(decision, options):
    choices = "".join(map(choice, range(len(options)), options))
    return f'    "d{decision}": (text: "Decide.", choices: {{\n{choices}    }}),\n'


def choice(number, option):
    when = f' when: "m{option.needs[0]} >= {option.needs[1]}",' if option.needs else ""
    effects = f'["m{option.up} += {option.plus}", "m{option.down} -= {option.minus}"]'
    then = exit(option.then)
    if option.badly:
        well, badly = f'("m{option.up}", {then})', f'("100 - m{option.up}", {exit(option.badly)})'
        then = f'Chance({{ "well": {well}, "badly": {badly} }})'
    return f'      "c{number}": (text: "Do it.",{when} effects: {effects}, then: {then}),\n'


def exit(where):
    return "Verdict" if where == VERDICT else f'Go("d{where}")'


def ending(id, least):
    when = " and ".join(f"m{meter} >= {value}" for meter, value in least.items())
    when = f'when: "{when}", ' if when else ""
    return f'    "{id}": ({when}title: "{id}", text: "{id}", outcome: {OUTCOMES[id]}),\n'
