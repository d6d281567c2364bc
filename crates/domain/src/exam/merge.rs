//! Two tabs on one question: what a form says against what was saved since it was shown.

/// What is to become of what came in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Merged {
    /// Nothing was changed here; what is saved stands.
    Keep,
    /// Only here something was changed, so it stands.
    Take,
    /// Here and elsewhere, and differently: the learner decides.
    Conflict,
}

/// `was` is what the form showed, `mine` what it sends, `saved` what stands now. Without `was` the sender means it.
pub fn merge<T: PartialEq>(was: Option<&T>, mine: &T, saved: &T) -> Merged {
    match was {
        _ if mine == saved => Merged::Keep,
        Some(was) if mine == was => Merged::Keep,
        Some(was) if saved != was => Merged::Conflict,
        _ => Merged::Take,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_change_stands_unless_another_one_came_between() {
        for (was, mine, saved, merged) in [
            (Some(""), "b", "", Merged::Take),
            (Some(""), "", "b", Merged::Keep),
            (Some(""), "b", "b", Merged::Keep),
            (Some(""), "c", "b", Merged::Conflict),
            (Some("b"), "", "b", Merged::Take),
            (None, "c", "b", Merged::Take),
            (None, "b", "b", Merged::Keep),
        ] {
            assert_eq!(merge(was.as_ref(), &mine, &saved), merged, "{was:?} {mine} {saved}");
        }
    }
}
