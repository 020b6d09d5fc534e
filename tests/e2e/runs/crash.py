"""Killed at any moment, the play is on disk as it was before or after the pick, and goes on."""

import random
import tempfile
import time

from game import Game, badges, terminal
from screen import Failure, wait_for

# When the game is killed, in seconds after the press of a key; `None`: as soon as the pick is on disk.
MOMENTS = [None, 0.0, "random", "random", None, "random", "random", "random"]
# How late a random moment is at most; a press is on disk and shown long before.
LATEST = 0.4


def run(screen, out):
    rng = random.Random(20)
    lost = kept = 0
    with tempfile.TemporaryDirectory() as data:
        with Game(screen, data) as game:
            game.begin()
            game.kill()
            leftovers(game)
        for number, moment in enumerate(MOMENTS):
            with Game(screen, data) as game:
                before = continued(game)
                choice, chosen = rng.choice(game.offers())
                count = len(before.steps)
                text = before.text
                screen.key(str(choice))
                if moment is None:
                    game.grown(count + 1)
                else:
                    time.sleep(rng.uniform(0, LATEST) if moment == "random" else moment)
                game.kill()
                after = game.recording()
                if after is None:
                    raise Failure(f"kill {number + 1}: the recording is gone")
                if after.text == text:
                    if moment is None:
                        raise Failure(f"kill {number + 1}: a pick that was on disk is lost")
                    lost += 1
                elif after.steps[:-1] == before.steps and after.steps[-1].split(".", 1)[1] == chosen:
                    kept += 1
                else:
                    raise Failure(f"kill {number + 1}: {before.steps} became {after.steps}")
                verify(game)
                leftovers(game)
        with Game(screen, data) as game:
            # What a kill in the middle of a write leaves must not be in the way either.
            (game.data / "plays" / ".two-hats-abc123.tmp").write_text("Recording(format: 1, sce")
            picks = continued(game).steps
            game.pick(game.offers()[0][0])
            if len(game.picks()) != len(picks) + 1:
                raise Failure("the play did not go on")
            verify(game)
    print(f"  {len(MOMENTS)} kills: {kept} after the pick was on disk, {lost} before, none lost or torn")


def continued(game):
    """Takes the play up from the title; returns its recording."""
    before = game.recording()
    game.ready()
    game.press("Return", "the play taken up")
    game.until("choices", badges)
    now = game.recording()
    if now is None or now.text != before.text:
        raise Failure("taking the play up changed what is on disk")
    return now


def verify(game):
    """Checks that the recording replays exactly."""
    terminal("replay", game.autosave)


def leftovers(game):
    """Checks that a kill left at most one half-written file, and nothing else beside the play."""
    names = sorted(path.name for path in (game.data / "plays").iterdir() if path != game.autosave)
    odd = [name for name in names if not (name.startswith(".two-hats-") and name.endswith(".tmp"))]
    if odd or len(names) > 1:
        raise Failure(f"beside the play lie {names}")
    for name in names:
        # The next kill may leave one of its own.
        print(f"  a half-written file was left: {name}")
        (game.data / "plays" / name).unlink()
