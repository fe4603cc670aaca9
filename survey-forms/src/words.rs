//! A sentence a person sees, in Spanish and in English. Start with [`Words`].

use serde::{Deserialize, Serialize};

/// One text in both languages: Spanish as a household in Mexico speaks it (*usted*), English beside.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Words {
    pub es: String,
    pub en: String,
}

impl Words {
    /// The two languages side by side.
    pub fn new(es: impl Into<String>, en: impl Into<String>) -> Words {
        Words {
            es: es.into(),
            en: en.into(),
        }
    }
}
