"""From the title to the debrief with nothing but keys, and the pictures are the game."""

import tempfile

from game import COLUMN, PAPER, READING, STAGE, WINDOW, Game, badges, primary
from screen import Failure

# The least number of decisions of a whole play.
DECISIONS = 10


def run(screen, out):
    with tempfile.TemporaryDirectory() as data, Game(screen, data) as game:
        title = game.ready()
        briefing = game.press("Return", "the briefing")
        if game.recording() is not None:
            raise Failure("a play lies on disk before it was begun")
        game.press("Return", "the play")
        play = game.until("choices", badges)
        if game.picks():
            raise Failure("something was picked before any choice was made")

        turn, ending = 0, None
        while ending is None:
            offers = game.offers()
            if not offers:
                raise Failure(f"nothing can be picked after {game.picks()}")
            # Not always the same number: the first, the last, the middle one.
            number, choice = offers[[0, -1, len(offers) // 2][turn % 3]]
            picked = game.pick(number)
            if picked.split(".", 1)[1] != choice:
                raise Failure(f"the key {number} stands for `{choice}` in the terminal, but picked `{picked}`")
            turn += 1
            if turn == 1:
                result = game.screen.picture()
            pages, ending = game.pages()
            for page in range(pages):
                shown = game.press("Return", f"page {page + 2} after {picked}")
            if ending is None and not badges(shown) and not badges(game.press("End", "the end of the page")):
                raise Failure(f"no choices are shown after {picked}")
        if not primary(shown):
            raise Failure("the ending offers no way on")
        debrief = game.press("Return", "the debrief")

        replayed = game.replay()
        if not replayed["exact"] or replayed["ending"] is None or replayed["decisions"] < DECISIONS:
            raise Failure(f"not a whole play: {replayed['decisions']} decisions, exact: {replayed['exact']}")
        if replayed["decisions"] != turn:
            raise Failure(f"{turn} decisions were made, {replayed['decisions']} are on disk")
        print(f"  {turn} decisions, ending `{ending}`, recording exact")

        pictures = {
            "title": title, "briefing": briefing, "play": play, "result": result, "ending": shown,
            "debrief": debrief,
        }
        for name, picture in pictures.items():
            picture.save(out / f"keyboard-{name}.png")
        for name in ("title", "briefing", "play", "result", "ending"):
            two_halves(name, pictures[name])
        whole_page("debrief", debrief)
        for one, other, box, least in [
            ("title", "briefing", COLUMN, 0.05),
            ("briefing", "play", WINDOW, 0.10),
            ("play", "result", COLUMN, 0.02),
            ("result", "ending", COLUMN, 0.02),
            ("ending", "debrief", WINDOW, 0.30),
        ]:
            share = pictures[one].difference(pictures[other], box)
            print(f"  {one} → {other}: {share:.0%} differs")
            if share < least:
                raise Failure(f"only {share:.1%} of the picture changed from {one} to {other}")
        if game.answer_to_close() != 0:
            raise Failure("closing the window was not a good end")
        if "panicked" in game.words():
            raise Failure(f"the game panicked: {game.words()[-500:]}")


def two_halves(name, picture):
    """Checks for a drawn stage on the left and paper with text on the right."""
    paper, ink = picture.share(READING, PAPER, 0xFFFFFF), dark(picture, READING)
    stage = picture.colors(STAGE)
    size = sum(stage.values())
    flat, paper_there, black = max(stage.values()) / size, stage.get(PAPER, 0) / size, stage.get(0, 0) / size
    print(
        f"  {name}: column {paper:.0%} paper, {ink:.1%} ink; stage {len(stage)} colours, the commonest "
        f"{flat:.0%}, paper {paper_there:.1%}, black {black:.1%}"
    )
    if not 0.6 <= paper <= 0.97 or not 0.01 <= ink <= 0.3:
        raise Failure(f"{name}: the column does not look like text on paper")
    if len(stage) < 300 or flat > 0.5 or paper_there > 0.2 or black > 0.02:
        raise Failure(f"{name}: the stage does not look like a drawn place")


def whole_page(name, picture):
    """Checks for a page of paper with text and coloured figures."""
    colors = len(picture.colors(WINDOW))
    paper, ink = picture.share(WINDOW, PAPER, 0xFFFFFF), dark(picture, WINDOW)
    print(f"  {name}: {paper:.0%} paper, {ink:.1%} ink, {colors} colours")
    if not 0.7 <= paper <= 0.98 or ink < 0.005 or colors < 100:
        raise Failure(f"{name}: does not look like a page with text and figures")


def dark(picture, box):
    """The share of a part that is darker than the middle."""
    left, top, right, bottom = box
    colors = picture.colors(box)
    pixels = sum(count for color, count in colors.items() if (color >> 8 & 0xFF) < 0x70)
    return pixels / ((right - left) * (bottom - top))
