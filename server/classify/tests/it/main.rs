//! All tests of the rules: cases a lawyer can read, and what must hold for any child.

mod cases;
