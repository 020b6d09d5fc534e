//! Reading scenarios.

use two_hats::scenario::read;

use crate::support::small;

#[test]
fn a_scenario_without_problems_is_read_whole() {
    let (scenario, problems) = read(small());
    assert_eq!(problems, []);
    let scenario = scenario.unwrap();
    assert_eq!((scenario.scenes.len(), scenario.endings.len(), scenario.minutes), (3, 2, 10));
    assert!(!scenario.broken.any);
}

#[test]
fn every_cut_of_a_scenario_is_reported() {
    let text = small().trim_end();
    for cut in (0..text.len()).filter(|cut| text.is_char_boundary(*cut)) {
        let (_, problems) = read(&text[..cut]);
        assert!(!problems.is_empty(), "nothing is wrong with the first {cut} bytes");
    }
}
