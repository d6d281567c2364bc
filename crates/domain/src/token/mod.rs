//! Tokens: taken apart by a parser that trusts nothing, and judged step by step.
