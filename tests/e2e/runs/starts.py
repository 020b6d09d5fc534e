"""Where something is missing or broken, the game says so and does what it still can."""

import os
import subprocess
import tempfile
import time
from pathlib import Path

from game import COLUMN, ROOT, STAGE, WINDOW, Game, badges, covered, environment, primary, program
from screen import Failure

NO_WINDOW = 3
AUTOSAVE = Path("plays") / "friday-shipment.ron"


def run(screen, out):
    no_window("no display at all", "no display", DISPLAY=None)
    no_window("a display that is not there", "cannot be reached", DISPLAY=":987")
    no_window(
        "no Vulkan driver", "no graphics adapter", DISPLAY=screen.display, VK_DRIVER_FILES="/nonexistent",
        VK_ICD_FILENAMES="/nonexistent",
    )
    closed_in_the_middle(screen)
    text = whole_play()
    unusable(screen, out, "a truncated autosave", text[: len(text) // 2])
    unusable(screen, out, "a corrupt autosave", "\0\1\2 nothing of the kind {{{")
    unusable(screen, out, "an autosave of a newer version", text.replace("format: 1", "format: 2", 1))
    nowhere_to_write(screen, out)
    broken_file(screen, out)


def no_window(what, words, **changes):
    begun = time.monotonic()
    with tempfile.TemporaryDirectory() as data, tempfile.TemporaryDirectory() as runtime:
        done = subprocess.run(
            [program(), "--data", data],
            cwd=ROOT,
            env=environment(XDG_RUNTIME_DIR=runtime, **changes),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            timeout=20,
        )
    said = done.stdout.decode(errors="replace")
    if done.returncode != NO_WINDOW or words not in said or "help:" not in said or "panicked" in said:
        raise Failure(f"{what}: exit {done.returncode}, {said!r}")
    print(f"  {what}: exit {done.returncode} after {time.monotonic() - begun:.1f} s: {said.splitlines()[0]}")


def closed_in_the_middle(screen):
    with tempfile.TemporaryDirectory() as data:
        with Game(screen, data) as game:
            game.begin()
            picked = game.pick(1)
            code = game.answer_to_close()
            said = game.words()
        if code != 0 or "panicked" in said:
            raise Failure(f"closing the window ended with {code}: {said}")
        if game.picks() != [picked]:
            raise Failure(f"after closing the window, {game.picks()} are on disk instead of {[picked]}")
    print("  the window closed in the middle of a play: exit 0, the play is on disk")


def whole_play():
    """The text of a recording with a decision in it."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "play.ron"
        command = [program(), "play", "scenarios/friday-shipment.ron", "--seed", "7", "--record", path]
        subprocess.run(
            command, cwd=ROOT, check=True, timeout=60, input=b"1\nq\n", stdout=subprocess.DEVNULL
        )
        return path.read_text()


def unusable(screen, out, what, text):
    with tempfile.TemporaryDirectory() as data:
        autosave = Path(data) / AUTOSAVE
        autosave.parent.mkdir(parents=True)
        autosave.write_text(text)
        with Game(screen, data) as game:
            title = game.ready()
            title.save(out / f"starts-{what.replace(' ', '-')}.png")
            kept = autosave.with_name("friday-shipment.unusable-1.ron")
            if not kept.is_file() or kept.read_text() != text or autosave.exists():
                raise Failure(f"{what}: it is not kept as it was; there is {os.listdir(autosave.parent)}")
            game.begin()
            game.pick(1)
            if game.answer_to_close() != 0 or kept.read_text() != text:
                raise Failure(f"{what}: the next play did not leave it alone")
    print(f"  {what}: the window opens, the file is kept as {kept.name}, a new play begins")


def nowhere_to_write(screen, out):
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder) / "data"
        data.write_text("a file where the folder should be")
        with Game(screen, data) as game:
            game.ready()
            calm = game.press("Return", "the briefing")
            screen.key("Return")
            told = game.until("a message", covered)
            told.save(out / "starts-nowhere-to-write.png")
            share = calm.difference(told, STAGE)
            if share < 0.5:
                raise Failure(f"only {share:.0%} of the stage lies behind the message")
            screen.key("Return")
            scene = game.until("choices", lambda picture: not covered(picture) and badges(picture))
            # The play goes on, and every pick that is not on disk says so.
            screen.key("1")
            game.until("the message again", covered)
            screen.key("Return")
            result = game.until("the result", lambda picture: not covered(picture) and primary(picture))
            if result.difference(scene, COLUMN) < 0.02:
                raise Failure("the play did not go on without a place to write")
            if game.answer_to_close() != 0:
                raise Failure("the end was not a good one")
    print("  nowhere to write: the window opens, a message says so, the play goes on")


def broken_file(screen, out):
    with tempfile.TemporaryDirectory() as folder:
        broken = Path(folder) / "broken.ron"
        broken.write_text('Scenario(format: 1, id: "broken", title: "Broken", start: "nowhere"')
        for what, file in [("a broken FILE", broken), ("a FILE that is not there", Path(folder) / "none.ron")]:
            with Game(screen, Path(folder) / "data", arguments=[str(file)]) as game:
                told = game.until("a message", covered, 60)
                told.save(out / f"starts-{what.replace(' ', '-')}.png")
                screen.key("Return")
                game.until("the title", lambda picture: not covered(picture) and primary(picture))
                if game.answer_to_close() != 0:
                    raise Failure(f"{what}: the end was not a good one")
            print(f"  {what}: the window opens with a message, then the title")
