"""The story as a PRISM model for Storm: a chain in which every open option is equally likely.

Written by hand to be small: one variable says where the story is, one command a decision and set of open options.
"""

from story import ENDINGS, MOST, STARTS, VERDICT


def tell(week):
    numbers = "".join(f"  m{meter}: [0..{MOST}] init {start};\n" for meter, start in enumerate(STARTS))
    commands = "".join(command for decision, options in enumerate(week) for command in commands_of(week, decision, options))
    labels, before = "", f"at = {len(week)}"
    for id, least in ENDINGS.items():
        fits = " & ".join(f"m{meter} >= {value}" for meter, value in least.items()) or "true"
        labels += f'label "{id}" = {before} & ({fits});\n'
        before += f" & !({fits})"
    return (
        f"dtmc\nmodule week\n  at: [0..{len(week)}] init 0;\n{numbers}{commands}"
        f"  [] at = {len(week)} -> true;\nendmodule\n{labels}"
    )


def commands_of(week, decision, options):
    """Writes a command for each set of options that can be open; only one of the options ever needs something."""
    [needs] = [option.needs for option in options if option.needs]
    free = [option for option in options if not option.needs]
    for guard, open in [(f"m{needs[0]} >= {needs[1]}", options), (f"m{needs[0]} < {needs[1]}", free)]:
        updates = [update for option in open for update in updates_of(week, option, len(open))]
        yield f"  [] at = {decision} & {guard} -> {' + '.join(updates)};\n"


def updates_of(week, option, among):
    up, down = f"m{option.up}", f"m{option.down}"
    rises = f"min({MOST}, {up} + {option.plus})"
    numbers = f"({up}' = {rises}) & ({down}' = max(0, {down} - {option.minus}))"
    if option.badly:
        yield f"{rises} / {100 * among}: {numbers} & (at' = {at(week, option.then)})"
        yield f"(100 - {rises}) / {100 * among}: {numbers} & (at' = {at(week, option.badly)})"
    else:
        yield f"1 / {among}: {numbers} & (at' = {at(week, option.then)})"


def at(week, where):
    return len(week) if where == VERDICT else where
