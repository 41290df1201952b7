//! What a condition comes to: three-valued (Kleene) logic.

/// True, false, or not known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// It holds.
    True,
    /// It does not.
    False,
    /// What it reads is not known.
    Unknown,
}

impl Outcome {
    /// Kleene's "and".
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        match (self, other) {
            (Self::False, _) | (_, Self::False) => Self::False,
            (Self::True, Self::True) => Self::True,
            _ => Self::Unknown,
        }
    }

    /// Kleene's "or".
    #[must_use]
    pub fn or(self, other: Self) -> Self {
        match (self, other) {
            (Self::True, _) | (_, Self::True) => Self::True,
            (Self::False, Self::False) => Self::False,
            _ => Self::Unknown,
        }
    }
}

impl std::ops::Not for Outcome {
    type Output = Self;

    /// Kleene's "not".
    fn not(self) -> Self {
        match self {
            Self::True => Self::False,
            Self::False => Self::True,
            Self::Unknown => Self::Unknown,
        }
    }
}

impl From<bool> for Outcome {
    fn from(holds: bool) -> Self {
        if holds { Self::True } else { Self::False }
    }
}
