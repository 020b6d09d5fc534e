//! The screens: each a plain view model, what it can ask for, and a function that draws it.

pub mod briefing;
pub mod debrief;
pub mod decision;
pub mod help;
pub mod history;
pub mod layout;
pub mod library;
pub mod menu;
pub mod message;
pub mod play;
pub mod studio;
pub mod title;

mod confirm;
