"""Engines that play: each is a function that plays a story at random for some seconds."""

import re

from languages import choicescript
from process import run
from story import ENDINGS

# So many plays tell how fast randomtest is, which takes a number of plays and not a time.
FEW = 200


class Engines:
    """The engines that are here, by name, and what is not the same with each."""

    def __init__(self, tools, folder):
        self.tools = tools
        self.folder = folder
        self.all = {"Two Hats": self.ours, "inkjs": self.inkjs, "bladeink": self.bladeink}
        if tools.choicescript:
            self.all["ChoiceScript"] = self.choicescript

    def prepare(self, story):
        """Does what need not be done again for each run."""
        run("node", self.tools.inkjs_player, self.tools.inkjs, "compile", story.ink, story.ink_json).whole()
        if self.tools.choicescript:
            self.lay_game(story)

    def ours(self, story, seconds, seed):
        return run(self.tools.ours, "plays", story.ron, seconds, seed).only()

    def inkjs(self, story, seconds, seed):
        return run("node", self.tools.inkjs_player, self.tools.inkjs, "plays", story.ink_json, seconds, seed).only()

    def bladeink(self, story, seconds, seed):
        return run(self.tools.bladeink, story.ink_json, seconds, seed).only()

    def choicescript(self, story, seconds, seed):
        """Counts plays by the lines that were read, which randomtest prints at its end."""
        game = self.game(story)
        first = self.randomtest(game, FEW, seed * 1_000_000)
        plays = max(FEW, int(FEW * seconds / first["seconds"]))
        return self.randomtest(game, plays, seed * 1_000_000 + FEW)

    def randomtest(self, game, plays, seed):
        options = ["game=week", f"num={plays}", f"seed={seed}", "avoidUsedOptions=false", "showChoices=false"]
        printed = run("node", "randomtest.js", *options, "showCoverage=true", cwd=game).whole()
        read = re.findall(r"^startup (\d+): (.*)$", printed, re.MULTILINE)
        return {
            "choices": sum(int(times) for times, line in read if line == "Decide."),
            "seconds": float(re.search(r"^Time: ([\d.]+)s$", printed, re.MULTILINE)[1]),
            "endings": {line: int(times) for times, line in read if line in ENDINGS},
        }

    def game(self, story):
        return self.folder / f"choicescript {story.name}"

    def lay_game(self, story):
        """Lays a game where randomtest looks for one, without writing into the folder that has randomtest."""
        game = self.game(story)
        (game / "web/week/scenes").mkdir(parents=True)
        for file in ["randomtest.js", "headless.js", "seedrandom.js", "web/scene.js", "web/navigator.js", "web/util.js"]:
            (game / file).symlink_to(self.tools.choicescript / file)
        (game / "web/week/mygame.js").write_text(choicescript.GAME)
        (game / "web/week/scenes/startup.txt").write_text(story.choicescript.read_text())
