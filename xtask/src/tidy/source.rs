//! Source text: in comes a file's text, out whether its opening says what it is, and its code without comments and tests.

/// A kind of source file, by how a comment begins in it.
#[derive(Clone, Copy)]
pub enum Kind {
    /// `//! …`
    Rust,
    /// `"""…` or `# …`
    Python,
    /// `// …` or `/** …`
    Script,
    /// `# …` after the interpreter's line
    Shell,
}

impl Kind {
    /// The kind of the file at `path`, if it is source.
    pub fn of(path: &str) -> Option<Kind> {
        match path.rsplit_once('.')?.1 {
            "rs" => Some(Kind::Rust),
            "py" | "pyi" => Some(Kind::Python),
            "mjs" | "js" | "ts" | "mts" => Some(Kind::Script),
            "sh" => Some(Kind::Shell),
            _ => None,
        }
    }

    /// What its first line should look like.
    pub fn wanted(self) -> &'static str {
        match self {
            Kind::Rust => "`//! …`",
            Kind::Python => "a docstring or `# …`",
            Kind::Script => "`// …` or `/** … */`",
            Kind::Shell => "`# …`",
        }
    }

    fn openers(self) -> &'static [&'static str] {
        match self {
            Kind::Rust => &["//!"],
            Kind::Python => &["\"\"\"", "r\"\"\"", "#"],
            Kind::Script => &["//", "/**", "/*"],
            Kind::Shell => &["#"],
        }
    }
}

/// Whether the first line (after an interpreter's line) is an opening with words in it.
pub fn opens_well(kind: Kind, text: &str) -> bool {
    let first = text.lines().find(|line| !line.starts_with("#!/") && !line.trim().is_empty());
    let Some(first) = first else { return false };
    let opener = kind.openers().iter().find(|opener| first.starts_with(**opener));
    opener.is_some_and(|opener| first.trim_start_matches(opener).chars().any(char::is_alphanumeric))
}

/// Rust code with comments and literals blanked and items under `#[cfg(test)]` cut out.
pub fn code(text: &str) -> String {
    let mut code = without_literals(text);
    while let Some(start) = code.find("#[cfg(test)]") {
        let rest = code.get(start..).unwrap_or_default();
        let length = item_length(rest);
        code.replace_range(start..start + length, "");
    }
    code
}

/// How long the item is that `text` begins with: to its `;`, or to the brace that closes its first one.
fn item_length(text: &str) -> usize {
    let mut depth = 0_usize;
    for (at, character) in text.char_indices() {
        match character {
            ';' if depth == 0 => return at + 1,
            '{' => depth += 1,
            '}' if depth == 1 => return at + 1,
            '}' => depth = depth.saturating_sub(1),
            _ => {}
        }
    }
    text.len()
}

fn without_literals(text: &str) -> String {
    let mut code = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let skipped = if rest.starts_with("//") {
            rest.find('\n').unwrap_or(rest.len())
        } else if rest.starts_with("/*") {
            rest.find("*/").map_or(rest.len(), |end| end + 2)
        } else if let Some(raw) = raw_string(rest, &code) {
            raw
        } else if first == '"' {
            string_length(rest)
        } else if first == '\'' {
            character_length(rest)
        } else {
            0
        };
        let taken = if skipped == 0 { first.len_utf8() } else { skipped };
        let (head, tail) = rest.split_at(taken);
        code.push_str(if skipped == 0 { head } else { " " });
        rest = tail;
    }
    code
}

/// The length of the raw string that `text` begins with, if it does.
fn raw_string(text: &str, before: &str) -> Option<usize> {
    if before.chars().next_back().is_some_and(|last| last.is_alphanumeric() || last == '_') {
        return None;
    }
    let prefix = if text.starts_with("br") { 2 } else { 1 };
    let inner = text.strip_prefix("br").or_else(|| text.strip_prefix('r'))?;
    let hashes = inner.chars().take_while(|character| *character == '#').count();
    let body = inner.get(hashes..)?.strip_prefix('"')?;
    let end = format!("\"{}", "#".repeat(hashes));
    let length = body.find(&end).map_or(body.len(), |at| at + end.len());
    Some(prefix + hashes + 1 + length)
}

fn string_length(text: &str) -> usize {
    let mut escaped = false;
    for (at, character) in text.char_indices().skip(1) {
        match character {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '"' => return at + 1,
            _ => {}
        }
    }
    text.len()
}

/// The length of a character literal; 0 where the quote begins a lifetime.
fn character_length(text: &str) -> usize {
    let mut characters = text.char_indices().skip(1);
    match (characters.next(), characters.next()) {
        (Some((_, '\\')), Some(_)) => text.get(3..).and_then(|rest| rest.find('\'')).map_or(0, |end| end + 4),
        (Some(_), Some((at, '\''))) => at + 1,
        _ => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn openings() {
        assert!(opens_well(Kind::Rust, "//! Turns events into duties.\n"));
        assert!(!opens_well(Kind::Rust, "use std::fmt;\n//! Late.\n"));
        assert!(!opens_well(Kind::Rust, "//!\n"));
        assert!(opens_well(Kind::Python, "#!/usr/bin/env python3\n\"\"\"Runs vectors.\"\"\"\n"));
        assert!(opens_well(Kind::Script, "// Runs vectors.\n"));
        assert!(!opens_well(Kind::Script, ""));
    }

    #[test]
    fn comments_literals_and_tests_are_no_code() {
        let text = "// crate::a\nlet b = \"crate::b \\\" \"; let c = r#\"crate::c\"#; let d = '\"'; crate::d\n\
                    #[cfg(test)]\nmod tests { use crate::e; fn f() { crate::f } }\nfn g<'a>() { crate::g }";
        let code = code(text);
        for absent in ["a", "b", "c", "e", "f"] {
            assert!(!code.contains(&format!("crate::{absent}")), "{absent} in {code}");
        }
        assert!(code.contains("crate::d") && code.contains("crate::g"), "{code}");
    }
}
