//! Plays at random with bladeink: `plays STORY.json SECONDS SEED` prints a line of JSON.

use std::collections::BTreeMap;
use std::error::Error;
use std::time::{Duration, Instant};

use bladeink::story::Story;
use bladeink::value_type::ValueType;

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [file, seconds, seed] = &arguments[..] else { return Err("usage: plays FILE SECONDS SEED".into()) };
    let mut story = Story::new(&std::fs::read_to_string(file)?)?;
    let time = Duration::from_secs_f64(seconds.parse()?);
    let mut lots = Lots(seed.parse()?);
    let mut endings: BTreeMap<String, u64> = BTreeMap::new();
    let mut choices = 0_u64;
    let begun = Instant::now();
    while begun.elapsed() < time {
        story.reset_state()?;
        story.set_variable("seed", &ValueType::Int(lots.below(1_000_000_007) as i32))?;
        let mut text = story.continue_maximally()?;
        loop {
            let open = story.get_current_choices().len();
            if open == 0 {
                break;
            }
            story.choose_choice_index(lots.below(open as u64) as usize)?;
            choices += 1;
            text = story.continue_maximally()?;
        }
        *endings.entry(text.trim().to_owned()).or_default() += 1;
    }
    let seconds = begun.elapsed().as_secs_f64();
    let endings: Vec<String> = endings.iter().map(|(id, count)| format!("{id:?}: {count}")).collect();
    println!("{{\"choices\": {choices}, \"seconds\": {seconds}, \"endings\": {{{}}}}}", endings.join(", "));
    Ok(())
}

/// Numbers by lot, the same for the same seed: `SplitMix64`.
struct Lots(u64);

impl Lots {
    fn below(&mut self, count: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut word = self.0;
        word = (word ^ (word >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        word = (word ^ (word >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((u128::from(word ^ (word >> 31)) * u128::from(count)) >> 64) as u64
    }
}
