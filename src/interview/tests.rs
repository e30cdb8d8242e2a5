//! The loop, played by scripts.
