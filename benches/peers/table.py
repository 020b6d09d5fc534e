"""What was measured, as Markdown: medians, and how many times as fast Two Hats is in the same run."""

from statistics import median

from story import ENDINGS

OF_ENGINES = {
    "Two Hats": "",
    "inkjs": "text is printed; dice of its own",
    "bladeink": "text is printed; dice of its own",
    "ChoiceScript": "clamps are conditions; counts every line that it reads",
}

OF_CHECKERS = {
    "Two Hats": "every state with its ways and odds is kept",
    "Two Hats, two threads": "the same on two cores",
    "Two Hats, reduced": "states that nothing later can tell apart are one; the same answers",
    "SPIN": "no odds: only what can happen; ways are not kept",
    "Storm": "seconds to build the model; odds of picks are multiplied in, ways to one state are one",
    "Storm, our export": "as Storm; a step is several states there",
}


def plays(played):
    print("### Complete plays at random\n")
    head("story", "who", "choices a second", "Two Hats is … times as fast", "plays, and chi squared of their endings", "not the same")
    for story, runs, off in played:
        speeds = {name: median(run["choices"] / run["seconds"] for run in of_name) for name, of_name in runs.items()}
        for name, speed in speeds.items():
            plays, apart = off[name]
            times = speeds["Two Hats"] / speed
            row(story.name, name, f"{speed:,.0f}", short(times), f"{plays:,}; {apart:.1f}", OF_ENGINES[name])
        if "ChoiceScript" not in runs:
            row(story.name, "ChoiceScript", "–", "–", "–", "its randomtest is in no package registry")
    print()


def states(explored):
    print("### Every state\n")
    head("story", "who", "states", "seconds", "states a second", "bytes a state", "Two Hats (one thread) is … times as fast", "not the same")
    for story, runs, _, made in explored:
        ours = speed(runs["Two Hats"])
        for name, of_name in runs.items():
            note = OF_CHECKERS[name]
            if name == "SPIN":
                note += f"; {made:.1f} s more to make the verifier"
            if not of_name[0]["complete"]:
                note = f"**not all**: {of_name[0].get('stopped', 'stopped at the limit of time or memory')}; {note}"
            if of_name[0]["states"] is None:
                row(story.name, name, "–", "–", "–", "–", "–", note)
                continue
            found = of_name[0]["states"]
            seconds, bytes = (median(run[figure] for run in of_name) for figure in ["seconds", "peak"])
            # A reduced state is not the same thing as a state: how fast they are found says nothing.
            times = "–" if "reduced" in name else short(ours / speed(of_name))
            row(story.name, name, f"{found:,}", f"{seconds:.3g}", f"{speed(of_name):,.0f}", f"{bytes / found:.0f}", times, note)
    print()


def odds(explored):
    print("### Exact odds of the endings, every open option equally likely\n")
    head("story", "who", *ENDINGS, "seconds, from the text", "Two Hats is … times as fast")
    for story, runs, odds, _ in explored:
        ours = median(run["seconds"] for run in odds)
        answers = {"Two Hats": odds}
        answers |= {name: [run["answer"] for run in of_name] for name, of_name in runs.items() if "answer" in of_name[0]}
        for name, of_name in answers.items():
            if of_name[0] is None:
                row(story.name, name, *["–"] * len(ENDINGS), "no answer", "–")
                continue
            seconds = median(run["seconds"] for run in of_name)
            shares = [f"{of_name[0]['endings'][ending]:.12f}" for ending in ENDINGS]
            row(story.name, name, *shares, f"{seconds:.3g}", short(seconds / ours))
    print()


def speed(runs):
    return median(run["states"] / run["seconds"] for run in runs)


def short(times):
    return f"{times:,.0f}" if times >= 10 else f"{times:.2g}"


def head(*names):
    row(*names)
    row(*["---"] * len(names))


def row(*cells):
    print(f"| {' | '.join(cells)} |")
