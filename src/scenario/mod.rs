//! What an author wrote: reading RON with places, expressions, text, times, the model.

pub mod edit;
pub mod expression;
pub mod files;
pub mod layout;
pub mod model;
pub mod read;
pub mod side_by_side;
pub mod syntax;
pub mod template;
pub mod time;
pub mod traits;
pub mod walk;
pub mod words;

pub use read::read;
