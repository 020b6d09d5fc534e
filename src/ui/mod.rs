//! What is read and pressed: egui functions of a view model, without a window and without an engine.
//!
//! * [`theme`]: every colour, font, size and distance; installed once per context.
//! * [`widgets`]: the parts that screens are made of, each a function that returns a `Response`.
//! * [`views`]: the screens; each takes a `&View` and returns what the player asked for, if anything.
//!
//! # Drawing never changes anything
//!
//! A screen reads its view model and returns an action; it never applies one. egui may run a pass twice
//! for one frame, and the second pass has no input events, so a caller keeps the first `Some` of a frame:
//!
//! ```
//! # use two_hats::ui::views::message::{message_ui, MessageView};
//! # let view = MessageView::default();
//! let context = egui::Context::default();
//! two_hats::ui::theme::install(&context);
//!
//! let mut action = None;
//! let output = context.run_ui(egui::RawInput::default(), |ui| {
//!     action = action.or(message_ui(ui, &view));
//! });
//! # output.drop_without_applying_deltas();
//! ```

pub mod keys;
pub mod theme;
pub mod views;
pub mod widgets;
