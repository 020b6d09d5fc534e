"""The studio follows its file through good and broken saves, is moved and zoomed, and opens an editor at the line."""

import os
import shutil
import tempfile
import time
from pathlib import Path

from game import PAPER, SCENARIO, WIDTH, WINDOW, Game
from runs.idle import rests
from screen import Failure, wait_for

HEAD = (150, 30, 860, 56)
CANVAS = (0, 60, 868, 678)
PANEL = (872, 104, WIDTH, 678)
EDIT = (1033, 189)
CORAL, TEAL = 0xB03A17, 0x175F5D
# Seconds of rest, how many of them are measured, and the share of one core that may be used then: the file is
# looked at all the time.
REST, MEASURED, LIMIT = 3, 8, 0.03


def run(screen, out):
    with tempfile.TemporaryDirectory() as folder:
        file, told = Path(folder) / "friday.ron", Path(folder) / "told"
        shutil.copyfile(SCENARIO, file)
        editor = Path(folder) / "editor"
        editor.write_text(f'#!/bin/sh\necho "$@" > {told}\n')
        editor.chmod(0o755)
        env = {"TWO_HATS_EDITOR": f"{editor} {{file}}:{{line}}:{{column}}"}
        with Game(screen, folder, None, ["studio", str(file)], env) as game:
            game.until("the studio", lambda now: now.share(WINDOW, PAPER) > 0.3, 60)
            edits(screen, game, file, told)
            moves(screen, game)
            saves(screen, game, file, out)
            time.sleep(REST)
            rests(game, MEASURED, LIMIT)
            before = screen.still(CANVAS)
            screen.key("Escape")
            game.changes("the library", before, CANVAS)
            if "panicked" in game.words():
                raise Failure(game.words())


def edits(screen, game, file, told):
    screen.point(*EDIT)
    screen.click()
    screen.rest()
    wait_for("the editor", told.exists, 20)
    wait_for("its arguments", told.read_text, 5)
    line = 1 + file.read_text()[: file.read_text().index('"the_call": (')].count("\n")
    if f"{file}:{line}:" not in told.read_text():
        raise Failure(f"the editor was told {told.read_text()!r} instead of line {line}")
    print(f"  the editor opened at line {line}")


def moves(screen, game):
    before = screen.still(CANVAS)
    screen.drag((300, 300), (240, 220))
    dragged = game.changes("a drag", before, CANVAS)
    screen.wheel(300, 300, 3)
    zoomed = game.changes("the wheel", dragged, CANVAS)
    screen.key("0")
    whole = game.changes("the whole map", zoomed, CANVAS)
    panel = screen.still(PANEL)
    # Where drawing is slow both come to one frame.
    screen.keys("g", "p")
    game.changes("where the play is", whole, CANVAS)
    game.changes("the play", panel, PANEL)
    print("  dragged, zoomed, seen as a whole, back at the play")


def saves(screen, game, file, out):
    good = file.read_text()
    before = screen.still(PANEL)
    screen.key("1")
    played = game.changes("a decision", before, PANEL)
    for what, text, color in (
        ("a broken save", good.replace('Go("how_to_start")', 'Go("how_to_strat")'), CORAL),
        ("a good save", good.replace("Three desks", "Four desks"), TEAL),
    ):
        save(file, text)
        saved = time.monotonic()
        wait_for(f"word of {what}", lambda: screen.picture().share(HEAD, color) > 0.004, 20)
        print(f"  {what} was on the screen within {time.monotonic() - saved:.2f} s")
        screen.still(WINDOW).save(out / f"studio-{what.replace(' ', '-')}.png")
    if screen.still(PANEL).difference(played, PANEL) == 0:
        raise Failure("the play does not show what was saved")


def save(file, text):
    """Saves as editors do that write a new file first."""
    fresh = file.with_suffix(".new")
    fresh.write_text(text)
    os.replace(fresh, file)
