//! TODO game
