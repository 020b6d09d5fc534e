"""Asks Storm how likely each ending of a model is: `storm.py MODEL ENDING...` prints a line of JSON for each stage it gets to."""

import json
import sys
import time

import stormpy


def peak():
    """The most memory that this process has held so far, in bytes."""
    with open("/proc/self/status") as status:
        return next(int(line.split()[1]) * 1024 for line in status if line.startswith("VmHWM"))


def say(**stage):
    print(json.dumps(stage), flush=True)


file, *endings = sys.argv[1:]
before, begun = peak(), time.perf_counter()
program = stormpy.parse_prism_program(file)
questions = stormpy.parse_properties("; ".join(f'P=? [F "{ending}"]' for ending in endings), program)
parsed = time.perf_counter()
model = stormpy.build_model(program, questions)
built = time.perf_counter()
say(states=model.nr_states, transitions=model.nr_transitions, seconds=built - parsed, peak=peak() - before, complete=True)
[start] = model.initial_states
answers = [stormpy.model_checking(model, question).get_value(start) for question in questions]
say(endings=dict(zip(endings, answers)), seconds=time.perf_counter() - begun, peak=peak() - before)
