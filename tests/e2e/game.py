"""The game as a process: starting it, where its play stands, and what its window shows."""

import json
import os
import re
import signal
import subprocess
import tempfile
import time
from pathlib import Path

from screen import SIZE, Failure, wait_for

ROOT = Path(__file__).resolve().parent.parent.parent
SCENARIO = ROOT / "scenarios" / "friday-shipment.ron"

PAPER = 0xFBF6EE
RAISED = 0xFFFFFF
INK = 0x2B2730
WIDTH, HEIGHT = SIZE
COLUMN = (776, 0, WIDTH, HEIGHT)
STAGE = (0, 0, 744, HEIGHT)
WINDOW = (0, 0, WIDTH, HEIGHT)
# The part of the column that holds what is read: without the footer, and without the soft upper edge.
READING = (776, 8, WIDTH, 640)
# In the column, primary buttons begin at 808 and their text at 828; the number of a card lies from 824 to 852.
IN_BUTTON, IN_BADGE = 819, 827


def program():
    """The program under test."""
    given = os.environ.get("TWO_HATS")
    if given:
        return given
    return str(Path(os.environ.get("CARGO_TARGET_DIR", ROOT / "target")) / "debug" / "two-hats")


def environment(**changes):
    """The environment of the game: drawing in software, nothing of the user's. `None` takes a variable away."""
    env = dict(os.environ)
    for name in ("WAYLAND_DISPLAY", "DISPLAY", "TWO_HATS_DATA", "RUST_LOG"):
        env.pop(name, None)
    drivers = sorted(Path("/usr/share/vulkan/icd.d").glob("lvp_icd*.json"))
    if drivers:
        env["VK_DRIVER_FILES"] = env["VK_ICD_FILENAMES"] = str(drivers[0])
    env["LIBGL_ALWAYS_SOFTWARE"] = "1"
    for name, value in changes.items():
        if value is None:
            env.pop(name, None)
        else:
            env[name] = value
    return env


def terminal(*arguments, code=0):
    """Runs a command of the program in the terminal and returns what it prints."""
    done = subprocess.run(
        [program(), *map(str, arguments)],
        cwd=ROOT,
        env=environment(),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        timeout=60,
    )
    if done.returncode != code:
        words = done.stderr.decode(errors="replace")[-800:]
        raise Failure(f"`two-hats {' '.join(map(str, arguments))}` ended with {done.returncode}: {words}")
    return done.stdout.decode()


class Recording:
    """A recording as it lies on disk."""

    def __init__(self, text):
        self.text = text
        self.steps = re.findall(r'Pick\("([^"]*)"\)', text)


class Game:
    """A running game. Use it in a `with`: it ends what it started."""

    def __init__(self, screen, data, seed=7, arguments=(), env=None):
        self.screen, self.data, self.seed = screen, Path(data), seed
        self.arguments, self.env = list(arguments), env or {}
        self.process = None
        self.window = None

    @property
    def autosave(self):
        """The file of the play in progress."""
        return self.data / "plays" / "friday-shipment.ron"

    def __enter__(self):
        self.runtime = tempfile.TemporaryDirectory(prefix="two-hats-runtime-")
        self.log = tempfile.TemporaryFile()
        seed = [] if self.seed is None else ["--seed", str(self.seed)]
        command = [program(), "--data", str(self.data), *seed, *self.arguments]
        self.started = time.monotonic()
        self.process = subprocess.Popen(
            command,
            cwd=ROOT,
            env=environment(DISPLAY=self.screen.display, XDG_RUNTIME_DIR=self.runtime.name, **self.env),
            stdin=subprocess.DEVNULL,
            stdout=self.log,
            stderr=self.log,
        )
        try:
            self._find_window()
        except BaseException:
            self.__exit__(BaseException)
            raise
        return self

    def __exit__(self, kind=None, *_):
        if kind is not None and self.screen.failed is None:
            self.screen.failed = self.screen.picture()
        if self.process is not None and self.process.poll() is None:
            self.process.kill()
            self.process.wait()
        self.runtime.cleanup()
        self.log.close()

    def _find_window(self):
        def found():
            self.alive()
            lines = self.screen.tool("search", "--onlyvisible", "--name", "^Two Hats$", check=False).split()
            return int(lines[0]) if lines else None

        self.window = wait_for("the window", found, 60)
        # Without a window manager nobody else gives it the focus.
        wait_for("the focus", self._focus, 10)

    def _focus(self):
        self.screen.tool("windowfocus", str(self.window), check=False)
        return self.screen.tool("getwindowfocus", check=False).strip() == str(self.window)

    def alive(self):
        """Fails if the game has ended."""
        code = self.process.poll()
        if code is not None:
            raise Failure(f"the game ended by itself with {code}: {self.words()[-800:]}")

    def words(self):
        """What the game has printed."""
        self.log.seek(0)
        return self.log.read().decode(errors="replace")

    def kill(self):
        """Ends the game as a power cut would."""
        self.process.send_signal(signal.SIGKILL)
        self.process.wait(20)

    def ends(self, seconds=15):
        """Waits until the game has ended; returns its exit code."""
        try:
            return self.process.wait(seconds)
        except subprocess.TimeoutExpired:
            raise Failure(f"the game had not ended after {seconds} s") from None

    def answer_to_close(self):
        """Asks the window to close, as its cross does; returns the exit code."""
        self.screen.ask_to_close(self.window)
        return self.ends()

    # What the window shows.

    def ready(self):
        """Waits for the first page: until there is something to press. Returns the picture."""
        return self.until("the stage and something to press", lambda now: drawn(now) and primary(now), 60)

    def until(self, what, condition, seconds=30):
        """Waits until the column shows `condition` and is still; returns the picture."""

        def check():
            self.alive()
            return condition(self.screen.picture())

        wait_for(what, check, seconds)
        picture = self.screen.still(COLUMN)
        return picture if condition(picture) else self.until(what, condition, seconds)

    def changes(self, what, before, box=COLUMN, seconds=30):
        """Waits until a part differs from `before` and is still; returns the picture."""
        mark = before.mark(box)

        def check():
            self.alive()
            picture = self.screen.picture()
            if empty(picture):
                self.screen.failed = picture
                raise Failure(f"a frame without anything to read came before {what}")
            return picture.mark(box) != mark

        wait_for(what, check, seconds)
        return self.screen.still(box)

    def press(self, name, what):
        """Presses a key that turns the page; returns the picture after it."""
        before = self.screen.still(COLUMN)
        self.screen.key(name)
        return self.changes(what, before)

    def begin(self):
        """Goes from the title of a first start into the play."""
        self.ready()
        self.press("Return", "the briefing")
        self.screen.key("Return")
        wait_for("the play on disk", self.recording)
        return self.until("choices", badges)

    def pick(self, number):
        """Presses a choice's number and waits until it is on disk and its result is shown."""
        count = len(self.picks())
        before = self.screen.still(COLUMN)
        self.screen.key(str(number))
        picks = self.grown(count + 1)
        self.changes("the result", before)
        return picks[-1]

    # Where the play stands.

    def recording(self):
        """The recording on disk; `None` while there is none."""
        try:
            return Recording(self.autosave.read_text())
        except FileNotFoundError:
            return None

    def picks(self):
        """What was picked so far, by what is on disk."""
        recording = self.recording()
        return recording.steps if recording else []

    def grown(self, count, seconds=30):
        """Waits until as many picks are on disk; returns them."""

        def check():
            self.alive()
            return len(self.picks()) >= count

        wait_for(f"pick {count} on disk", check, seconds)
        picks = self.picks()
        if len(picks) != count:
            raise Failure(f"one press, and {len(picks)} picks instead of {count} are on disk")
        return picks

    def replay(self):
        """The play on disk, verified by the program itself."""
        return json.loads(terminal("replay", self.autosave, "--format", "json"))

    def pages(self):
        """How many pages follow a pick before the next one, and the ending if there is one."""
        replayed = self.replay()
        if not replayed["exact"]:
            raise Failure(f"the recording does not replay: {replayed['notes']}")
        beats = replayed["beats"]
        start = max((index for index, beat in enumerate(beats) if beat["kind"] == "chose"), default=-1)
        scenes = sum(1 for beat in beats[start + 1 :] if beat["kind"] == "scene")
        ended = replayed["ending"]
        # The result, then every scene but the last; an ending is a page after all scenes.
        turns = (1 if start >= 0 else 0) + scenes - (0 if ended else 1)
        return turns, ended

    def offers(self):
        """What can be picked now, as `(number, id)`, told by the terminal's play of the same picks."""
        picks = [pick.split(".", 1)[1] for pick in self.picks()]
        text = terminal("play", SCENARIO, "--seed", self.seed, "--picks", ",".join(picks))
        found = re.findall(r"^ ?(\d+)  ((?:.*\n)(?:    .*\n)*)", text, re.MULTILINE)
        return [
            (int(number), re.search(r"\[(\w+)\]\s*$", words).group(1)) for number, words in found
        ]


def covered(picture):
    """Whether a dialog lies above: then even the lower corner of the column is darker than paper, and not black
    as before the first frame."""
    corner = picture.at(WIDTH - 8, HEIGHT - 8)
    return corner != PAPER and corner & 0xFF > 0x60


def empty(picture):
    """Whether the column shows a single colour."""
    part = picture.part(READING)
    return part == part[:4] * (len(part) // 4)


def run_down(picture, x, box, least):
    """The stretches of ink of at least `least` pixels in the column of pixels at `x`: `(top, bottom)`."""
    _, top, _, bottom = box
    found, since = [], None
    for y in range(top, bottom + 1):
        ink = y < bottom and picture.at(x, y) == INK
        if ink and since is None:
            since = y
        if not ink and since is not None:
            if y - since >= least:
                found.append((since, y))
            since = None
    return found


def primary(picture):
    """The middle of the dark button, if one is seen."""
    box = (COLUMN[0], 0, COLUMN[2], HEIGHT)
    for top, bottom in run_down(picture, IN_BUTTON, box, 30):
        return (IN_BUTTON, (top + bottom) // 2)
    return None


def badges(picture):
    """The middles of the cards that can be picked, from the top, by their dark numbers."""
    found = []
    for top, bottom in run_down(picture, IN_BADGE, READING, 20):
        # A square with a number in its middle, not a letter: its upper and lower edge are ink all along.
        edges = [picture.at(x, y) for x in range(832, 846) for y in (top + 1, bottom - 2)]
        if all(color == INK for color in edges) and picture.at(IN_BUTTON, (top + bottom) // 2) != INK:
            found.append((IN_BADGE, (top + bottom) // 2))
    return found


def drawn(picture):
    """Whether there is a drawing on the stage; the first frames have none."""
    return len({picture.at(x, y) for x in range(20, 740, 40) for y in range(20, 700, 40)}) > 40
