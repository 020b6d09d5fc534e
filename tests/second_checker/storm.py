"""Checks models of scenarios with Storm and compares what it finds with what the program says.

    python3 tests/second_checker/storm.py FOLDER

The folder has, for each scenario, `NAME.dtmc.prism`, `NAME.mdp.prism` and `NAME.json`; the test
`storm_finds_what_we_find` of tests/it/prism.rs writes it and runs this. Needs stormpy. Storm computes with whole
fractions here, so all rounding is the program's.
"""

import json
import re
import sys
from pathlib import Path

import stormpy

NEAR = 1e-9
LABEL = re.compile(r'^label "(\w+)" = .*; // ending ([a-z0-9_-]+)$', re.MULTILINE)


class Model:
    """A model, explored, with the label of each ending."""

    def __init__(self, path):
        self.path = path
        self.labels = {ending: label for label, ending in LABEL.findall(path.read_text())}
        self.program = stormpy.parse_prism_program(str(path))
        self.explored = stormpy.build_model[stormpy.Rational](self.program)

    def ask(self, question):
        """Answers a question about the beginning of a play."""
        [parsed] = stormpy.parse_properties(question, self.program)
        result = stormpy.model_checking(self.explored, parsed)
        return float(result.get_value(self.explored.initial_states[0]))

    def count(self, label):
        return len(list(self.explored.labeling.get_states(label)))


def near(found, wanted):
    return abs(found - wanted) <= NEAR * max(1, abs(wanted))


def compare(folder, name):
    """Yields what differs in one scenario: what was asked, what Storm found, what the program says."""
    wanted = json.loads((folder / f"{name}.json").read_text())
    chain = Model(folder / f"{name}.dtmc.prism")
    game = Model(folder / f"{name}.mdp.prism")
    over = wanted["fault"] + sum(wanted["endings"].values())
    asked = [(chain, f'P=? [F "{chain.labels[id]}"]', odds) for id, odds in wanted["endings"].items()]
    asked.append((chain, 'P=? [F "fault"]', wanted["fault"]))
    asked.append((chain, 'P=? [F "over"]', over))
    if wanted["decisions"] is not None:
        asked.append((chain, 'R{"decisions"}=? [F "over"]', wanted["decisions"]))
    for id, (least, most) in wanted["extremes"].items():
        label = "fault" if id == "" else game.labels[id]
        asked.append((game, f'Pmin=? [F "{label}"]', least))
        asked.append((game, f'Pmax=? [F "{label}"]', most))
    for model, question, odds in asked:
        found = model.ask(question)
        if not near(found, odds):
            yield f"{model.path.name}: {question}", found, odds
    for model in (chain, game):
        labels = {"decision": wanted["states"], **{model.labels[id]: count for id, count in wanted["ends"].items()}}
        for label, count in labels.items():
            found = model.count(label)
            if found != count:
                yield f"{model.path.name}: states with \"{label}\"", found, count
    print(f"{name}: {len(asked)} questions, {chain.explored.nr_states} and {game.explored.nr_states} states")


def main():
    folder = Path(sys.argv[1])
    names = sorted(path.stem for path in folder.glob("*.json"))
    differ = [difference for name in names for difference in compare(folder, name)]
    for question, found, odds in differ:
        print(f"{question}: Storm finds {found!r}, the program {odds!r}")
    print(f"{len(names)} scenarios, {len(differ)} differences")
    sys.exit(bool(differ) or not names)


if __name__ == "__main__":
    main()
