//! TODO simulation
