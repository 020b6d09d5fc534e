// Plays at random with inkjs: `node inkjs.cjs MODULES compile STORY.ink STORY.json`, then
// `node inkjs.cjs MODULES plays STORY.json SECONDS SEED`, which prints a line of JSON.
const fs = require("node:fs");
const [modules, task, file, ...rest] = process.argv.slice(2);
// In seconds.
const WARM_UP = 1;
const inkjs = require(require.resolve("inkjs/full", { paths: [modules] }));

// Numbers of 31 bits by lot, the same for the same seed: Marsaglia's xorshift.
function lots(seed) {
  let word = (Math.imul(seed, 0x9e3779b1) ^ 0x5bd1e995) | 1;
  return () => {
    word ^= word << 13;
    word ^= word >>> 17;
    word ^= word << 5;
    return word >>> 1;
  };
}

function compile(text) {
  return new inkjs.Compiler(text).Compile().ToJson();
}

function plays(json, time, seed) {
  const story = new inkjs.Story(json);
  const lot = lots(seed);
  const endings = {};
  let choices = 0;
  const begun = performance.now();
  let elapsed = 0;
  while (elapsed < time * 1000) {
    story.ResetState();
    story.variablesState["seed"] = lot() % 1000000007;
    let text = story.ContinueMaximally();
    while (story.currentChoices.length > 0) {
      story.ChooseChoiceIndex(Math.floor((lot() / 0x80000000) * story.currentChoices.length));
      choices += 1;
      text = story.ContinueMaximally();
    }
    const ending = text.trim();
    endings[ending] = (endings[ending] ?? 0) + 1;
    elapsed = performance.now() - begun;
  }
  return { choices, seconds: elapsed / 1000, endings };
}

const text = fs.readFileSync(file, "utf8");
if (task === "compile") {
  fs.writeFileSync(rest[0], compile(text));
} else {
  // What node compiles on the way is compiled before the clock runs.
  plays(text, WARM_UP, Number(rest[1]) + 1000);
  console.log(JSON.stringify(plays(text, Number(rest[0]), Number(rest[1]))));
}
