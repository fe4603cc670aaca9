//! The tests of *en riesgo*, apart from those of the definition: cases as data (`cases.rs`), what
//! must always hold (`invariants.rs`), what a municipality may write (`rules.rs`).

mod cases;
mod grades;
mod invariants;
mod rules;

use std::sync::LazyLock;

use classify::{
    Edition, MX_INEGI_2016,
    at_risk::{AT_RISK_1, RiskRules},
};

/// Read once: the property tests ask for them a million times.
fn edition() -> &'static Edition {
    static EDITION: LazyLock<Edition> =
        LazyLock::new(|| toml::from_str(MX_INEGI_2016).expect("as the test says"));
    &EDITION
}

fn shipped() -> &'static RiskRules {
    static RULES: LazyLock<RiskRules> =
        LazyLock::new(|| toml::from_str(AT_RISK_1).expect("as the test says"));
    &RULES
}
