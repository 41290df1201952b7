//! What other rules change: the situations that get another winner, and the rules to thank.
