//! TODO debrief
