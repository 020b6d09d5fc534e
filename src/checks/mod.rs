//! TODO checks
