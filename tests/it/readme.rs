//! The README shows what is so.

use two_hats::diagnostic::Class;
use two_hats::simulation::Story;

const README: &str = include_str!("../../README.md");

/// The blocks of a language, in order.
fn blocks(language: &str) -> Vec<&'static str> {
    README.split(&format!("```{language}\n")).skip(1).map(|rest| rest.split("```").next().unwrap()).collect()
}

#[test]
fn the_first_scenario_can_be_played_and_takes_ten_lines() {
    let [source] = blocks("ron")[..] else { panic!("one scenario") };
    assert!(source.lines().count() <= 11, "{}", source.lines().count());
    let (story, found) = Story::load(source);
    assert!(story.is_some(), "{found:?}");
}

#[test]
fn the_first_scenario_with_the_readmes_mistake_is_mended_by_its_help() {
    let source = blocks("ron")[0].replace("morale >= 55", "moral >= 55");
    let errors: Vec<_> =
        Story::load(&source).1.into_iter().filter(|found| found.class == Class::Error).collect();
    assert_eq!(errors[0].help.as_deref(), Some("did you mean `morale`?"));
}

#[test]
fn every_file_and_folder_that_is_named_exists() {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    let table = README.split("## Where things are").nth(1).unwrap();
    let named = table.split('`').skip(1).step_by(2).filter(|name| name.contains(['/', '.']));
    for name in named {
        assert!(root.join(name).exists(), "{name}");
    }
}

#[test]
fn the_two_commands_stand_alone_in_their_blocks() {
    let commands = blocks("sh");
    assert_eq!(commands[0].trim(), "cargo run");
    assert_eq!(commands[1].trim(), "cargo test");
}
