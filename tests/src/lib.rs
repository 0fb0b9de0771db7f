//! What enters: folders of vectors, and the crate. What leaves: what agrees with the reasoning by hand and what does not.
//!
//! A vector is a question with the answer that was reasoned from the norms. [`vectors`] runs it on a surface through
//! that surface's own methods and compares.

pub mod vectors;
