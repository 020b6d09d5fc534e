"""From the title to the debrief with nothing but the pointer."""

import tempfile
import time

from game import COLUMN, PAPER, WIDTH, WINDOW, Game, badges, primary
from screen import Failure, wait_for

# More pages than any play has.
PAGES = 200
# The upper part of the column: when and where, the headline.
HEAD = (776, 8, WIDTH, 130)
# The left edge of buttons and cards, and its colour under the pointer.
EDGE, TEAL = 808, 0x1F7A78
# Where the wheel is turned: over the column.
WHEEL = (1030, 300)


def run(screen, out):
    with tempfile.TemporaryDirectory() as data, Game(screen, data) as game:
        game.ready()
        press(game, primary, "the briefing")
        press(game, primary, "the play")
        wait_for("the play on disk", game.recording)
        game.until("choices", badges)
        decisions = 0
        for _ in range(PAGES):
            picture = game.screen.still(COLUMN)
            if is_page(picture):
                break
            cards = badges(picture)
            if cards:
                # The last card that is seen: another path than the first keys take.
                press(game, lambda _, cards=cards: cards[-1], "the result")
                decisions += 1
                game.grown(decisions)
            else:
                press(game, primary, "the next page")
        else:
            raise Failure(f"no ending after {PAGES} pages")
        picture.save(out / "mouse-debrief.png")
        replayed = game.replay()
        if not replayed["exact"] or replayed["ending"] is None or replayed["decisions"] != decisions:
            raise Failure(f"{decisions} decisions were made, on disk are {replayed['decisions']}")
        print(f"  {decisions} decisions, ending `{replayed['ending']}`, recording exact")


def press(game, find, what):
    """Clicks what `find` finds, turning the wheel where it lies below; waits for the page to change."""
    for attempt in range(12):
        picture = game.screen.still(COLUMN)
        place = find(picture)
        if place:
            screen = game.screen
            screen.point(place[0] + 40, place[1])
            near = game.until(f"{what}: an answer to the pointer", lambda now: now.at(EDGE, place[1]) == TEAL)
            # A press and a move away in the same frame would be no press of this button. Another page has
            # another head; colours that follow the pointer are further down.
            screen.click()
            game.until(what, lambda now: now.mark(HEAD) != near.mark(HEAD))
            screen.rest()
            return
        # The colour of the pointer may still be on what lies under its last place; after that, look below.
        if attempt == 0:
            time.sleep(0.4)
        else:
            game.screen.wheel(*WHEEL)
    raise Failure(f"found nothing to press for {what}")


def is_page(picture):
    """Whether the whole window is paper: the debrief."""
    return picture.at(40, 60) == PAPER and picture.at(40, 600) == PAPER and picture.share(WINDOW, PAPER) > 0.5
