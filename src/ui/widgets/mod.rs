//! The parts that screens are made of. Each is a function of what it shows and returns a `Response`;
//! each says its name and role to assistive technology.

pub mod badge;
pub mod button;
pub mod calendar;
pub mod card;
pub mod change_list;
pub mod choice_card;
pub mod column;
pub mod dialog;
pub mod focus;
pub mod fold;
pub mod hats;
pub mod key_hint;
pub mod line_chart;
pub mod meter_card;
pub mod notice;
pub mod page;
pub mod quote;
pub mod sparkline;
pub mod tabs;
pub mod text;
pub mod two_hat_grid;
