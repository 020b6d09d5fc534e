//! Small scenarios that several layers' tests begin with.

/// A scenario without problems: two scenes, a meter, a fact, a person, a clock, an event, two endings.
pub(crate) fn small() -> &'static str {
    include_str!("fixtures/small.ron")
}
