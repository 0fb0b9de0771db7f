//! What enters: how many parties a norm ties together. What leaves: the labels that the text has for that (1, 2.3a, 2.6e).

/// How many parties stand on either side.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum RelationLabel {
    /// 多对一
    ManyToOne,
    /// 一对一
    OneToOne,
    /// 一对多
    OneToMany,
}

impl RelationLabel {
    /// Its name in the wire format.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::ManyToOne => "many_to_one",
            Self::OneToOne => "one_to_one",
            Self::OneToMany => "one_to_many",
        }
    }

    /// The text's own term.
    #[must_use]
    pub const fn term(self) -> &'static str {
        match self {
            Self::ManyToOne => "多对一",
            Self::OneToOne => "一对一",
            Self::OneToMany => "一对多",
        }
    }
}

/// The label of a relation, and whether each pair of it is 一对一 beside that (2.6e).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Relation {
    /// The label by the number of zone parties; none where the text has none.
    pub label: Option<RelationLabel>,
    /// Whether 2.6e makes every single pair 一对一.
    pub pairwise: bool,
}
