//! stub
/// x
pub fn check(s: &crate::scenario::model::Scenario) -> Vec<crate::diagnostic::Diagnostic> { crate::scenario::expression::types::check_types(s) }
